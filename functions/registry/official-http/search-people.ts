import { peopleList, peopleSearch } from '#shared/contracts/registry.ts';
import type { AuditEntry } from '#shared/domain/audit/types.ts';
import type { KnownPerson } from '#shared/domain/registry/ports.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import type { Problem } from '#shared/edge/problem.ts';
import { json, readBody } from '#shared/edge/read.ts';
import { inScope, scopedRegion } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { RegistryDeps } from './deps.ts';
import { personView } from './view.ts';

/** Most people that a search by name shows. */
const MOST_FOUND = 50;

type Found = { readonly people: readonly KnownPerson[]; readonly subject: AuditEntry['subject'] };

/** A person outside the caller's region is nobody, for them. */
const byNumber = async (idNumber: string, request: OfficialRequest, deps: RegistryDeps): Promise<Found> => {
  const known = await deps.registry.findByIdNumber(idNumber);
  if (known !== undefined && inScope(request.official, known.person.regionCode)) {
    return { people: [known], subject: { kind: 'person', id: known.person.personId } };
  }
  // A search that found nobody is known by a keyed token of what was asked, never by the number.
  return { people: [], subject: { kind: 'search', id: await deps.mac(`search|${idNumber}`) } };
};

type ByName = { readonly name: string; readonly regionCode: string; readonly birthYear?: number };

const byName = async (
  wanted: ByName,
  request: OfficialRequest,
  deps: RegistryDeps,
): Promise<Result<Found, Problem>> => {
  const region = scopedRegion(request.official, wanted.regionCode);
  if (!region.ok) return region;
  const people = await deps.names.findByName({ ...wanted, regionCode: region.value, limit: MOST_FOUND });
  const id = await deps.mac(`search|${wanted.name}|${region.value}`);
  return ok({ people, subject: { kind: 'search', id } });
};

/** `POST /v1/people/search`: by identity number, or by name and region; masked, and audited as one search. */
export const searchPeople = async (request: OfficialRequest, deps: RegistryDeps): Promise<HttpResponse> => {
  const body = readBody(request, peopleSearch);
  if (!body.ok) return problemResponse(body.error);
  const { idNumber, name = '', regionCode = '', birthYear } = body.value;
  const found =
    idNumber === undefined
      ? await byName({ name, regionCode, ...given({ birthYear }) }, request, deps)
      : ok(await byNumber(idNumber, request, deps));
  if (!found.ok) return problemResponse(found.error);
  const { people, subject } = found.value;
  const now = deps.clock();
  await deps.audit.append({
    at: now.toISOString(),
    actor: request.official.actor,
    region: request.official.region,
    act: 'search',
    subject,
    requestId: request.requestId,
    shown: people.length,
  });
  return json(200, peopleList, { items: people.map((person) => personView(person, { unmasked: false, now })) });
};
