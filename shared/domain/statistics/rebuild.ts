import type { Instant } from '#shared/kernel/time.ts';
import { contributionOf } from './contributions.ts';
import type { ContributionStore, FoundAggregate, RebuildSource } from './ports.ts';
import { project } from './project.ts';
import type { AggregateKey, Projection } from './types.ts';

/** Contributions that are projected together. */
const BATCH = 100;

/** The two generations, and what is in the tables. */
export type Rebuild = {
  readonly source: RebuildSource;
  readonly current: ContributionStore;
  readonly building: ContributionStore;
  /** When the pass began: the figures are as of then at least. */
  readonly at: Instant;
  readonly onCounted?: (aggregates: number) => void;
};

const inBatches = async <T>(all: readonly T[], act: (batch: readonly T[]) => Promise<void>): Promise<void> => {
  for (let start = 0; start < all.length; start += BATCH) await act(all.slice(start, start + BATCH));
};

const projectionsOf = (found: readonly FoundAggregate[], at: Instant): Projection[] =>
  found.flatMap(({ kind, id, aggregate }) =>
    aggregate === 'unreadable' ? [] : [{ kind, id, contribution: contributionOf(aggregate), at }],
  );

/** What cannot be read stays counted as it last was. */
const carryUnreadable = async (keys: readonly AggregateKey[], { current, building, at }: Rebuild): Promise<void> => {
  await inBatches(keys, async (batch) => {
    const known = await current.find(batch);
    const carried = batch.flatMap(({ kind, id }): Projection[] => {
      const contribution = known.get(`${kind}#${id}`);
      return contribution === undefined ? [] : [{ kind, id, contribution, at }];
    });
    await project(carried, building);
  });
};

/**
 * Counts everything that is there into a generation beside the one that is read, by the same rule as the projector, which
 * writes to both meanwhile: whichever of the two comes later with the same version writes nothing. Interrupted and begun
 * again it goes over everything once more and writes what is missing. What is gone is carried over, so that an old change
 * of it that comes late does not count it again.
 */
export const rebuild = async (parts: Rebuild): Promise<number> => {
  const { source, building, at, onCounted } = parts;
  const unreadable: AggregateKey[] = [];
  let counted = 0;
  await source.aggregates(async (found) => {
    unreadable.push(...found.flatMap(({ kind, id, aggregate }) => (aggregate === 'unreadable' ? [{ kind, id }] : [])));
    await inBatches(projectionsOf(found, at), async (batch) => {
      await project(batch, building);
      counted += batch.length;
      onCounted?.(counted);
    });
  });
  await carryUnreadable(unreadable, parts);
  await source.contributions((all) =>
    inBatches(
      all.filter(({ contribution }) => contribution.removed === true),
      (batch) =>
        project(
          batch.map((one) => ({ ...one, at })),
          building,
        ),
    ),
  );
  return counted;
};
