import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { Day, Instant } from '#shared/kernel/time.ts';
import type { WorkOrderState } from '#shared/reference/words.ts';
import type { Message } from '../outbox/types.ts';
import type { PersonChange, PersonIdentity } from '../registry/types.ts';
import type { Escalation, WorkOrder, WorkOrderChange, WorkOrderSubject } from './types.ts';

/** A work order with the identity fields of its report opened. */
export type KnownWorkOrder = { readonly order: WorkOrder; readonly subject: WorkOrderSubject };

export type WorkOrderQuery = {
  readonly regionCode: string;
  /** Open ones by deadline, or closed ones by day of issue. */
  readonly view: 'open' | 'closed';
  readonly state?: WorkOrderState;
  /** Open ones due before this instant. */
  readonly dueBefore?: string;
  /** Closed ones issued on these Shanghai days. */
  readonly from?: Day;
  readonly to?: Day;
  readonly after?: string;
  readonly limit: number;
};

export type WorkOrderPage = { readonly items: readonly KnownWorkOrder[]; readonly next?: string };

/** What a step writes beside the order itself. */
export type WorkOrderWrite = {
  readonly change: WorkOrderChange;
  /** Free text of the officials, to be encrypted with the report's fields. */
  readonly notes: Readonly<Record<string, string>>;
  /** The registry's part of a confirmed report. */
  readonly registry?: { readonly change: PersonChange; readonly identity: PersonIdentity };
  readonly mark: IdempotencyMark;
};

export type WorkOrderStore = {
  readonly find: (workOrderId: string) => Promise<KnownWorkOrder | undefined>;
  readonly list: (query: WorkOrderQuery) => Promise<WorkOrderPage>;
  /** One transaction. `stale`: order or person changed since they were read; `repeated`: the mark stood there already. */
  readonly save: (write: WorkOrderWrite) => Promise<'saved' | 'stale' | 'repeated'>;
  readonly findMark: (keyMac: string) => Promise<IdempotencyMark | undefined>;
};

export type OverdueQuery = {
  /** A county, or a prefecture for what lies with itself. */
  readonly regionCode: string;
  readonly now: Instant;
  readonly after?: string;
};

/** Open orders past their deadline, the longest overdue first; ids of those that cannot be read, so that somebody is told. */
export type OverduePage = {
  readonly orders: readonly WorkOrder[];
  readonly unreadable: readonly string[];
  readonly next?: string;
};

/** What the schedule that passes overdue orders up works with; it sees no identity field. */
export type EscalationStore = {
  readonly overdue: (query: OverdueQuery) => Promise<OverduePage>;
  /** One transaction: level and message; `stale`: the order moved since it was read. */
  readonly save: (escalation: Escalation) => Promise<'saved' | 'stale'>;
};

/** Two orders of one person as they are after merging: what is written, in one transaction. */
export type MergeWrite = {
  readonly main: WorkOrder;
  readonly closed: WorkOrder;
  /** Of the main order, to be sealed with its other fields. */
  readonly otherReports: string;
  readonly messages: readonly Message[];
};

/** Which order is the open one of a person in a county: known by keyed tokens of the person, the current one first. */
export type SubjectClaim = { readonly tokens: readonly string[]; readonly countyCode: string };
/** A claim as it was found: under which token, and for which order. */
export type FoundClaim = { readonly token: string; readonly workOrderId: string };

export type MergeStore = Pick<WorkOrderStore, 'find'> & {
  readonly findClaim: (claim: SubjectClaim) => Promise<FoundClaim | undefined>;
  /**
   * One transaction: the claim stands for the order, in the place of the one that was found, and both orders are as they
   * were decided. `stale`: claim or orders moved in between.
   */
  readonly save: (write: {
    readonly claim: SubjectClaim;
    readonly found: FoundClaim | undefined;
    readonly workOrderId: string;
    /** Epoch seconds after which the claim goes by itself. */
    readonly expiresAt: number;
    readonly merge?: MergeWrite;
  }) => Promise<'saved' | 'stale'>;
};
