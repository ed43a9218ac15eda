import { readFeedRow } from '#shared/contracts/feed-rows.ts';
import type { RawRecord } from '#shared/domain/collisions/ports.ts';
import type { ChunkPlan, FeedBatch, FeedRow, RejectedRow } from '#shared/domain/collisions/types.ts';
import { maskIdNumber } from '#shared/kernel/mask.ts';
import { err, type Result } from '#shared/kernel/result.ts';
import type { Day } from '#shared/kernel/time.ts';

export type ReadRows = { readonly rows: readonly FeedRow[]; readonly rejected: readonly RejectedRow[] };

type Fault = { readonly field: string; readonly code: string };

/** Only what looks like a number is shown in part; anything else in its column might be a name. */
const masked = (cell: string | undefined): string => {
  const folded = (cell ?? '').replace(/\s/g, '');
  return /^\d[\dXx]{13,17}$/.test(folded) ? maskIdNumber(folded) : '*';
};

const readOne = (record: RawRecord, duplicate: boolean, batch: FeedBatch, today: Day): Result<FeedRow, Fault> => {
  if (record.fields === undefined) return err({ field: '', code: record.fault ?? 'wrong-value' });
  const row = readFeedRow(batch.feed, record.fields, today);
  return row.ok && duplicate ? err({ field: 'id_number', code: 'duplicate-row' }) : row;
};

/** The rows of a chunk, and those that cannot be taken: never a fault, whatever stands in them. */
export const readRows = (records: readonly RawRecord[], plan: ChunkPlan, batch: FeedBatch, today: Day): ReadRows => {
  const duplicates = new Set(plan.duplicates);
  const rows: FeedRow[] = [];
  const rejected: RejectedRow[] = [];
  records.forEach((record, index) => {
    const number = plan.firstRow + index;
    const row = readOne(record, duplicates.has(number), batch, today);
    if (row.ok) rows.push(row.value);
    else rejected.push({ row: number, ...row.error, idNumber: masked(record.fields?.['id_number']) });
  });
  return { rows, rejected };
};
