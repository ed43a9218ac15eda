import { household as householdContract } from '#shared/contracts/registry.ts';
import type { KnownPerson } from '#shared/domain/registry/ports.ts';
import type { HouseholdState } from '#shared/domain/registry/types.ts';
import { type HttpResponse, type OfficialRequest, refusal } from '#shared/edge/http.ts';
import { etag, json } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import type { RegistryDeps } from './deps.ts';
import { personView } from './view.ts';

const membersOf = async (household: HouseholdState, request: OfficialRequest, deps: RegistryDeps) => {
  const people = await Promise.all(household.memberIds.map((id) => deps.registry.findPerson(id)));
  return people.filter(
    (known): known is KnownPerson => known !== undefined && inScope(request.official, known.person.regionCode),
  );
};

/** `GET /v1/households/{householdId}`: its members as far as the caller answers for them, masked; audited as a list. */
export const getHousehold = async (request: OfficialRequest, deps: RegistryDeps): Promise<HttpResponse> => {
  const known = await deps.store.findHousehold(request.path['householdId'] ?? '');
  if (known === undefined || !inScope(request.official, known.regionCode)) return refusal('not-found');
  const { householdId, regionCode, headPersonId, relations, recheckDueOn, mergedInto, version } = known;
  const members = await membersOf(known, request, deps);
  const now = deps.clock();
  await deps.audit.append({
    at: now.toISOString(),
    actor: request.official.actor,
    region: request.official.region,
    act: 'list',
    subject: { kind: 'household', id: householdId },
    requestId: request.requestId,
    shown: members.length,
  });
  return json(
    200,
    householdContract,
    {
      householdId,
      regionCode,
      headPersonId,
      members: members.map((member) => ({
        ...personView(member, { unmasked: false, now }),
        ...given({ relation: relations?.[member.person.personId] }),
      })),
      version,
      ...given({ recheckDueOn, mergedInto }),
    },
    etag(version),
  );
};
