import { keyCell, readSourceRow, type SourceRow } from '#shared/contracts/source-rows.ts';
import type { RawRecord } from '#shared/domain/collisions/ports.ts';
import type { ChunkPlan, RejectedRow } from '#shared/domain/collisions/types.ts';
import { maskIdCell } from '#shared/kernel/mask.ts';
import { err, type Result } from '#shared/kernel/result.ts';
import type { Day } from '#shared/kernel/time.ts';
import type { Source } from '#shared/reference/words.ts';

export type NumberedRow = { readonly row: number; readonly read: SourceRow };
export type ReadRows = { readonly rows: readonly NumberedRow[]; readonly rejected: readonly RejectedRow[] };

type Fault = { readonly field: string; readonly code: string };

const readOne = (record: RawRecord, duplicate: boolean, source: Source, today: Day): Result<SourceRow, Fault> => {
  const { fields, fault } = record;
  if (fields === undefined) return err({ field: '', code: fault ?? 'wrong-value' });
  const row = readSourceRow(source, fields, today);
  return row.ok && duplicate && keyCell(fields) !== undefined
    ? err({ field: 'source_key', code: 'duplicate-key' })
    : row;
};

/** The rows of a part, and those that cannot be taken: never a fault, whatever stands in them. */
export const readRows = (records: readonly RawRecord[], plan: ChunkPlan, source: Source, today: Day): ReadRows => {
  const duplicates = new Set(plan.duplicates);
  const rows: NumberedRow[] = [];
  const rejected: RejectedRow[] = [];
  records.forEach((record, index) => {
    const row = plan.firstRow + index;
    const read = readOne(record, duplicates.has(row), source, today);
    if (read.ok) rows.push({ row, read: read.value });
    else rejected.push({ row, ...read.error, idNumber: maskIdCell(record.fields?.['id_number'] ?? '') });
  });
  return { rows, rejected };
};
