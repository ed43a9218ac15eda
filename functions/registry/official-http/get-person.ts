import { person as personContract } from '#shared/contracts/registry.ts';
import { purposeQuery } from '#shared/contracts/work-orders.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { etag, json, readQuery } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import type { RegistryDeps } from './deps.ts';
import { personView } from './view.ts';

/** `GET /v1/people/{personId}`: masked; unmasked with a purpose. Either read is in the audit before it leaves. */
export const getPerson = async (request: OfficialRequest, deps: RegistryDeps): Promise<HttpResponse> => {
  const query = readQuery(request, purposeQuery);
  if (!query.ok) return problemResponse(query.error);
  const known = await deps.registry.findPerson(request.path['personId'] ?? '');
  if (known === undefined || !inScope(request.official, known.person.regionCode)) return refusal('not-found');
  const { purpose } = query.value;
  const now = deps.clock();
  await deps.audit.append({
    at: now.toISOString(),
    actor: request.official.actor,
    region: request.official.region,
    act: purpose === undefined ? 'read' : 'read-unmasked',
    subject: { kind: 'person', id: known.person.personId },
    requestId: request.requestId,
    ...given({ purpose }),
  });
  return json(
    200,
    personContract,
    personView(known, { unmasked: purpose !== undefined, now }),
    etag(known.person.version),
  );
};
