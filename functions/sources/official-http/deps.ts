import type { FileLinks } from '#shared/domain/collisions/ports.ts';
import type { RegistryPolicy } from '#shared/domain/registry/types.ts';
import type { ApplyDeps } from '#shared/domain/sources/apply.ts';
import type { SourceBatches, SourceSequences, SourceWork } from '#shared/domain/sources/ports.ts';
import type { Log } from '#shared/edge/observability.ts';

/** What the routes of this door work with. */
export type SourceDeps = Omit<ApplyDeps, 'registry' | 'mac'> & {
  readonly batches: SourceBatches;
  readonly sequences: SourceSequences;
  readonly links: FileLinks;
  readonly work: SourceWork;
  readonly policyAt: (now: Date) => RegistryPolicy;
  /** Keyed MAC of idempotency keys and bodies. */
  readonly mac: (text: string) => Promise<string>;
  /** Keyed MAC of what a source says. */
  readonly factMac: (text: string) => Promise<string>;
  readonly log: Log;
};
