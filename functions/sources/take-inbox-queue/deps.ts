import type { RegistryPolicy } from '#shared/domain/registry/types.ts';
import type { ApplyDeps } from '#shared/domain/sources/apply.ts';
import type { Log } from '#shared/edge/observability.ts';

/** What the inbox works with. */
export type InboxDeps = Omit<ApplyDeps, 'registry'> & {
  readonly policyAt: (now: Date) => RegistryPolicy;
  readonly log: Log;
};
