import type {
  Aggregate,
  AggregateKey,
  CellChange,
  Contribution,
  Counters,
  Replacement,
  StoredCell,
  View,
} from './types.ts';

/** Contributions and the cells that they add up to. */
export type ContributionStore = {
  /** The contributions of these aggregates by their `keyText`, strongly consistent. */
  readonly find: (keys: readonly AggregateKey[]) => Promise<ReadonlyMap<string, Contribution>>;
  /**
   * All or nothing: each contribution takes the place of exactly the one that was read, and the cells are added to.
   * `false`: one of them was not there any more. At most 25 replacements.
   */
  readonly replace: (replacements: readonly Replacement[], changes: readonly CellChange[]) => Promise<boolean>;
};

/** Reading the cells of a region and of all that lies below it. */
export type StatisticsReader = {
  readonly cells: (regionCode: string, views: readonly View[]) => Promise<readonly StoredCell[]>;
};

/** An aggregate that a recount met; `unreadable`: the projector cannot read it either, it is parked. */
export type FoundAggregate = AggregateKey & { readonly aggregate: Aggregate | 'unreadable' };

/** Everything that a recount looks at, strongly consistent but not as of one moment. */
export type RecountSource = {
  readonly aggregates: (visit: (found: FoundAggregate) => void) => Promise<void>;
  readonly statistics: (visit: {
    readonly contribution: (key: AggregateKey, contribution: Contribution) => void;
    readonly cell: (cell: StoredCell) => void;
  }) => Promise<void>;
};

/** Puts a cell right where its counters still are what was read; `false`: they are not. */
export type CellMender = {
  readonly mend: (cell: StoredCell, add: Counters) => Promise<boolean>;
};

/** Which generation of the statistics is read, and which one is being built beside it. */
export type Generations = { readonly current: number; readonly building?: number };

/** The generations; every change of them only from what was read. */
export type GenerationBook = {
  readonly read: () => Promise<Generations>;
  /** A new generation beside the current one, or the one that is being built already. */
  readonly begin: () => Promise<Generations & { readonly building: number }>;
  /** What was built is read from now on. `false`: something else is being built by now, or nothing. */
  readonly swap: (building: number) => Promise<boolean>;
  /** Nothing is being built any more. */
  readonly abandon: (building: number) => Promise<boolean>;
  /** Deletes every generation that is neither read nor being built; gives back how many items it deleted. */
  readonly sweep: () => Promise<number>;
};

type Counted = AggregateKey & { readonly contribution: Contribution };

/** What a rebuild reads, page by page, strongly consistent but not as of one moment. */
export type RebuildSource = {
  readonly aggregates: (visit: (found: readonly FoundAggregate[]) => Promise<void>) => Promise<void>;
  /** What is counted in the current generation. */
  readonly contributions: (visit: (counted: readonly Counted[]) => Promise<void>) => Promise<void>;
};
