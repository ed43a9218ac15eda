import type { Instant } from '#shared/kernel/time.ts';
import type { PlacementState } from '#shared/reference/words.ts';

/** A place where a code of the Happiness Code hangs (幸福码点位): a hall, a bus stop, a hospital, a village board. */
export type Placement = {
  readonly placementId: string;
  readonly name: string;
  readonly regionCode: string;
  readonly state: PlacementState;
  /** Why it was switched off. */
  readonly reason?: string;
  /** How often the code was scanned, and how many reports came by it. */
  readonly scans: number;
  readonly reports: number;
  readonly createdAt: Instant;
  /** Grows with what officials change; scans and reports leave it alone, so that `If-Match` holds while people scan. */
  readonly version: number;
};

/** What officials may change of a placement. */
export type PlacementChange = {
  readonly name?: string | undefined;
  readonly state?: PlacementState | undefined;
  readonly reason?: string | undefined;
};

/** What is told of a scan: whether the code still leads somewhere, and where it hangs. */
export type Scan = { readonly counted: boolean; readonly regionCode: string };
