import { readFeedRow } from '#shared/contracts/feed-rows.ts';
import { ChunkPlanner } from '#shared/domain/collisions/plan.ts';
import type { RawRecord } from '#shared/domain/collisions/ports.ts';
import type { ChunkPlan, FeedBatch, Inspection } from '#shared/domain/collisions/types.ts';
import type { Day } from '#shared/kernel/time.ts';
import { onePersonOneRow } from '#shared/reference/feeds.ts';
import type { VerifyDeps } from './deps.ts';

/** Rows that are looked up beforehand, spread evenly over the file, to see how many facts turn at once. */
const SAMPLE_ROWS = 1_000;

export type Inspected = {
  readonly inspection: Inspection;
  readonly plan: readonly ChunkPlan[];
  /** Numbers of the sampled rows. */
  readonly sample: readonly string[];
};

type File = FeedBatch & { readonly versionId: string };

/** Reads the rows of a file one after the other and remembers what the whole has to show. */
class RowTally {
  rows = 0;
  rejected = 0;
  readonly sample: string[] = [];
  private readonly batch: FeedBatch;
  private readonly today: Day;
  private readonly seen: Set<string> | undefined;
  private readonly stride: number;

  constructor(batch: FeedBatch, today: Day) {
    this.batch = batch;
    this.today = today;
    this.seen = onePersonOneRow(batch.feed) ? new Set() : undefined;
    this.stride = Math.max(1, Math.ceil(batch.manifest.rows / SAMPLE_ROWS));
  }

  /** Takes one more row; whether its person stood in the file already. */
  take(record: RawRecord): boolean {
    this.rows += 1;
    const row = record.fields === undefined ? undefined : readFeedRow(this.batch.feed, record.fields, this.today);
    if (row?.ok !== true) {
      this.rejected += 1;
      return false;
    }
    const { idNumber } = row.value;
    if (this.rows % this.stride === 0) this.sample.push(idNumber);
    const duplicate = this.seen?.has(idNumber) === true;
    if (duplicate) this.rejected += 1;
    // More rows than registered are refused anyway: they need no memory.
    else if (this.rows <= this.batch.manifest.rows) this.seen?.add(idNumber);
    return duplicate;
  }
}

/** Reads a file once, whole: its hash, its shape, and where it can be cut. */
export const inspectFile = async (batch: File, deps: VerifyDeps, today: Day): Promise<Inspected> => {
  const { manifest } = batch;
  const reading = await deps.files.read(batch, manifest);
  const tally = new RowTally(batch, today);
  const planner = new ChunkPlanner(manifest.rows);
  let from: number | undefined;
  for await (const record of reading.records) {
    from ??= reading.start();
    planner.add(from, record.end, tally.take(record));
    from = record.end;
  }
  const { sha256, bytes, columns, text } = reading.seen();
  const { rows, rejected, sample } = tally;
  const plan = planner.finish().map((one) => ({ ...one, day: today }));
  return { inspection: { sha256, bytes, rows, rejected, columns, text }, plan, sample };
};
