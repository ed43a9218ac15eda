import { identityStep, provisionalPerson } from '#shared/contracts/identity.ts';
import { createPerson } from '#shared/domain/registry/change.ts';
import type { RegistryCommand } from '#shared/domain/registry/types.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { type Claim, markOf } from '#shared/edge/idempotency.ts';
import { once } from '#shared/edge/once.ts';
import { fieldProblem } from '#shared/edge/problem.ts';
import { etag, json, readBody } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { regionExists } from '#shared/reference/region-tree.ts';
import type { IdentityDeps } from './deps.ts';

type Body = ReturnType<typeof provisionalPerson.parse>;

const answerOf = (marked: unknown): HttpResponse => {
  const step = identityStep.parse(marked);
  return json(201, identityStep, step, { ...etag(step.version), location: `/v1/people/${step.personId}` });
};

/** The finding by which a person without a number enters: one of their own, since nothing else names them. */
const findingOf = (source: Body['source'], personId: string, now: Date): RegistryCommand => ({
  kind: 'put-entry',
  entry: { source, sourceKey: personId, layer: 'suspected', category: 'other-hardship', from: shanghaiDay(now) },
});

const attempt = async (request: OfficialRequest, body: Body, claim: Claim, deps: IdentityDeps) => {
  const { name, regionCode, birthYear, source, phone, address } = body;
  const now = deps.clock();
  const personId = deps.newId();
  const first = { personId, householdId: deps.newId(), regionCode, birthYear, provisional: true } as const;
  const act = { actor: request.official.actor, now, messageId: deps.newMessageId() };
  const change = createPerson(first, [findingOf(source, personId, now)], act, deps.policy(now));
  if (!change.ok) return refusal(change.error.code);
  const step = { personId, version: change.value.person.version };
  const identity = { idNumber: '', name, ...given({ phone, address }) };
  const outcome = await deps.store.create({ change: change.value, identity, mark: markOf(claim, step) });
  return outcome === 'saved' ? answerOf(step) : outcome;
};

/** `POST /v1/people`: somebody without a number is recorded now, as a suspected case; nobody waits for a paper. */
export const createProvisionalPerson = async (request: OfficialRequest, deps: IdentityDeps): Promise<HttpResponse> => {
  const body = readBody(request, provisionalPerson);
  if (!body.ok) return problemResponse(body.error);
  const { regionCode, birthYear } = body.value;
  if (birthYear > Number(shanghaiDay(deps.clock()).slice(0, 4))) {
    return problemResponse(fieldProblem('/birthYear', 'day-in-future'));
  }
  if (!regionExists(regionCode)) return problemResponse(fieldProblem('/regionCode', 'region-unknown'));
  if (!inScope(request.official, regionCode)) return refusal('region-outside-scope');
  return once(request, {
    claim: {
      route: 'createProvisionalPerson',
      actor: request.official.actor,
      content: body.value,
      mac: deps.macs.idempotency,
      now: deps.clock(),
    },
    findMark: deps.store.findMark,
    answer: answerOf,
    attempt: (claim) => attempt(request, body.value, claim, deps),
  });
};
