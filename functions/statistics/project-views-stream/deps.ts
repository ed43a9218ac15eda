import type { ContributionStore } from '#shared/domain/statistics/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Park } from '#shared/edge/stream.ts';

/** What the projector works with. */
export type ProjectorDeps = {
  /** The generation that is read, and the one that is being built beside it. */
  readonly stores: () => Promise<readonly ContributionStore[]>;
  readonly park: Park;
  readonly log: Log;
};
