import { keyCell, readSourceRow, type SourceRow } from '#shared/contracts/source-rows.ts';
import { ChunkPlanner } from '#shared/domain/collisions/plan.ts';
import type { RawRecord } from '#shared/domain/collisions/ports.ts';
import type { ChunkPlan, Inspection } from '#shared/domain/collisions/types.ts';
import { factContent } from '#shared/domain/sources/decide.ts';
import { PlanTally } from '#shared/domain/sources/plan.ts';
import { judgeRow, rowFact } from '#shared/domain/sources/rows.ts';
import type { SourceBatch } from '#shared/domain/sources/types.ts';
import { given } from '#shared/kernel/given.ts';
import { err, type Result } from '#shared/kernel/result.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import type { VerifyDeps } from './deps.ts';

/** Rows whose keys are looked up together. */
const TOGETHER = 100;

export type Inspected = {
  readonly inspection: Inspection;
  readonly chunks: readonly ChunkPlan[];
  readonly tally: PlanTally;
  /** Every key that stands in the file, of rejected rows too: what is named in error is named. */
  readonly named: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
};

export type File = SourceBatch & { readonly versionId: string };
type Fault = { readonly field: string; readonly code: string };
/** A record without what is not there of it. */
type Given = { readonly fields?: RawRecord['fields'] | undefined; readonly fault?: RawRecord['fault'] | undefined };
type Waiting = { readonly row: number; readonly read: SourceRow };

/** Reads the rows of a file one after the other, and weighs them against what is known of their keys. */
class RowReader {
  rows = 0;
  rejected = 0;
  readonly tally = new PlanTally();
  readonly named = new Set<string>();
  readonly lists = new Set<string>();
  private readonly batch: File;
  private readonly deps: VerifyDeps;
  private readonly now: Date;
  private waiting: Waiting[] = [];

  constructor(batch: File, deps: VerifyDeps) {
    this.batch = batch;
    this.deps = deps;
    this.now = deps.clock();
  }

  /** Takes one more row; whether its key stood in the file already. */
  async take({ fields, fault }: Given): Promise<boolean> {
    this.rows += 1;
    const key = keyCell(fields);
    const duplicate = key !== undefined && this.named.has(key);
    // More rows than registered are refused anyway: they need no memory.
    if (key !== undefined && this.rows <= this.batch.manifest.rows) this.named.add(key);
    const read = this.read({ fields, fault });
    if (!read.ok) this.reject(key, { ...read.error, ...given({ idNumber: fields?.['id_number'] }) });
    else if (duplicate) this.reject(key, { field: 'source_key', code: 'duplicate-key' });
    else await this.keep(read.value);
    return duplicate;
  }

  private read({ fields, fault = 'row-columns' }: Pick<Given, 'fields' | 'fault'>): Result<SourceRow, Fault> {
    if (fields === undefined) return err({ field: '', code: fault });
    return readSourceRow(this.batch.source, fields, shanghaiDay(this.now));
  }

  /** Weighs the rows that wait. */
  async flush(): Promise<void> {
    const rows = this.waiting;
    this.waiting = [];
    const keys = rows.map(({ read }) => read.sourceKey);
    const claims = await this.deps.book.claims(this.batch.source, keys);
    for (const { row, read } of rows) {
      const fact = rowFact(this.batch, read);
      const claim = claims.get(read.sourceKey);
      const mac = await this.deps.mac(factContent(fact), claim?.mac);
      const { kind, code } = judgeRow(claim, fact, { mac, now: this.now });
      const { sourceKey, person } = read;
      this.tally.add(kind, { row, sourceKey, idNumber: person.idNumber, ...given({ code }) });
    }
  }

  private async keep(read: SourceRow): Promise<void> {
    this.lists.add(read.naming.list ?? '');
    this.waiting.push({ row: this.rows, read });
    if (this.waiting.length === TOGETHER) await this.flush();
  }

  private reject(key: string | undefined, why: { field: string; code: string; idNumber?: string }): void {
    this.rejected += 1;
    this.tally.add('rejected', { row: this.rows, sourceKey: key ?? '', ...why });
  }
}

/** Reads a file once, whole: its hash, its shape, where it can be cut, and what its rows would change. */
export const inspectFile = async (batch: File, deps: VerifyDeps): Promise<Inspected> => {
  const file = { ...batch, feed: batch.source, folder: 'sources' } as const;
  const reading = await deps.files.read(file, batch.manifest);
  const reader = new RowReader(batch, deps);
  const planner = new ChunkPlanner(batch.manifest.rows);
  let from: number | undefined;
  for await (const record of reading.records) {
    from ??= reading.start();
    planner.add(from, record.end, await reader.take(record));
    from = record.end;
  }
  await reader.flush();
  const { sha256, bytes, columns, text } = reading.seen();
  const { rows, rejected, tally, named, lists } = reader;
  const chunks = planner.finish();
  return { inspection: { sha256, bytes, rows, rejected, columns, text }, chunks, tally, named, lists };
};
