import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { Placement, Scan } from './types.ts';

/** A placement by its id, strongly consistent. */
export type PlacementFinder = { readonly find: (placementId: string) => Promise<Placement | undefined> };

/** The public's side: it reads a placement whose id it was given and counts scans on it; it cannot list any. */
export type ScanStore = PlacementFinder & {
  /** Counts one scan, exactly whoever else scans, unless the placement is off; `undefined`: there is none of this id. */
  readonly scan: (placementId: string) => Promise<Scan | undefined>;
};

export type PlacementQuery = {
  readonly regionCode: string;
  readonly after?: string;
  readonly limit: number;
};
export type PlacementPage = { readonly items: readonly Placement[]; readonly next?: string };

/** The officials' side. */
export type PlacementStore = PlacementFinder & {
  /** One transaction: the placement, its line in the list of its county, and the mark. */
  readonly create: (placement: Placement, mark: IdempotencyMark) => Promise<'stored' | 'repeated'>;
  /** Those of a region and of what lies below it, in the order in which they were made. */
  readonly list: (query: PlacementQuery) => Promise<PlacementPage>;
  /** Writes what officials change, over exactly the version before; what is counted goes on counting. */
  readonly save: (placement: Placement) => Promise<'saved' | 'stale'>;
  readonly findMark: (keyMac: string) => Promise<IdempotencyMark | undefined>;
};

/** Draws a QR code. */
export type CodeDrawer = {
  /** As squares of one path, with the length of its side. */
  readonly squares: (text: string) => { readonly side: number; readonly path: string };
  readonly png: (text: string) => Promise<Uint8Array>;
};
