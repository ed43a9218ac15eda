import type { RawRecord } from '#shared/domain/collisions/ports.ts';
import type { ChunkPlan, RejectedRow } from '#shared/domain/collisions/types.ts';
import { applyFact, type Taking } from '#shared/domain/sources/apply.ts';
import { noCounts } from '#shared/domain/sources/plan.ts';
import { endsByFile, type RowVerdict, rowFact, rowOutcome } from '#shared/domain/sources/rows.ts';
import type { SourceBatch } from '#shared/domain/sources/types.ts';
import { maskIdCell } from '#shared/kernel/mask.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { provinceCode } from '#shared/reference/regions.ts';
import type { ChunkDeps } from './deps.ts';
import { inLanes } from './lanes.ts';
import { type NumberedRow, readRows } from './read-rows.ts';

/** Rows whose keys and people are looked up together. */
const TOGETHER = 100;

/** One row: what a file may not decide is left; everything else is taken like any other word of the source. */
const applyRow = async (
  { read }: NumberedRow,
  batch: SourceBatch,
  chunk: number,
  { deps, found }: { readonly deps: ChunkDeps; readonly found: Found },
): Promise<RowVerdict> => {
  const fact = rowFact(batch, read);
  const claim = found.claims.get(read.sourceKey);
  const today = shanghaiDay(deps.clock());
  const taking: Taking = {
    actor: batch.source,
    scope: provinceCode,
    batch: { batchId: batch.batchId, chunk },
    refuses: (known) => (endsByFile(known, fact, today) ? 'registered-without-decision' : undefined),
  };
  const basis = { claim, known: found.people.get(read.person.idNumber) };
  return rowOutcome(await applyFact(fact, taking, deps, basis));
};

type Found = Awaited<ReturnType<typeof look>>;

const look = async (rows: readonly NumberedRow[], { source }: SourceBatch, deps: ChunkDeps) => {
  const [claims, people] = await Promise.all([
    deps.book.claims(
      source,
      rows.map(({ read }) => read.sourceKey),
    ),
    deps.people.matchMany([...new Set(rows.map(({ read }) => read.person.idNumber))]),
  ]);
  return { claims, people };
};

/**
 * The rows of a part, each in a transaction of its own; then the rejects, the receipt last. Killed at any point, the whole
 * comes again, and a row that was taken already is known by its key.
 */
export const applyRows = async (
  batch: SourceBatch,
  plan: ChunkPlan,
  records: readonly RawRecord[],
  deps: ChunkDeps,
): Promise<void> => {
  if (records.length !== plan.rows) throw new Error('a part has not the rows that were planned');
  const { batchId, source } = batch;
  const { rows, rejected } = readRows(records, plan, source, shanghaiDay(deps.clock()));
  const counts = { ...noCounts(), rejected: rejected.length };
  const left: RejectedRow[] = [...rejected];
  for (let start = 0; start < rows.length; start += TOGETHER) {
    const some = rows.slice(start, start + TOGETHER);
    const found = await look(some, batch, deps);
    await inLanes(
      some,
      ({ read }) => read.person.idNumber,
      async (row) => {
        const { kind, code } = await applyRow(row, batch, plan.chunk, { deps, found });
        counts[kind] += 1;
        const { idNumber } = row.read.person;
        if (code !== undefined) left.push({ row: row.row, field: 'source_key', code, idNumber: maskIdCell(idNumber) });
      },
    );
  }
  left.sort((one, other) => one.row - other.row);
  const rejectBytes = left.length === 0 ? 0 : await deps.files.putRejects(batchId, plan.chunk, left);
  await deps.parts.putReceipt(batchId, 'apply', { chunk: plan.chunk, rows: plan.rows, ...counts, rejectBytes });
};
