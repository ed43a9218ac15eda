import { workOrderStep } from '#shared/contracts/work-orders.ts';
import type { KnownWorkOrder, WorkOrderWrite } from '#shared/domain/work-orders/ports.ts';
import type { WorkOrderChange } from '#shared/domain/work-orders/types.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { type Claim, markOf } from '#shared/edge/idempotency.ts';
import { once, preconditionFailed } from '#shared/edge/once.ts';
import { fieldProblem } from '#shared/edge/problem.ts';
import { staleBy } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import type { MarkedAnswer } from '#shared/kernel/idempotency.ts';
import type { Refusal, Result } from '#shared/kernel/result.ts';
import type { ProblemCode } from '#shared/reference/problems.ts';
import type { RouteId } from '#shared/reference/routes.ts';
import type { WorkOrderDeps } from './deps.ts';
import { orderOf } from './order-of.ts';

/** Why a command is refused; `field`: it is this field of the body that has to be put right. */
export type StepRefused = Refusal<ProblemCode> & { readonly field?: string };

/** What a command decides of the order as it stands now; it is asked again when the order has moved in between. */
export type DecideStep = (
  known: KnownWorkOrder,
  now: Date,
) => Promise<Result<Omit<WorkOrderWrite, 'mark'>, StepRefused>>;

export type Command = { readonly route: RouteId; readonly body: unknown; readonly decide: DecideStep };

const stepAnswer = (answer: MarkedAnswer): HttpResponse => ({ status: 200, body: workOrderStep.parse(answer) });

/** A new deadline, of which the reporter does not always hear. */
const newDueOf = ({ order, publicStep }: WorkOrderChange): string | undefined =>
  order.timeline.at(-1)?.kind === 'extended' ? order.dueAt : publicStep?.due?.dueAt;

const answerOf = ({ change }: Omit<WorkOrderWrite, 'mark'>): MarkedAnswer => ({
  workOrderId: change.order.workOrderId,
  state: change.order.state,
  version: change.order.version,
  ...given({ personId: change.order.personId, issuedAs: change.order.issuedAs, dueAt: newDueOf(change) }),
});

const refused = ({ code, facts, field }: StepRefused): HttpResponse =>
  field === undefined ? refusal(code, facts) : problemResponse(fieldProblem(field, code));

const attempt = async (request: OfficialRequest, command: Command, claim: Claim, deps: WorkOrderDeps) => {
  const known = await orderOf(request, deps);
  if (known === undefined) return refusal('not-found');
  if (staleBy(request, known.order.version)) return preconditionFailed(known.order.version);
  const decided = await command.decide(known, deps.clock());
  if (!decided.ok) return refused(decided.error);
  const answer = answerOf(decided.value);
  const outcome = await deps.store.save({ ...decided.value, mark: markOf(claim, answer) });
  return outcome === 'saved' ? stepAnswer(answer) : outcome;
};

/** A command on a work order of the caller's region. */
export const runCommand = (request: OfficialRequest, command: Command, deps: WorkOrderDeps): Promise<HttpResponse> =>
  once(request, {
    claim: {
      route: command.route,
      actor: request.official.actor,
      content: [request.path['workOrderId'], command.body],
      mac: deps.mac,
      now: deps.clock(),
    },
    findMark: deps.store.findMark,
    answer: stepAnswer,
    attempt: (claim) => attempt(request, command, claim, deps),
  });
