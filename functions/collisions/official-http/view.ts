import type { FeedBatch } from '#shared/domain/collisions/types.ts';
import { given } from '#shared/kernel/given.ts';
import { type FeedType, feedOf } from '#shared/reference/feeds.ts';

/** A feed as it is shown. */
export const feedView = (type: FeedType) => {
  const { zh, en, department, cycle, columns } = feedOf(type);
  return { type, name: { zh, en }, department, cycle, columns };
};

/** A batch as it is shown; before the file is counted, what was registered stands for its rows. */
export const batchView = (batch: FeedBatch) => {
  const { batchId, feed: type, status, manifest, reasons, createdAt, updatedAt } = batch;
  const { period, sequence, mode, rows } = manifest;
  const counts = batch.counts ?? { rows, rejected: 0 };
  return { batchId, type, status, period, sequence, mode, counts, reasons, createdAt, updatedAt };
};

type Upload = { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly expiresAt: string };

/** Where the file is sent to, in the fields of an answer. */
export const uploadView = (upload: Upload | undefined) =>
  given({ uploadUrl: upload?.url, uploadHeaders: upload?.headers, expiresAt: upload?.expiresAt });
