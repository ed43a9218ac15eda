import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { Instant } from '#shared/kernel/time.ts';
import type { Source } from '#shared/reference/words.ts';
import type { BatchStatus, ChunkPlan } from '../collisions/types.ts';
import type { Message } from '../outbox/types.ts';
import type {
  HouseholdChange,
  HouseholdState,
  NewPerson,
  PersonChange,
  PersonState,
  RegistryAct,
  RegistryCommand,
  RegistryRefusal,
} from '../registry/types.ts';
import type {
  BatchPass,
  Closing,
  LastList,
  NamedPerson,
  SourceBatch,
  SourceClaim,
  SourceReceipt,
  UndoRecord,
} from './types.ts';

/** A person who moves, out of the household that they are in; `householdId`: of one that may be founded. */
export type MemberMove = {
  readonly from: HouseholdState;
  readonly person: PersonState;
  readonly regionCode: string;
  readonly householdId: string;
};
/** What a move asks of the person and of households. */
export type MovedMember = {
  readonly commands: readonly RegistryCommand[];
  readonly households: readonly HouseholdChange[];
};

/** The registry's own decisions, with the policy in force. */
export type RegistryDecisions = {
  readonly add: (
    first: NewPerson,
    commands: readonly RegistryCommand[],
    act: RegistryAct,
  ) => Result<PersonChange, RegistryRefusal>;
  readonly change: (
    before: PersonState,
    commands: readonly RegistryCommand[],
    act: RegistryAct,
  ) => Result<PersonChange, RegistryRefusal>;
  readonly move: (move: MemberMove, act: RegistryAct) => MovedMember;
  /** `home`: where they lived before the move that is taken back, if it is known. */
  readonly moveBack: (
    move: MemberMove & { readonly home: { readonly household: HouseholdState; readonly headed: boolean } | undefined },
    act: RegistryAct,
  ) => MovedMember;
};

/** People by what sources know of them, strongly consistent and without their identity fields. */
export type SourcePeople = {
  /** By canonical identity number. */
  readonly matchMany: (idNumbers: readonly string[]) => Promise<ReadonlyMap<string, PersonState>>;
  /** The record that a number is of, merged into another or not. */
  readonly recordOf: (idNumber: string) => Promise<string | undefined>;
  /** By id; of a person who was merged, the one into whom. */
  readonly find: (personId: string) => Promise<PersonState | undefined>;
  readonly household: (householdId: string) => Promise<HouseholdState | undefined>;
};

/** What a word of a source, or its taking back, writes in one transaction. */
export type SourceWrite = {
  /** The key as it is now; `undefined`: it was never heard of. */
  readonly claim: SourceClaim | undefined;
  /** The key as it was read. */
  readonly before?: SourceClaim | undefined;
  readonly change?: PersonChange;
  /** Households that a move changes. */
  readonly households?: readonly HouseholdChange[];
  /** Whom it names, where the change makes the person. */
  readonly person?: NamedPerson;
  readonly undo?: { readonly batchId: string; readonly chunk: number; readonly record: UndoRecord };
};

/** What is known of the keys of sources. */
export type SourceBook = {
  readonly claims: (source: Source, sourceKeys: readonly string[]) => Promise<ReadonlyMap<string, SourceClaim>>;
  readonly write: (write: SourceWrite) => Promise<'written' | 'stale'>;
};

/** All keys of a source, a part at a time: what a full list is compared with. */
export type SourceIndex = { readonly all: (source: Source) => AsyncIterable<SourceClaim> };

/** The newest claim of a source's sequence: `floor` is what held before it, should its batch come to nothing. */
export type SourceHead = { readonly sequence: number; readonly batchId: string; readonly floor: number };

export type SourceOpening = {
  readonly batch: SourceBatch;
  readonly lookAt: Instant;
  readonly head: SourceHead;
  readonly before?: SourceHead;
  readonly mark: IdempotencyMark;
};

