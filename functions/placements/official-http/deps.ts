import type { CodeDrawer, PlacementStore } from '#shared/domain/placements/ports.ts';
import type { HttpRequest } from '#shared/edge/http.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the routes of this door work with. */
export type PlacementDeps = {
  readonly store: PlacementStore;
  readonly codes: CodeDrawer;
  /** What the address in a code begins with. */
  readonly pagesUrl: (request: HttpRequest) => string;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Keyed MAC of idempotency keys, bodies and cursors. */
  readonly mac: (text: string) => Promise<string>;
  readonly log: Log;
};
