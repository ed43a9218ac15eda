import { keyOf, readEvent } from '#shared/contracts/source-events.ts';
import { eventAnswers, eventsAsSent } from '#shared/contracts/sources.ts';
import { registryDecisions } from '#shared/domain/registry/decisions.ts';
import { type ApplyDeps, applyFact, type FactOutcome } from '#shared/domain/sources/apply.ts';
import { isAhead } from '#shared/domain/sources/decide.ts';
import type { SourceFact } from '#shared/domain/sources/types.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { fieldProblem, type Problem, problem, validationProblem } from '#shared/edge/problem.ts';
import { json, readBody } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import type { Source } from '#shared/reference/words.ts';
import type { SourceDeps } from './deps.ts';
import { sourceOfRequest } from './source-of-request.ts';

/** People whose events are taken at the same time. */
const LANES = 8;

type Read = { readonly sent: unknown; readonly fact?: SourceFact; readonly problem?: Problem };
type Answer = {
  readonly sourceKey?: string;
  readonly status: FactOutcome['status'];
  readonly personId?: string;
  readonly problem?: Pick<Problem, 'code' | 'message' | 'errors'>;
};

const readOne = (source: Source, sent: unknown, now: Date): Read => {
  const fact = readEvent(source, sent);
  if (!fact.ok) return { sent, problem: validationProblem(fact.error) };
  return isAhead(fact.value, now)
    ? { sent, problem: fieldProblem('/occurredAt', 'day-in-future') }
    : { sent, fact: fact.value };
};

const rejected = (sent: unknown, { code, message, errors }: Problem): Answer => ({
  ...given({ sourceKey: keyOf(sent) }),
  status: 'rejected',
  problem: { code, message, ...given({ errors }) },
});

const refused = (code: NonNullable<FactOutcome['code']>): Problem =>
  code === 'day-in-future' ? fieldProblem('/from', code) : problem(code);

const answerOf = (sent: unknown, { status, personId, code }: FactOutcome): Answer =>
  code === undefined ? { ...given({ sourceKey: keyOf(sent), personId }), status } : rejected(sent, refused(code));

/** Events of one person one after the other, as they were sent; people side by side. */
const takeAll = async (
  read: readonly Read[],
  take: (fact: SourceFact) => Promise<FactOutcome>,
): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  const waiting = [
    ...Map.groupBy([...read.entries()], ([index, { fact }]) => fact?.person.idNumber ?? String(index)).values(),
  ];
  const one = async ([index, { sent, fact, problem: wrong }]: readonly [number, Read]) => {
    if (fact !== undefined) answers[index] = answerOf(sent, await take(fact));
    else if (wrong !== undefined) answers[index] = rejected(sent, wrong);
  };
  const lane = async (): Promise<void> => {
    for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
      for (const event of group) await one(event);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return answers;
};

/** `POST /v1/sources/{source}/events`: what a source says of people, each word taken and answered for itself. */
export const sendSourceEvents = async (request: OfficialRequest, deps: SourceDeps): Promise<HttpResponse> => {
  const { official } = request;
  const source = sourceOfRequest(official, request.path['source']);
  if (!source.ok) return problemResponse(source.error);
  const body = readBody(request, eventsAsSent);
  if (!body.ok) return problemResponse(body.error);
  const applyDeps: ApplyDeps = { ...deps, mac: deps.factMac, registry: registryDecisions(deps.policyAt) };
  const taking = { actor: official.actor, scope: official.region };
  const now = deps.clock();
  const read = body.value.map((sent) => readOne(source.value, sent, now));
  const items = await takeAll(read, (fact) => applyFact(fact, taking, applyDeps));
  return json(200, eventAnswers, { items });
};