/** What a step of a batch changes; it is taken only from one of the statuses in `from`. */
export type SourceMove = {
  readonly from: readonly BatchStatus[];
  readonly status: BatchStatus;
  readonly at: Instant;
  /** When the schedule looks at it next; without one it is not looked at again. */
  readonly lookAt?: Instant;
  readonly fields?: Partial<
    Omit<SourceBatch, 'batchId' | 'source' | 'manifest' | 'status' | 'createdAt' | 'updatedAt'>
  >;
  readonly mark?: IdempotencyMark;
  readonly message?: Message;
};

/** Batches of sources: manifests, claims of sequences, states, and who imports now. */
export type SourceBatches = {
  readonly find: (batchId: string) => Promise<SourceBatch | undefined>;
  readonly move: (batchId: string, move: SourceMove) => Promise<'moved' | 'stale' | 'repeated'>;
  readonly waiting: (now: Instant, limit: number) => Promise<readonly string[]>;
  readonly last: (source: Source) => Promise<LastList | undefined>;
  readonly rememberLast: (source: Source, last: LastList) => Promise<void>;
  /** In the place of this batch's list stands the one before it, or none; a later list stays. */
  readonly forgetLast: (source: Source, batchId: string, before: LastList | undefined) => Promise<void>;
  /** One import of a source at a time: taken by a batch, from nobody or from one that is through. */
  readonly holder: (source: Source) => Promise<string | undefined>;
  readonly take: (source: Source, batchId: string, from: string | undefined) => Promise<boolean>;
};

/** Lists that should come. */
export type SourceWatch = {
  readonly last: (source: Source) => Promise<LastList | undefined>;
  /** Remembers that somebody is told, and hands over the message; whether nobody was before, and no list came since. */
  readonly tell: (source: Source, told: LastList, message: Message) => Promise<boolean>;
};

/** Who may import: only the door of officials registers batches. */
export type SourceSequences = {
  readonly head: (source: Source) => Promise<SourceHead | undefined>;
  readonly entry: (source: Source, sequence: number) => Promise<{ batchId: string; sha256: string } | undefined>;
  readonly open: (opening: SourceOpening) => Promise<'opened' | 'stale' | 'repeated'>;
  readonly findMark: (keyMac: string) => Promise<IdempotencyMark | undefined>;
};

/** The parts of a batch, what each came to, and the way back. */
export type SourceParts = {
  /** Only while the batch is verified: one that is being applied already keeps the plan that it is applied by. */
  readonly writePlan: (batchId: string, plan: readonly ChunkPlan[], closings: readonly Closing[][]) => Promise<void>;
  readonly plan: (batchId: string, chunk: number) => Promise<ChunkPlan | undefined>;
  readonly plans: (batchId: string) => Promise<readonly ChunkPlan[]>;
  readonly closings: (batchId: string, chunk: number) => Promise<readonly Closing[]>;
  readonly undoOf: (batchId: string, chunk: number) => Promise<readonly UndoRecord[]>;
  /** The way back of one key. */
  readonly wayBack: (batchId: string, chunk: number, sourceKey: string) => Promise<UndoRecord | undefined>;
  readonly receipts: (batchId: string, pass: BatchPass) => Promise<readonly SourceReceipt[]>;
  readonly hasReceipt: (batchId: string, pass: BatchPass, chunk: number) => Promise<boolean>;
  /** Counts for the batch once; a receipt that is there already stays as it is. */
  readonly putReceipt: (batchId: string, pass: BatchPass, receipt: SourceReceipt) => Promise<void>;
};

/** Work that waits for a function. */
export type SourceWork = {
  readonly verify: (
    file: { readonly batchId: string; readonly source: Source; readonly versionId: string },
    delaySeconds?: number,
  ) => Promise<void>;
  readonly apply: (batchId: string, chunks: readonly number[]) => Promise<void>;
};
