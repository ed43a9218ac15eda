import type { ListPolicy } from '#shared/domain/sources/missing.ts';
import type { SourceWatch } from '#shared/domain/sources/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the watch over lists works with. */
export type WatchDeps = {
  readonly watch: SourceWatch;
  readonly policyAt: (now: Date) => ListPolicy;
  readonly clock: Clock;
  readonly newMessageId: () => string;
  readonly log: Log;
};
