import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { Day } from '#shared/kernel/time.ts';
import type { WorkOrderState } from '#shared/reference/words.ts';
import type { PersonChange, PersonIdentity } from '../registry/types.ts';
import type { WorkOrder, WorkOrderChange, WorkOrderSubject } from './types.ts';

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
