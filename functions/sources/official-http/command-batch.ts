import { batchCommandAnswer, batchCommandBody } from '#shared/contracts/sources.ts';
import { type BatchCommand, commandBatch, partsOf } from '#shared/domain/sources/batch.ts';
import type { SourceMove } from '#shared/domain/sources/ports.ts';
import type { SourceBatch } from '#shared/domain/sources/types.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { type Claim, markOf } from '#shared/edge/idempotency.ts';
import { once } from '#shared/edge/once.ts';
import { readBody } from '#shared/edge/read.ts';
import type { MarkedAnswer } from '#shared/kernel/idempotency.ts';
import type { RouteId } from '#shared/reference/routes.ts';
import type { SourceDeps } from './deps.ts';
import { provinceSourceOf } from './source-of-request.ts';

const answer = (marked: MarkedAnswer): HttpResponse => ({ status: 200, body: batchCommandAnswer.parse(marked) });

/** Sets the work going that a move asks for; should it be lost, the schedule does it. */
const setGoing = async (batch: SourceBatch, { status, fields }: SourceMove, deps: SourceDeps): Promise<void> => {
  const { batchId, source, versionId } = batch;
  if ((status === 'verifying' || status === 'planned') && versionId !== undefined) {
    await deps.work.verify({ batchId, source, versionId });
  }
  if (fields?.pass === 'undo') {
    await deps.work.apply(
      batchId,
      Array.from({ length: partsOf(batch) }, (_, chunk) => chunk),
    );
  }
};

const attempt = async (request: OfficialRequest, command: BatchCommand, claim: Claim, deps: SourceDeps) => {
  const batch = await deps.batches.find(request.path['batchId'] ?? '');
  if (batch === undefined || batch.source !== request.path['source']) return refusal('not-found');
  const move = commandBatch(batch, command, deps.clock());
  if (!move.ok) return refusal(move.error.code);
  const marked = { batchId: batch.batchId, status: move.value.status };
  const outcome = await deps.batches.move(batch.batchId, { ...move.value, mark: markOf(claim, marked) });
  if (outcome !== 'moved') return outcome;
  await setGoing(batch, move.value, deps);
  deps.log.info(`batch ${command}`, { batchId: batch.batchId });
  return answer(marked);
};

/** A command on a batch, by an operator of the province. The body may be left out. */
export const runBatchCommand = async (
  request: OfficialRequest,
  route: RouteId,
  command: BatchCommand,
  deps: SourceDeps,
): Promise<HttpResponse> => {
  const source = provinceSourceOf(request.official, request.path['source']);
  if (!source.ok) return problemResponse(source.error);
  if (request.body.length > 0) {
    const body = readBody(request, batchCommandBody);
    if (!body.ok) return problemResponse(body.error);
  }
  return once(request, {
    claim: {
      route,
      actor: request.official.actor,
      content: [source.value, request.path['batchId'], command],
      mac: deps.mac,
      now: deps.clock(),
    },
    findMark: deps.sequences.findMark,
    answer,
    attempt: (claim) => attempt(request, command, claim, deps),
  });
};
