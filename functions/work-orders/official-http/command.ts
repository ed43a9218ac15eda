import { workOrderStep } from '#shared/contracts/work-orders.ts';
import type { KnownWorkOrder, WorkOrderWrite } from '#shared/domain/work-orders/ports.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { type Claim, firstAnswer, markOf, readClaim } from '#shared/edge/idempotency.ts';
import { problem } from '#shared/edge/problem.ts';
import { etag, staleBy } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import type { MarkedAnswer } from '#shared/kernel/idempotency.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ProblemCode } from '#shared/reference/problems.ts';
import type { RouteId } from '#shared/reference/routes.ts';
import type { WorkOrderDeps } from './deps.ts';

/** What a command decides of the order as it stands now; it is asked again when the order has moved in between. */
export type DecideStep = (
  known: KnownWorkOrder,
  now: Date,
) => Promise<Result<Omit<WorkOrderWrite, 'mark'>, { readonly code: ProblemCode }>>;

export type Command = { readonly route: RouteId; readonly body: unknown; readonly decide: DecideStep };

const TRIES = 3;

const stepAnswer = (answer: MarkedAnswer): HttpResponse => ({ status: 200, body: workOrderStep.parse(answer) });

const answerOf = ({ change: { order } }: Omit<WorkOrderWrite, 'mark'>): MarkedAnswer => ({
  workOrderId: order.workOrderId,
  state: order.state,
  version: order.version,
  ...given({ personId: order.personId }),
});

/** The answer that the same request had, if it came before. */
const repeated = async (claim: Claim, deps: WorkOrderDeps): Promise<HttpResponse | undefined> => {
  const mark = await deps.store.findMark(claim.keyMac);
  if (mark === undefined) return undefined;
  const first = firstAnswer(claim, mark);
  return first.ok ? stepAnswer(first.value) : problemResponse(first.error);
};

const attempt = async (request: OfficialRequest, command: Command, claim: Claim, deps: WorkOrderDeps) => {
  const known = await deps.store.find(request.path['workOrderId'] ?? '');
  if (known === undefined || !inScope(request.official, known.order.regionCode)) return refusal('not-found');
  if (staleBy(request, known.order.version))
    return problemResponse(problem('precondition-failed'), etag(known.order.version));
  const decided = await command.decide(known, deps.clock());
  if (!decided.ok) return refusal(decided.error.code);
  const answer = answerOf(decided.value);
  const outcome = await deps.store.save({ ...decided.value, mark: markOf(claim, answer) });
  return outcome === 'saved' ? stepAnswer(answer) : outcome;
};

/** A command on a work order: once per idempotency key, in scope, and never over a change that it has not seen. */
export const runCommand = async (
  request: OfficialRequest,
  command: Command,
  deps: WorkOrderDeps,
): Promise<HttpResponse> => {
  const content = [request.path['workOrderId'], command.body];
  const parts = { route: command.route, actor: request.official.actor, content, mac: deps.mac, now: deps.clock() };
  const claim = await readClaim(request, parts);
  if (!claim.ok) return problemResponse(claim.error);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await repeated(claim.value, deps);
    if (before !== undefined) return before;
    const outcome = await attempt(request, command, claim.value, deps);
    if (outcome !== 'stale' && outcome !== 'repeated') return outcome;
  }
  return refusal('conflict');
};
