import type { ContributionStore } from '#shared/domain/statistics/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Park } from '#shared/edge/stream.ts';

/** What the projector works with. */
export type ProjectorDeps = { readonly store: ContributionStore; readonly park: Park; readonly log: Log };
