import { z } from 'zod';
import { categories, layers, sources } from '#shared/reference/words.ts';
import { day, instant, reason } from '../primitives.ts';
import { sealed } from './sealed.ts';

/** A source entry as it lies in its person's item. */
export const sourceEntryRecord = z.object({
  source: z.enum(sources),
  sourceKey: z.string(),
  layer: z.enum(['registered', 'suspected']),
  category: z.enum(categories),
  from: day,
  until: day.exactOptional(),
  reason,
});

/** `P#personId / STATE` in the registry table: the person as one aggregate. */
export const personRecord = z.object({
  personId: z.string(),
  regionCode: z.string(),
  layer: z.enum(layers),
  categories: z.array(z.enum(categories)),
  entries: z.array(sourceEntryRecord),
  householdId: z.string(),
  birthYear: z.number().int(),
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
  sealed,
});
export type PersonRecord = z.output<typeof personRecord>;

/** `K#idKey / LOOKUP`: from the keyed token of an identity number to the person. */
export const lookupRecord = z.object({ idKey: z.string(), personId: z.string() });

/** `H#householdId / STATE`. */
export const householdRecord = z.object({
  householdId: z.string(),
  regionCode: z.string(),
  headPersonId: z.string(),
  memberIds: z.array(z.string()),
  version: z.number().int(),
});
