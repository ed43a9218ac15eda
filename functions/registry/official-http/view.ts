import { explain } from '#shared/domain/registry/explain.ts';
import type { KnownPerson } from '#shared/domain/registry/ports.ts';
import { given } from '#shared/kernel/given.ts';
import { maskIdNumber, maskName, maskPhone } from '#shared/kernel/mask.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';

type Shown = { readonly unmasked: boolean; readonly now: Date };

/** A person as an official sees them: masked, or unmasked for a purpose; the reasons are those of the day. */
export const personView = ({ person, identity }: KnownPerson, { unmasked, now }: Shown) => {
  const { personId, regionCode, layer, categories, householdId, version } = person;
  const { risks, hold, death, provisional, mergedInto } = person;
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
    reasons: explain(person, shanghaiDay(now)),
    householdId,
    version,
    ...given({ risks, hold, death, provisional, mergedInto }),
  };
};
