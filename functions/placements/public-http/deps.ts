import type { ScanStore } from '#shared/domain/placements/ports.ts';
import type { Log } from '#shared/edge/observability.ts';

/** What the routes of this door work with. */
export type ScanDeps = { readonly store: ScanStore; readonly log: Log };
