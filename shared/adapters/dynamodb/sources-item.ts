import type { BatchPass, SourceBatch, SourceClaim } from '#shared/domain/sources/types.ts';
import type { Source } from '#shared/reference/words.ts';

/** Partition of the index `waiting`: all batches of sources that are not finished. */
export const WAITING = 'source-batch';

/** Partitions over which the keys of a source are spread: a list of a million is read part by part. */
export const SOURCE_SHARDS = 64;

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');

/** FNV-1a: the same key always lies in the same partition. */
const shardOf = (key: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(key, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % SOURCE_SHARDS;
};

export const shardKey = (source: Source, shard: number): string => `SRC#${source}#${padded(shard, 2)}`;

/** The key of what is known of a source's key. */
export const claimKey = (source: Source, sourceKey: string) => ({
  pk: shardKey(source, shardOf(sourceKey)),
  sk: `KEY#${sourceKey}`,
});

/** What is known of a source's key, as it lies in the feeds table. */
export const claimItem = (claim: SourceClaim): Record<string, unknown> => ({
  ...claimKey(claim.source, claim.sourceKey),
  ...claim,
});

/** The key of a batch; its plan, its receipts and its way back lie below it. */
export const sourceBatchKey = (batchId: string) => ({ pk: `SBATCH#${batchId}`, sk: 'STATE' });
const below = (batchId: string, sk: string) => ({ pk: sourceBatchKey(batchId).pk, sk });
export const planKey = (batchId: string, chunk: number) => below(batchId, `PLAN#${padded(chunk, 5)}`);
export const closingsKey = (batchId: string, chunk: number) => below(batchId, `CLOSE#${padded(chunk, 5)}`);
export const undoPrefix = (chunk: number): string => `UNDO#${padded(chunk, 5)}#`;
export const undoKey = (batchId: string, chunk: number, sourceKey: string) =>
  below(batchId, `${undoPrefix(chunk)}${sourceKey}`);
export const receiptPrefix = (pass: BatchPass): string => `RECEIPT#${pass}#`;
export const receiptKey = (batchId: string, pass: BatchPass, chunk: number) =>
  below(batchId, `${receiptPrefix(pass)}${padded(chunk, 5)}`);

const ofSource = (source: Source, sk: string) => ({ pk: `SOURCE#${source}`, sk });
export const headKey = (source: Source) => ofSource(source, 'HEAD');
export const lastKey = (source: Source) => ofSource(source, 'LAST');
export const leaseKey = (source: Source) => ofSource(source, 'LEASE');
export const sequenceKey = (source: Source, sequence: number) => ofSource(source, `SEQUENCE#${padded(sequence, 16)}`);

/** Keys of the index `waiting`: when the schedule looks at the batch next. */
export const waitingKeys = (lookAt: string, batchId: string) => ({
  waitingPk: WAITING,
  waitingSk: `${lookAt}#${batchId}`,
});

/** A batch as it lies in the feeds table. */
export const sourceBatchItem = (batch: SourceBatch, lookAt: string): Record<string, unknown> => ({
  ...sourceBatchKey(batch.batchId),
  ...batch,
  ...waitingKeys(lookAt, batch.batchId),
});
