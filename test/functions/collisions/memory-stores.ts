import type { AlertBook } from '#shared/domain/alerts/ports.ts';
import type { Alert, AlertKey } from '#shared/domain/alerts/types.ts';
import type {
  BatchStore,
  ChunkStore,
  SequenceEntry,
  SequenceHead,
  SequenceStore,
} from '#shared/domain/collisions/ports.ts';
import type { ChunkPlan, ChunkReceipt, FeedBatch } from '#shared/domain/collisions/types.ts';
import type { Message } from '#shared/domain/outbox/types.ts';
import type { RegistryMatcher } from '#shared/domain/registry/ports.ts';
import type { HouseholdState, PersonState } from '#shared/domain/registry/types.ts';
import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';

/** The feeds table in memory, with the same conditions. */
export const memoryFeeds = () => {
  const batches = new Map<string, FeedBatch>();
  const lookAt = new Map<string, string>();
  const heads = new Map<string, SequenceHead>();
  const entries = new Map<string, SequenceEntry>();
  const marks = new Map<string, IdempotencyMark>();
  const last = new Map<string, number>();
  const plans = new Map<string, ChunkPlan>();
  const receipts = new Map<string, ChunkReceipt>();

  const store: BatchStore = {
    find: async (batchId) => batches.get(batchId),
    move: async (batchId, move) => {
      const batch = batches.get(batchId);
      if (batch === undefined || !move.from.includes(batch.status)) return false;
      batches.set(batchId, { ...batch, ...move.fields, status: move.status, updatedAt: move.at });
      if (move.lookAt === undefined) lookAt.delete(batchId);
      else lookAt.set(batchId, move.lookAt);
      return true;
    },
    waiting: async (now, limit) =>
      [...lookAt]
        .filter(([, at]) => at < now)
        .sort(([, a], [, b]) => (a < b ? -1 : 1))
        .map(([id]) => id)
        .slice(0, limit),
    lastRows: async (feed) => last.get(feed),
    rememberRows: async (feed, _, rows) => void last.set(feed, rows),
  };
  const sequences: SequenceStore = {
    head: async (feed) => heads.get(feed),
    entry: async (feed, sequence) => entries.get(`${feed}#${sequence}`),
    open: async (opening) => {
      const { batch, head, before, mark } = opening;
      if (marks.has(mark.keyMac)) return 'repeated';
      if (heads.get(batch.feed)?.batchId !== before?.batchId) return 'stale';
      marks.set(mark.keyMac, mark);
      batches.set(batch.batchId, batch);
      lookAt.set(batch.batchId, opening.lookAt);
      heads.set(batch.feed, head);
      entries.set(`${batch.feed}#${head.sequence}`, { batchId: batch.batchId, sha256: batch.manifest.sha256 });
      return 'opened';
    },
    findMark: async (keyMac) => marks.get(keyMac),
  };
  const below = <T extends { chunk: number }>(items: Map<string, T>, batchId: string): T[] =>
    [...items]
      .flatMap(([key, item]) => (key.startsWith(`${batchId}#`) ? [item] : []))
      .sort((a, b) => a.chunk - b.chunk);
  const chunks: ChunkStore = {
    writePlan: async (batchId, plan) => {
      for (const one of plan) plans.set(`${batchId}#${one.chunk}`, one);
    },
    plan: async (batchId, chunk) => plans.get(`${batchId}#${chunk}`),
    plans: async (batchId) => below(plans, batchId),
    receipts: async (batchId) => below(receipts, batchId),
    hasReceipt: async (batchId, chunk) => receipts.has(`${batchId}#${chunk}`),
    putReceipt: async (batchId, receipt) => {
      const key = `${batchId}#${receipt.chunk}`;
      const batch = batches.get(batchId);
      if (batch === undefined || receipts.has(key)) return;
      receipts.set(key, receipt);
      batches.set(batchId, { ...batch, received: (batch.received ?? 0) + 1 });
    },
  };
  return { store, sequences, chunks, batches, receipts };
};

/** The part of the cases table that findings write, in memory. */
export const memoryBook = () => {
  const keys = new Map<string, AlertKey>();
  const alerts = new Map<string, Alert>();
  const outbox: Message[] = [];
  const book: AlertBook = {
    basis: async (householdId, kind) => {
      const key = keys.get(`${householdId}#${kind}`);
      const alert = key && alerts.get(key.alertId);
      return { ...(key && { key }), ...(alert && { alert }) };
    },
    write: async ({ alert, key, message }) => {
      const place = `${key.householdId}#${key.kind}`;
      const fresh = (keys.get(place)?.version ?? 0) === key.version - 1;
      if (!fresh || (alerts.get(alert.alertId)?.version ?? 0) !== alert.version - 1) return 'stale';
      keys.set(place, key);
      alerts.set(alert.alertId, alert);
      outbox.push(message);
      return 'written';
    },
  };
  return { book, alerts, outbox };
};

/** A registry of people by number. */
export const memoryRegistry = () => {
  const people = new Map<string, PersonState>();
  const households = new Map<string, HouseholdState>();
  const asked: string[] = [];
  const matcher: RegistryMatcher = {
    matchMany: async (numbers) => {
      asked.push(...numbers);
      return new Map(
        numbers.flatMap((number) => {
          const person = people.get(number);
          return person === undefined ? [] : [[number, person] as const];
        }),
      );
    },
    recordOf: async (number) => people.get(number)?.personId,
    findHousehold: async (householdId) => households.get(householdId),
    findPeople: async (personIds) => [...people.values()].filter(({ personId }) => personIds.includes(personId)),
  };
  return { matcher, people, households, asked };
};
