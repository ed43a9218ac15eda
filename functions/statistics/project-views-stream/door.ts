import { countedKey, readAggregate } from '#shared/contracts/records/statistics.ts';
import { contributionOf, removalOf } from '#shared/domain/statistics/contributions.ts';
import { project } from '#shared/domain/statistics/project.ts';
import type { Projection } from '#shared/domain/statistics/types.ts';
import { type Change, streamBatchDoor, UnreadableRecord } from '#shared/edge/stream.ts';
import type { ProjectorDeps } from './deps.ts';

/** What the aggregate of a change is counted in from now on; one that is gone (its time to live) is counted in nothing. */
const readProjection = ({ keys, kind, newImage, oldImage, at }: Change): Projection | undefined => {
  const key = countedKey(keys);
  if (key === undefined) return undefined;
  const aggregate = readAggregate(key, kind === 'REMOVE' ? oldImage : newImage);
  if (aggregate === undefined) throw new UnreadableRecord('an aggregate that cannot be counted');
  const contribution = contributionOf(aggregate);
  return { ...key, contribution: kind === 'REMOVE' ? removalOf(contribution) : contribution, at: at.toISOString() };
};

/**
 * The statistics projector, on the streams of intake, registry and cases: the figures follow the aggregates, exactly once
 * under repeats, any order and loss (docs/adr/0006).
 */
export const createHandler = ({ stores, park, log }: ProjectorDeps) => {
  const handle = async (projections: readonly Projection[]): Promise<void> => {
    for (const store of await stores()) await project(projections, store);
  };
  return streamBatchDoor({ read: readProjection, handle }, park, log);
};
