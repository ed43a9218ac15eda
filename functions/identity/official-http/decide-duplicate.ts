import { duplicateDecision, duplicateStep } from '#shared/contracts/identity.ts';
import { keepApart } from '#shared/domain/identity/decide.ts';
import type { Duplicate } from '#shared/domain/identity/types.ts';
import type { KnownPerson } from '#shared/domain/registry/ports.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { type Claim, markOf } from '#shared/edge/idempotency.ts';
import { once, preconditionFailed } from '#shared/edge/once.ts';
import { etag, json, readBody, staleBy } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import { ok } from '#shared/kernel/result.ts';
import type { IdentityDeps } from './deps.ts';
import { type MergeBasis, merge, unmerge } from './merge-records.ts';

const answerOf = (marked: unknown): HttpResponse => {
  const step = duplicateStep.parse(marked);
  return json(200, duplicateStep, step, etag(step.version));
};

type Body = ReturnType<typeof duplicateDecision.parse>;

const stepOf = ({ duplicateId, state, survivorId, version }: Duplicate) => ({
  duplicateId,
  state,
  version,
  ...given({ survivorId }),
});

const decisionOf = ({ decision, survivorId = '' }: Body, basis: MergeBasis, deps: IdentityDeps) => {
  switch (decision) {
    case 'merge':
      return merge(basis, survivorId, deps);
    case 'unmerge':
      return unmerge(basis, deps);
    case 'apart': {
      const apart = keepApart(basis.duplicate, basis);
      return apart.ok ? ok({ duplicate: apart.value }) : apart;
    }
  }
};

/** Both records, if both are the official's: a pair of which one lies elsewhere is decided further up. */
const bothInScope = async ({ personIds }: Duplicate, request: OfficialRequest, deps: IdentityDeps) => {
  const found = await Promise.all(personIds.map((personId) => deps.registry.findPerson(personId)));
  return found.filter(
    (known): known is KnownPerson => known !== undefined && inScope(request.official, known.person.regionCode),
  );
};

const attempt = async (request: OfficialRequest, body: Body, claim: Claim, deps: IdentityDeps) => {
  const duplicate = await deps.store.find(request.path['duplicateId'] ?? '');
  if (duplicate === undefined) return refusal('not-found');
  const people = await bothInScope(duplicate, request, deps);
  if (people.length < duplicate.personIds.length) return refusal('not-found');
  if (staleBy(request, duplicate.version)) return preconditionFailed(duplicate.version);
  const basis = { duplicate, people, actor: request.official.actor, now: deps.clock() };
  const decided = await decisionOf(body, basis, deps);
  if (!decided.ok) return refusal(decided.error.code);
  const step = stepOf(decided.value.duplicate);
  const outcome = await deps.store.decide({
    ...decided.value,
    notes: given({ note: body.note }),
    mark: markOf(claim, step),
  });
  return outcome === 'saved' ? answerOf(step) : outcome;
};

/** `POST /v1/duplicates/{duplicateId}/decision`: a reviewer decides; no record is ever lost by it. */
export const decideDuplicate = async (request: OfficialRequest, deps: IdentityDeps): Promise<HttpResponse> => {
  const body = readBody(request, duplicateDecision);
  if (!body.ok) return problemResponse(body.error);
  return once(request, {
    claim: {
      route: 'decideDuplicate',
      actor: request.official.actor,
      content: [request.path['duplicateId'], body.value],
      mac: deps.macs.idempotency,
      now: deps.clock(),
    },
    findMark: deps.store.findMark,
    answer: answerOf,
    attempt: (claim) => attempt(request, body.value, claim, deps),
  });
};
