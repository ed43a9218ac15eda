import type { Instant } from '#shared/kernel/time.ts';
import type { Category, PublicStatus } from '#shared/reference/words.ts';

export const aggregateKinds = ['person', 'report', 'work-order', 'alert', 'placement'] as const;
/** What is counted: each kind of aggregate in one view. */
export type AggregateKind = (typeof aggregateKinds)[number];
export type AggregateKey = { readonly kind: AggregateKind; readonly id: string };

export const views = ['people', 'reports', 'work-orders', 'alerts', 'placements'] as const;
export type View = (typeof views)[number];

/** Figures by the name of their counter: `registered`, `state:issued`, `openDue:2026-12-01`. */
export type Counters = Readonly<Record<string, number>>;

/** Where something is counted: one view of one region, as finely as the aggregate knows its region. */
export type Cell = { readonly view: View; readonly countyCode: string; readonly regionCode: string };

/** A cell as it is kept. `asOf`: when the change happened that it was last altered by. */
export type StoredCell = Cell & { readonly counters: Counters; readonly asOf?: Instant };

type Counted = { readonly id: string; readonly version: number; readonly regionCode: string };

/** The fields of an aggregate that figures follow from. Words are taken as they come, so that new ones need no new code. */
export type Aggregate =
  | (Counted & {
      readonly kind: 'person';
      readonly layer: string;
      readonly categories: readonly string[];
      /** The record of somebody who is counted by another one. */
      readonly mergedInto?: string;
    })
  | (Counted & { readonly kind: 'report'; readonly status: string })
  | (Counted & { readonly kind: 'work-order'; readonly state: string; readonly dueAt: Instant })
  | (Counted & { readonly kind: 'alert'; readonly alertKind: string })
  | (Counted & {
      readonly kind: 'placement';
      readonly state: string;
      readonly scans: number;
      readonly reports: number;
    });

/** What one aggregate is counted in, and with which version of it. */
export type Contribution = {
  readonly version: number;
  readonly cell: Cell;
  readonly counters: Counters;
  /** The aggregate is gone: counted in nothing, and newer than its last state. */
  readonly removed?: true;
};

/** A contribution on its way into the cells. */
export type Projection = AggregateKey & {
  readonly contribution: Contribution;
  /** When the change happened. */
  readonly at: Instant;
};

/** A contribution that takes the place of the one that was read, or of none. */
export type Replacement = AggregateKey & { readonly before?: Contribution; readonly after: Contribution };

/** What is added to a cell, less than zero too. */
export type CellChange = {
  readonly cell: Cell;
  readonly add: Counters;
  /** Counters of a day that may have come to zero by this: they are taken out, or a cell would grow by one a day. */
  readonly fading: readonly string[];
  readonly asOf: Instant;
};

/** What anybody may see (`GET /v1/statistics/public`); `null` is withheld, because few people stand behind it. */
export type PublicStatistics = {
  readonly asOf: Instant;
  /** The smallest count that is published. */
  readonly smallest: number;
  readonly people: {
    readonly registered: number | null;
    readonly regions: readonly {
      readonly regionCode: string;
      readonly name: string;
      readonly registered: number | null;
    }[];
    readonly categories: readonly { readonly category: Category; readonly registered: number | null }[];
  };
  readonly reports: {
    readonly total: number | null;
    readonly statuses: readonly { readonly status: PublicStatus; readonly reports: number | null }[];
  };
};

/** The figures of a region and all that lies below it (`GET /v1/statistics`). */
export type Statistics = {
  readonly asOf: Instant;
  readonly people: Readonly<Record<string, Readonly<Record<string, number>> & { readonly total: number }>>;
  readonly reports: Counters;
  readonly workOrders: Counters & { readonly overdue: number };
  readonly alerts: Counters;
  /** Codes in use, and what came by all codes that ever were. */
  readonly placements: { readonly scans: number; readonly reports: number; readonly active: number };
};
