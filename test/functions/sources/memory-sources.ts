import type { ChunkPlan } from '#shared/domain/collisions/types.ts';
import type { Message } from '#shared/domain/outbox/types.ts';
import type { HouseholdChange, HouseholdState, PersonChange, PersonState } from '#shared/domain/registry/types.ts';
import type {
  SourceBatches,
  SourceBook,
  SourceHead,
  SourceIndex,
  SourceParts,
  SourcePeople,
  SourceSequences,
  SourceWatch,
  SourceWrite,
} from '#shared/domain/sources/ports.ts';
import type {
  Closing,
  LastList,
  SourceBatch,
  SourceClaim,
  SourceReceipt,
  UndoRecord,
} from '#shared/domain/sources/types.ts';
import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';

const below = <T>(items: ReadonlyMap<string, T>, prefix: string): T[] =>
  [...items]
    .filter(([key]) => key.startsWith(prefix))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item);

/** Keys of sources and people of the registry in memory, with the same conditions as the tables. */
export const memoryRegistry = () => {
  const claims = new Map<string, SourceClaim>();
  const people = new Map<string, PersonState>();
  const households = new Map<string, HouseholdState>();
  const numbers = new Map<string, string>();
  const undo = new Map<string, UndoRecord>();
  const outbox: Message[] = [];
  const faults = { writes: 0 };
  const isChange = ({ change }: SourceWrite): boolean => change !== undefined && change.person.version !== change.since;
  /** Whether the person stands as the change was decided on. */
  const isAsRead = (write: SourceWrite): boolean =>
    !isChange(write) || (people.get(write.change?.person.personId ?? '')?.version ?? 0) === write.change?.since;
  const keepHouseholds = ({ household }: PersonChange, moved: readonly HouseholdChange[]): void => {
    const all = [...(household === undefined ? [] : [household]), ...moved.map((one) => one.household)];
    for (const one of all) households.set(one.householdId, one);
  };
  const changePerson = (write: SourceWrite): void => {
    const { change, person, households: moved = [] } = write;
    if (change === undefined || !isChange(write)) return;
    const { personId } = change.person;
    people.set(personId, change.person);
    keepHouseholds(change, moved);
    if (change.since === 0) numbers.set(person?.idNumber ?? '', personId);
    outbox.push(...change.messages);
  };
  /** Lays out the way back; whether it was not gone before. */
  const layWay = ({ undo: back }: SourceWrite): boolean => {
    if (back === undefined) return true;
    const way = `${back.batchId}#${back.chunk}#${back.record.sourceKey}`;
    if (undo.get(way)?.undone === true) return false;
    undo.set(way, back.record);
    return true;
  };
  const book: SourceBook = {
    claims: async (source, keys) =>
      new Map(
        keys.flatMap((key) => {
          const claim = claims.get(`${source}#${key}`);
          return claim === undefined ? [] : [[key, claim] as const];
        }),
      ),
    write: async (write) => {
      if (faults.writes > 0) {
        faults.writes -= 1;
        throw new Error('killed');
      }
      const { claim, before } = write;
      const of = claim ?? before;
      if (of === undefined) throw new Error('nothing to write');
      const key = `${of.source}#${of.sourceKey}`;
      if (claims.get(key)?.version !== before?.version || !isAsRead(write) || !layWay(write)) return 'stale';
      changePerson(write);
      if (claim === undefined) claims.delete(key);
      else claims.set(key, claim);
      return 'written';
    },
  };
  /** Who was merged is found as the one into whom. */
  const presentOf = (personId: string): PersonState | undefined => {
    const person = people.get(personId);
    return person?.mergedInto === undefined ? person : presentOf(person.mergedInto);
  };
  const finder: SourcePeople = {
    matchMany: async (asked) =>
      new Map(
        asked.flatMap((number) => {
          const person = presentOf(numbers.get(number) ?? '');
          return person === undefined ? [] : [[number, person] as const];
        }),
      ),
    recordOf: async (number) => numbers.get(number),
    find: async (personId) => presentOf(personId),
    household: async (householdId) => households.get(householdId),
  };
  const index: SourceIndex = {
    all: async function* all(source) {
      for (const claim of [...claims.values()]) if (claim.source === source) yield claim;
    },
  };
  const personOf = (number: string): PersonState | undefined => people.get(numbers.get(number) ?? '');
  return { book, people: finder, index, personOf, claims, undo, outbox, faults, all: people, households };
};

