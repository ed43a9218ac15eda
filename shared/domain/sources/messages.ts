import type { Reason } from '#shared/kernel/text.ts';
import { provinceCode } from '#shared/reference/regions.ts';
import { sourceOf } from '#shared/reference/sources.ts';
import type { Source } from '#shared/reference/words.ts';
import type { Message } from '../outbox/types.ts';
import type { BatchPlan, LastList, SourceBatch } from './types.ts';

type Act = { readonly messageId: string; readonly now: Date };

const base = ({ messageId, now }: Act) => ({
  id: messageId,
  schemaVersion: 1 as const,
  occurredAt: now.toISOString(),
  regionCode: provinceCode,
});

/** A person has to look at a batch: why, and what it would change. */
export const batchHeld = (
  { batchId, source, manifest }: SourceBatch,
  held: { readonly reasons: readonly Reason[]; readonly plan: BatchPlan },
  act: Act,
): Message => ({
  ...base(act),
  type: 'batch.held',
  subject: { kind: 'batch', id: batchId },
  version: act.now.getTime(),
  data: {
    source,
    department: sourceOf(source).department,
    period: manifest.period,
    sequence: manifest.sequence,
    reasons: held.reasons,
    counts: held.plan.counts,
  },
});

/** A list that should have come did not. */
export const listMissing = (source: Source, last: LastList, act: Act): Message => ({
  ...base(act),
  type: 'feed.missing',
  subject: { kind: 'source', id: source },
  version: act.now.getTime(),
  data: {
    source,
    department: sourceOf(source).department,
    cycle: sourceOf(source).cycle,
    lastPeriod: last.period,
    lastAt: last.at,
  },
});
