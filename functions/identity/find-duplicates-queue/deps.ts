import type { DuplicateFinder } from '#shared/domain/identity/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { Clock } from '#shared/kernel/time.ts';

/** What the finder of duplicates works with. */
export type FindDuplicatesDeps = { readonly finder: DuplicateFinder; readonly clock: Clock; readonly log: Log };
