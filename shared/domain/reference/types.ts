import type { Region } from '#shared/reference/regions.ts';

/** A region as pickers show it: with what lies above it, the province first. */
export type PlacedRegion = Region & { readonly path: readonly { readonly code: string; readonly name: string }[] };