/** The feeds table's part of sources in memory. */
export const memoryBatches = (undo: ReadonlyMap<string, UndoRecord>) => {
  const batches = new Map<string, SourceBatch>();
  const lookAt = new Map<string, string>();
  const heads = new Map<string, SourceHead>();
  const entries = new Map<string, { batchId: string; sha256: string }>();
  const marks = new Map<string, IdempotencyMark>();
  const last = new Map<string, LastList>();
  const leases = new Map<string, string>();
  const plans = new Map<string, ChunkPlan>();
  const closings = new Map<string, readonly Closing[]>();
  const receipts = new Map<string, SourceReceipt>();
  const told: Message[] = [];
  const store: SourceBatches = {
    find: async (batchId) => batches.get(batchId),
    move: async (batchId, move) => {
      const batch = batches.get(batchId);
      if (move.mark !== undefined && marks.has(move.mark.keyMac)) return 'repeated';
      if (batch === undefined || !move.from.includes(batch.status)) return 'stale';
      batches.set(batchId, { ...batch, ...move.fields, status: move.status, updatedAt: move.at });
      if (move.mark !== undefined) marks.set(move.mark.keyMac, move.mark);
      if (move.message !== undefined) told.push(move.message);
      if (move.lookAt === undefined) lookAt.delete(batchId);
      else lookAt.set(batchId, move.lookAt);
      return 'moved';
    },
    waiting: async (now, limit) =>
      [...lookAt]
        .filter(([, at]) => at < now)
        .map(([id]) => id)
        .slice(0, limit),
    last: async (source) => last.get(source),
    rememberLast: async (source, list) => void last.set(source, list),
    forgetLast: async (source, batchId, before) => {
      if (last.get(source)?.batchId !== batchId) return;
      if (before === undefined) last.delete(source);
      else last.set(source, before);
    },
    holder: async (source) => leases.get(source),
    take: async (source, batchId, from) => {
      const holder = leases.get(source);
      if (holder !== undefined && holder !== batchId && holder !== from) return false;
      leases.set(source, batchId);
      return true;
    },
  };
  const sequences: SourceSequences = {
    head: async (source) => heads.get(source),
    entry: async (source, sequence) => entries.get(`${source}#${sequence}`),
    open: async (opening) => {
      const { batch, head, before, mark } = opening;
      if (marks.has(mark.keyMac)) return 'repeated';
      if (heads.get(batch.source)?.batchId !== before?.batchId) return 'stale';
      marks.set(mark.keyMac, mark);
      batches.set(batch.batchId, batch);
      lookAt.set(batch.batchId, opening.lookAt);
      heads.set(batch.source, head);
      entries.set(`${batch.source}#${head.sequence}`, { batchId: batch.batchId, sha256: batch.manifest.sha256 });
      return 'opened';
    },
    findMark: async (keyMac) => marks.get(keyMac),
  };
  const parts: SourceParts = {
    writePlan: async (batchId, plan, closing) => {
      if (batches.get(batchId)?.status !== 'verifying') return;
      for (const one of plan) plans.set(`${batchId}#${one.chunk}`, one);
      for (const [part, list] of closing.entries()) closings.set(`${batchId}#${plan.length + part}`, list);
    },
    plan: async (batchId, chunk) => plans.get(`${batchId}#${chunk}`),
    plans: async (batchId) => below(plans, `${batchId}#`),
    closings: async (batchId, chunk) => closings.get(`${batchId}#${chunk}`) ?? [],
    undoOf: async (batchId, chunk) => below(undo, `${batchId}#${chunk}#`),
    wayBack: async (batchId, chunk, sourceKey) => undo.get(`${batchId}#${chunk}#${sourceKey}`),
    receipts: async (batchId, pass) => below(receipts, `${batchId}#${pass}#`),
    hasReceipt: async (batchId, pass, chunk) => receipts.has(`${batchId}#${pass}#${chunk}`),
    putReceipt: async (batchId, pass, receipt) => {
      const key = `${batchId}#${pass}#${receipt.chunk}`;
      const batch = batches.get(batchId);
      if (batch === undefined || receipts.has(key)) return;
      receipts.set(key, receipt);
      batches.set(batchId, { ...batch, received: (batch.received ?? 0) + 1 });
    },
  };
  const watch: SourceWatch = {
    last: store.last,
    tell: async (source, list, message) => {
      last.set(source, list);
      told.push(message);
      return true;
    },
  };
  return { store, sequences, parts, watch, batches, told, last };
};
