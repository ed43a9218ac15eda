import { cellText, keyText, sumOf } from '#shared/domain/statistics/contributions.ts';
import type { ContributionStore, RecountSource } from '#shared/domain/statistics/ports.ts';
import type {
  Aggregate,
  AggregateKey,
  CellChange,
  Contribution,
  Replacement,
  StoredCell,
} from '#shared/domain/statistics/types.ts';

type Kept = { readonly key: AggregateKey; readonly contribution: Contribution };

/** The statistics in memory: the same promises as the table's, atomic writes and reads that may be old a moment later. */
export class MemoryStatistics {
  readonly contributions = new Map<string, Kept>();
  readonly cells = new Map<string, StoredCell>();

  private isAsRead({ before, after: _, ...key }: Replacement): boolean {
    const kept = this.contributions.get(keyText(key))?.contribution;
    return kept?.version === before?.version && kept?.removed === before?.removed;
  }

  private add({ cell, add, fading, asOf }: CellChange): void {
    const before = this.cells.get(cellText(cell))?.counters ?? {};
    const sum = new Map(
      Object.entries({ ...before, ...Object.fromEntries(Object.keys(add).map((name) => [name, 0])) }),
    );
    for (const [name] of sum) sum.set(name, (before[name] ?? 0) + (add[name] ?? 0));
    const counters = Object.fromEntries([...sum].filter(([name, count]) => count !== 0 || !fading.includes(name)));
    this.cells.set(cellText(cell), { ...cell, counters, asOf });
  }

  private replace(replacements: readonly Replacement[], changes: readonly CellChange[]): boolean {
    if (!replacements.every((one) => this.isAsRead(one))) return false;
    for (const { kind, id, after } of replacements)
      this.contributions.set(keyText({ kind, id }), { key: { kind, id }, contribution: after });
    for (const change of changes) this.add(change);
    return true;
  }

  /** The store as one worker sees it: `step` comes before every call and may let others go first, or kill the worker. */
  store(step: (call: 'find' | 'replace') => Promise<void> = () => Promise.resolve()): ContributionStore {
    return {
      find: async (keys) => {
        await step('find');
        const kept = keys.map(keyText).flatMap((name) => this.contributions.get(name) ?? []);
        return new Map(kept.map(({ key, contribution }) => [keyText(key), contribution]));
      },
      replace: async (replacements, changes) => {
        await step('replace');
        return this.replace(replacements, changes);
      },
    };
  }

  /** What a recount would look at, with these aggregates living. */
  source(aggregates: readonly (Aggregate | (AggregateKey & { readonly unreadable: true }))[]): RecountSource {
    return {
      aggregates: async (visit) => {
        for (const one of aggregates)
          visit({ kind: one.kind, id: one.id, aggregate: 'unreadable' in one ? 'unreadable' : one });
      },
      statistics: async (visit) => {
        for (const { key, contribution } of this.contributions.values()) visit.contribution(key, contribution);
        for (const cell of this.cells.values()) visit.cell(cell);
      },
    };
  }

  /** Puts a cell wrong, as no projector would. */
  spoil(cell: string, counters: Readonly<Record<string, number>>): void {
    const before = this.cells.get(cell);
    if (before === undefined) throw new Error(`no cell ${cell}`);
    this.cells.set(cell, { ...before, counters: sumOf([before.counters, counters]) });
  }

  /** Mends as the table's mender does. */
  readonly mender = {
    mend: async (cell: StoredCell, add: Readonly<Record<string, number>>): Promise<boolean> => {
      const now = this.cells.get(cellText(cell))?.counters ?? {};
      if (Object.keys(add).some((name) => now[name] !== cell.counters[name])) return false;
      this.cells.set(cellText(cell), { ...cell, counters: sumOf([now, add]) });
      return true;
    },
  };
}
