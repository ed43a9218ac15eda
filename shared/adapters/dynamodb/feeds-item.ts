import type { FeedBatch } from '#shared/domain/collisions/types.ts';
import type { FeedType } from '#shared/reference/feeds.ts';

/** Partition of the index `waiting`: all batches that are not finished. */
export const WAITING = 'batch';

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');

/** The key of a batch in the feeds table; its plan and its receipts lie below it. */
export const batchKey = (batchId: string) => ({ pk: `BATCH#${batchId}`, sk: 'STATE' });
export const planKey = (batchId: string, chunk: number) => ({
  pk: batchKey(batchId).pk,
  sk: `PLAN#${padded(chunk, 5)}`,
});
export const receiptKey = (batchId: string, chunk: number) => ({
  pk: batchKey(batchId).pk,
  sk: `RECEIPT#${padded(chunk, 5)}`,
});

/** The keys of a feed's claims and of its newest applied batch. */
export const headKey = (feed: FeedType) => ({ pk: `FEED#${feed}`, sk: 'HEAD' });
export const sequenceKey = (feed: FeedType, sequence: number) => ({
  pk: `FEED#${feed}`,
  sk: `SEQUENCE#${padded(sequence, 16)}`,
});
export const lastKey = (feed: FeedType) => ({ pk: `FEED#${feed}`, sk: 'LAST' });

/** Sort key of the index `waiting`: when the schedule looks at the batch next. */
export const waitingSort = (lookAt: string, batchId: string): string => `${lookAt}#${batchId}`;

/** A batch as it lies in the feeds table. */
export const batchItem = (batch: FeedBatch, lookAt: string): Record<string, unknown> => ({
  ...batchKey(batch.batchId),
  ...batch,
  waitingPk: WAITING,
  waitingSk: waitingSort(lookAt, batch.batchId),
});
