import type { SourceBatch } from '#shared/domain/sources/types.ts';
import { given } from '#shared/kernel/given.ts';
import { sourceOf } from '#shared/reference/sources.ts';
import type { Source } from '#shared/reference/words.ts';

/** A source as it is shown. */
export const sourceView = (source: Source) => {
  const { zh, en, department, cycle, layer, categories, columns } = sourceOf(source);
  return { source, name: { zh, en }, department, cycle, layer, categories, columns };
};

/** A batch as it is shown; before its rows are counted, what was registered or planned stands for them. */
export const batchView = (batch: SourceBatch) => {
  const { batchId, source, status, manifest, plan, reasons, createdAt, updatedAt, left } = batch;
  const { period, sequence, mode, rows } = manifest;
  const counts = batch.counts ?? { rows, rejected: plan?.counts.rejected ?? 0 };
  const rest = given({ plan, left });
  return { batchId, source, status, period, sequence, mode, counts, reasons, createdAt, updatedAt, ...rest };
};

type Upload = { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly expiresAt: string };

/** Where the file is sent to, in the fields of an answer. */
export const uploadView = (upload: Upload | undefined) =>
  given({ uploadUrl: upload?.url, uploadHeaders: upload?.headers, expiresAt: upload?.expiresAt });
