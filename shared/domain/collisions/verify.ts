import type { Figure, Reason } from '#shared/kernel/text.ts';
import { feedOf } from '#shared/reference/feeds.ts';
import { batchReason } from './reasons.ts';
import type { FeedBatch, Inspection, Manifest, TextTally } from './types.ts';

/** Fewer such records than this do not tell one encoding from another. */
const TELLING_RECORDS = 3;

/** Mislabelled as a whole; single records that cannot be decoded are rejected one by one. */
const isMislabelled = (declared: 'utf-8' | 'gb18030', text: TextTally): boolean => {
  const { beyondAscii, asDeclared, asUtf8 } = text;
  if (beyondAscii < TELLING_RECORDS) return false;
  return asDeclared * 2 < beyondAscii || (declared === 'gb18030' && asUtf8 === beyondAscii);
};

type Column = { readonly name: string; readonly required: boolean };

const columnReasons = (manifest: Manifest, known: readonly Column[], columns: readonly string[]): Reason[] => {
  if (manifest.format === 'ndjson') return [];
  const missing = known.some(({ name, required }) => required && !columns.includes(name));
  const names = new Set(known.map(({ name }) => name));
  const unknown = columns.some((name) => !names.has(name)) || new Set(columns).size < columns.length;
  return [
    ...(missing ? [batchReason('columns-missing')] : []),
    ...(unknown && !missing ? [batchReason('columns-unknown')] : []),
  ];
};

/** Why a file is not the one that was registered, or not of the form that it should have; none: it is. */
export const judgeForm = (manifest: Manifest, known: readonly Column[], found: Inspection): readonly Reason[] => {
  const { sha256, bytes, rows, encoding } = manifest;
  const columns = columnReasons(manifest, known, found.columns);
  return [
    ...(found.sha256 === sha256 ? [] : [batchReason('hash-differs')]),
    ...(bytes === undefined || found.bytes === bytes ? [] : [batchReason('size-differs')]),
    ...columns,
    ...(columns.length > 0 || found.rows === rows ? [] : [batchReason('rows-differ')]),
    ...(isMislabelled(encoding, found.text) ? [batchReason('encoding-differs')] : []),
  ];
};

/** Why a feed's file is not the one that was registered; none: it is. */
export const judgeFile = ({ manifest, feed }: FeedBatch, found: Inspection): readonly Reason[] =>
  judgeForm(manifest, feedOf(feed).columns, found);

/** From when on a file looks wrong as a whole (批次熔断). */
export type BreakerLimits = {
  readonly minRows: Figure;
  readonly shrinkPercent: Figure;
  readonly flipPercent: Figure;
  readonly rejectPercent: Figure;
};

export type BatchShape = {
  readonly rows: number;
  readonly rejected: number;
  /** Rows of the batch before; `undefined` where there is none, or where a smaller one is natural. */
  readonly rowsBefore?: number | undefined;
  /** Of so many sampled rows of a fact that is final, so many name people of the registry who are not known for it. */
  readonly sample?: { readonly rows: number; readonly turned: number } | undefined;
};

const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : (part * 100) / whole);

/** Why a batch is held for a person to release; none: it may be applied. Small batches are not judged. */
export const judgeShape = (shape: BatchShape, limits: BreakerLimits): readonly Reason[] => {
  const { rows, rejected, rowsBefore, sample } = shape;
  if (rows < limits.minRows.value) return [];
  const shrank = rowsBefore === undefined ? 0 : percentOf(rowsBefore - rows, rowsBefore);
  const turned = sample === undefined ? 0 : percentOf(sample.turned, sample.rows);
  return [
    ...(shrank >= limits.shrinkPercent.value ? [batchReason('batch-shrank', limits.shrinkPercent)] : []),
    ...(percentOf(rejected, rows) >= limits.rejectPercent.value
      ? [batchReason('batch-rejects', limits.rejectPercent)]
      : []),
    ...(turned >= limits.flipPercent.value ? [batchReason('batch-flips', limits.flipPercent)] : []),
  ];
};
