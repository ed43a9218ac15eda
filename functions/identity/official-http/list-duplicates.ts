import { duplicateList, duplicateQuery } from '#shared/contracts/identity.ts';
import type { Duplicate } from '#shared/domain/identity/types.ts';
import { readCursor, writeCursor } from '#shared/edge/cursor.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { json, readQuery } from '#shared/edge/read.ts';
import { inScope, scopedRegion } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import { maskIdNumber, maskName } from '#shared/kernel/mask.ts';
import type { IdentityDeps } from './deps.ts';

/** The two records, masked; one that moved away since is its new county's, and not shown. */
const peopleOf = async (duplicate: Duplicate, request: OfficialRequest, deps: IdentityDeps) => {
  const found = await Promise.all(duplicate.personIds.map((personId) => deps.registry.findPerson(personId)));
  return found.flatMap((known) => {
    if (known === undefined || !inScope(request.official, known.person.regionCode)) return [];
    const { personId, birthYear, regionCode, layer, householdId, provisional, mergedInto } = known.person;
    const { name, idNumber } = known.identity;
    const masked = { name: maskName(name), idNumber: idNumber === '' ? '' : maskIdNumber(idNumber) };
    return [{ personId, ...masked, birthYear, regionCode, layer, householdId, ...given({ provisional, mergedInto }) }];
  });
};

const shownOf = async (duplicate: Duplicate, request: OfficialRequest, deps: IdentityDeps) => {
  const { personIds: _, brought: __, decidedBy: ___, ...shown } = duplicate;
  return { ...shown, people: await peopleOf(duplicate, request, deps) };
};

/** `GET /v1/duplicates`: records that may be of one person, each explained; audited as one entry. */
export const listDuplicates = async (request: OfficialRequest, deps: IdentityDeps): Promise<HttpResponse> => {
  const query = readQuery(request, duplicateQuery);
  if (!query.ok) return problemResponse(query.error);
  const region = scopedRegion(request.official, query.value.regionCode);
  if (!region.ok) return problemResponse(region.error);
  const { state, limit } = query.value;
  const list = JSON.stringify(['duplicates', request.official.actor, region.value, state]);
  const after = await readCursor(query.value.cursor, list, deps.macs.cursor);
  if (!after.ok) return problemResponse(after.error);
  const page = await deps.store.list({ regionCode: region.value, state, limit, ...given({ after: after.value }) });
  const items = await Promise.all(page.items.map((duplicate) => shownOf(duplicate, request, deps)));
  await deps.audit.append({
    at: deps.clock().toISOString(),
    actor: request.official.actor,
    region: request.official.region,
    act: 'list',
    subject: { kind: 'duplicates', id: region.value },
    requestId: request.requestId,
    shown: items.reduce((sum, { people }) => sum + people.length, 0),
  });
  return json(200, duplicateList, {
    items,
    ...(page.next === undefined ? {} : { nextCursor: await writeCursor(page.next, list, deps.macs.cursor) }),
  });
};
