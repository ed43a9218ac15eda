import type { KnownPerson } from '#shared/domain/registry/ports.ts';
import { given } from '#shared/kernel/given.ts';
import { maskIdNumber, maskName, maskPhone } from '#shared/kernel/mask.ts';

/** A person as an official sees them: masked, or unmasked for a purpose. */
export const personView = ({ person, identity }: KnownPerson, unmasked: boolean) => {
  const { personId, regionCode, layer, categories, entries, householdId, version } = person;
  const { name, idNumber, phone, address } = identity;
  const shown = unmasked
    ? { name, idNumber, ...given({ phone, address }) }
    : { name: maskName(name), idNumber: maskIdNumber(idNumber), ...given({ phone: phone && maskPhone(phone) }) };
  return {
    personId,
    ...shown,
    regionCode,
    layer,
    categories,
    reasons: entries.map(({ reason }) => reason),
    householdId,
    version,
  };
};
