import * as z from 'zod';
import { placementStates } from '#shared/reference/words.ts';
import { instant } from '../primitives.ts';

/**
 * `PLACEMENT#placementId / STATE` in the intake table. Scans and reports are added to it by conditional updates; for the
 * statistics its age is the sum of version, scans and reports, which grows by one with every change.
 */
export const placementRecord = z.object({
  placementId: z.string(),
  name: z.string(),
  regionCode: z.string(),
  state: z.enum(placementStates),
  reason: z.string().exactOptional(),
  scans: z.number().int(),
  reports: z.number().int(),
  createdAt: instant,
  version: z.number().int(),
});
