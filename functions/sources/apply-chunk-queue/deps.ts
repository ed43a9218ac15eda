import type { FeedFiles } from '#shared/domain/collisions/ports.ts';
import type { RegistryPolicy } from '#shared/domain/registry/types.ts';
import type { ApplyDeps } from '#shared/domain/sources/apply.ts';
import type { SourceBatches, SourceParts, SourceWork } from '#shared/domain/sources/ports.ts';
import type { Log } from '#shared/edge/observability.ts';

/** What the import of a part works with. */
export type ChunkDeps = ApplyDeps & {
  readonly batches: SourceBatches;
  readonly parts: SourceParts;
  readonly files: FeedFiles;
  readonly work: SourceWork;
  readonly log: Log;
};

/** The same before the door has joined the registry's decisions to it. */
export type ChunkPorts = Omit<ChunkDeps, 'registry'> & { readonly policyAt: (now: Date) => RegistryPolicy };
