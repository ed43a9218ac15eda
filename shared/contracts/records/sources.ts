import * as z from 'zod';
import { batchStatuses } from '#shared/domain/collisions/types.ts';
import { rowEffects, rowKinds } from '#shared/domain/sources/types.ts';
import { riskKinds, sources } from '#shared/reference/words.ts';
import { day, reason } from '../light-primitives.ts';
import { instant } from '../primitives.ts';
import { chunkPlanRecord, sequenceEntryRecord, sequenceHeadRecord } from './feeds.ts';
import { sourceEntryRecord } from './registry.ts';

const rowEffect = z.enum(rowEffects);

/** `SRC#source#shard / KEY#key` in the feeds table: what is known of a source's key. */
export const sourceClaimRecord = z.object({
  source: z.enum(sources),
  sourceKey: z.string(),
  personId: z.string(),
  regionCode: z.string(),
  list: z.string().exactOptional(),
  until: z.exactOptional(day),
  at: instant,
  mac: z.string(),
  kinds: z.partialRecord(z.enum(riskKinds), z.object({ at: instant, mac: z.string() })).exactOptional(),
  open: z.boolean(),
  batchId: z.string().exactOptional(),
  chunk: z.number().int().exactOptional(),
  effect: rowEffect.exactOptional(),
  version: z.number().int(),
});

const kinds = z.object({
  created: z.number().int(),
  changed: z.number().int(),
  closed: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  conflicts: z.number().int(),
});
const rowCounts = kinds.extend({ rows: z.number().int() });

const example = z.object({
  row: z.number().int().exactOptional(),
  sourceKey: z.string(),
  idNumber: z.string().exactOptional(),
  field: z.string().exactOptional(),
  code: z.string().exactOptional(),
});

/** `SOURCE#source / LAST`: the newest full list that was applied whole. */
export const lastListRecord = z.object({
  batchId: z.string(),
  period: z.string(),
  rows: z.number().int(),
  at: instant,
  missed: z.string().exactOptional(),
});

/** `SBATCH#batchId / STATE`; `waiting*` are the keys of the sparse index of what is not finished. */
export const sourceBatchRecord = z.object({
  batchId: z.string(),
  source: z.enum(sources),
  manifest: z.object({
    rows: z.number().int(),
    sha256: z.string(),
    bytes: z.number().int().exactOptional(),
    period: z.string(),
    sequence: z.number().int(),
    format: z.enum(['csv', 'ndjson']),
    encoding: z.enum(['utf-8', 'gb18030']),
    compression: z.literal('gzip').exactOptional(),
    mode: z.enum(['full', 'delta']),
  }),
  status: z.enum(batchStatuses),
  createdAt: instant,
  updatedAt: instant,
  expiresAt: instant,
  versionId: z.string().exactOptional(),
  columns: z.array(z.string()).exactOptional(),
  lists: z.array(z.string()).exactOptional(),
  chunks: z.number().int().exactOptional(),
  closings: z.number().int().exactOptional(),
  received: z.number().int().exactOptional(),
  seen: z.number().int().exactOptional(),
  pass: z.enum(['apply', 'undo']).exactOptional(),
  plan: z.object({ counts: kinds, examples: z.partialRecord(z.enum(rowKinds), z.array(example)) }).exactOptional(),
  counts: rowCounts.exactOptional(),
  reasons: z.array(reason),
  rejects: z.boolean().exactOptional(),
  released: z.boolean().exactOptional(),
  left: z.number().int().exactOptional(),
  lastBefore: lastListRecord.exactOptional(),
});

/** `SOURCE#source / HEAD` and `SOURCE#source / SEQUENCE#number`, as those of feeds. */
export { sequenceEntryRecord as sourceSequenceRecord, sequenceHeadRecord as sourceHeadRecord };

/** `SOURCE#source / LEASE`: which batch imports now. */
export const leaseRecord = z.object({ batchId: z.string() });

/** `SBATCH#batchId / PLAN#chunk`. */
export const sourcePlanRecord = chunkPlanRecord;

const closing = z.object({ sourceKey: z.string(), personId: z.string() });
/** `SBATCH#batchId / CLOSE#chunk`: keys that a full list names no longer. */
export const closingsRecord = z.object({ closings: z.array(closing) });

/** `SBATCH#batchId / UNDO#chunk#key`: what was there before a row changed it. */
export const undoRecord = z.object({
  sourceKey: z.string(),
  personId: z.string(),
  effect: rowEffect,
  entry: sourceEntryRecord.exactOptional(),
  claim: sourceClaimRecord.exactOptional(),
  moved: z
    .object({
      personId: z.string(),
      from: z.string(),
      to: z.string(),
      left: z.object({ householdId: z.string(), headed: z.literal(true).exactOptional() }).exactOptional(),
    })
    .exactOptional(),
  undone: z.literal(true).exactOptional(),
});

/** `SBATCH#batchId / RECEIPT#pass#chunk`. */
export const sourceReceiptRecord = rowCounts.extend({
  chunk: z.number().int(),
  rejectBytes: z.number().int(),
  left: z.number().int().exactOptional(),
});
