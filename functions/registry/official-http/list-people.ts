import { peopleList, peopleQuery } from '#shared/contracts/registry.ts';
import { readCursor, writeCursor } from '#shared/edge/cursor.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { json, readQuery } from '#shared/edge/read.ts';
import { scopedRegion } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import type { RegistryDeps } from './deps.ts';
import { personView } from './view.ts';

/** `GET /v1/people`: people of a region and layer, masked, and audited as one entry. */
export const listPeople = async (request: OfficialRequest, deps: RegistryDeps): Promise<HttpResponse> => {
  const query = readQuery(request, peopleQuery);
  if (!query.ok) return problemResponse(query.error);
  const region = scopedRegion(request.official, query.value.regionCode);
  if (!region.ok) return problemResponse(region.error);
  const { layer, category, limit } = query.value;
  const list = JSON.stringify(['people', region.value, layer, category]);
  const after = await readCursor(query.value.cursor, list, deps.mac);
  if (!after.ok) return problemResponse(after.error);
  const page = await deps.registry.listPeople({
    regionCode: region.value,
    layer,
    limit,
    ...given({ category, after: after.value }),
  });
  const now = deps.clock();
  await deps.audit.append({
    at: now.toISOString(),
    actor: request.official.actor,
    region: request.official.region,
    act: 'list',
    subject: { kind: 'people', id: region.value },
    requestId: request.requestId,
    shown: page.people.length,
  });
  return json(200, peopleList, {
    items: page.people.map((person) => personView(person, { unmasked: false, now })),
    ...(page.next === undefined ? {} : { nextCursor: await writeCursor(page.next, list, deps.mac) }),
  });
};
