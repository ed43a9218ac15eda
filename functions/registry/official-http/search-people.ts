import { peopleList, peopleSearch } from '#shared/contracts/registry.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { json, readBody } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import type { RegistryDeps } from './deps.ts';
import { personView } from './view.ts';

/** `POST /v1/people/search`: by identity number. A person outside the caller's region is nobody, for them. */
export const searchPeople = async (request: OfficialRequest, deps: RegistryDeps): Promise<HttpResponse> => {
  const body = readBody(request, peopleSearch);
  if (!body.ok) return problemResponse(body.error);
  const known = await deps.registry.findByIdNumber(body.value.idNumber);
  const found = known !== undefined && inScope(request.official, known.person.regionCode) ? [known] : [];
  await deps.audit.append({
    at: deps.clock().toISOString(),
    actor: request.official.actor,
    region: request.official.region,
    act: 'search',
    // A search that found nobody is known by a keyed token of what was asked, never by the number.
    subject:
      found[0] === undefined
        ? { kind: 'search', id: await deps.mac(`search|${body.value.idNumber}`) }
        : { kind: 'person', id: found[0].person.personId },
    requestId: request.requestId,
    shown: found.length,
  });
  return json(200, peopleList, { items: found.map((person) => personView(person, false)) });
};
