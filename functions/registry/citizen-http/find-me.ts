import type { AuditAct } from '#shared/domain/audit/types.ts';
import type { KnownPerson } from '#shared/domain/registry/ports.ts';
import type { CitizenRequest } from '#shared/edge/http.ts';
import { canonicalIdNumber } from '#shared/kernel/id-number.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import { provinceCode } from '#shared/reference/regions.ts';
import type { CitizenDeps } from './deps.ts';

/**
 * The record of whoever asks, with the look itself in the audit before anything of it leaves. An issuer may spell the number
 * as on an old card.
 */
export const findMe = async (
  request: CitizenRequest,
  act: AuditAct,
  deps: CitizenDeps,
): Promise<KnownPerson | undefined> => {
  const number = canonicalIdNumber(request.citizen.idNumber);
  if (!number.ok) return undefined;
  const me = await deps.registry.findByIdNumber(number.value);
  await deps.audit.append({
    at: deps.clock().toISOString(),
    actor: request.citizen.actor,
    region: me === undefined ? provinceCode : countyOf(me.person.regionCode),
    act,
    subject:
      me === undefined
        ? { kind: 'search', id: await deps.mac(`search|${number.value}`) }
        : { kind: 'person', id: me.person.personId },
    requestId: request.requestId,
    by: 'citizen',
  });
  return me;
};
