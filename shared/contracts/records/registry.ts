import * as z from 'zod';
import { kinships } from '#shared/domain/registry/types.ts';
import { categories, layers, riskKinds, sources, timelineKinds } from '#shared/reference/words.ts';
import { day, reason, text } from '../light-primitives.ts';
import { instant } from '../primitives.ts';
import { sealed } from './sealed.ts';

/** A source entry as it lies in its person's item. A `reason`, which former entries carried, is left aside. */
export const sourceEntryRecord = z.object({
  source: z.enum(sources),
  sourceKey: z.string(),
  department: z.string().exactOptional(),
  list: z.string().exactOptional(),
  period: z.string().exactOptional(),
  evidence: z.string().exactOptional(),
  endEvidence: z.string().exactOptional(),
  endCause: z.enum(['end-of-need', 'moved-out']).exactOptional(),
  layer: z.enum(['registered', 'suspected']),
  category: z.enum(categories),
  from: day,
  until: z.exactOptional(day),
  of: z.string().exactOptional(),
});

const riskRecord = z.object({
  kind: z.enum(riskKinds),
  source: z.enum(sources),
  sourceKey: z.string(),
  day,
  reportedBy: z.string(),
  amountFen: z.number().int().exactOptional(),
  of: z.string().exactOptional(),
});

const holdRecord = z.object({ layer: z.enum(layers), until: day, setBy: z.string(), setAt: instant });

/** `P#personId / STATE` in the registry table: the person as one aggregate. */
export const personRecord = z.object({
  personId: z.string(),
  regionCode: z.string(),
  layer: z.enum(layers),
  categories: z.array(z.enum(categories)),
  entries: z.array(sourceEntryRecord),
  risks: z.array(riskRecord).exactOptional(),
  hold: holdRecord.exactOptional(),
  death: z
    .object({
      day,
      source: z.enum(sources),
      evidence: z.string().exactOptional(),
      of: z.string().exactOptional(),
    })
    .exactOptional(),
  provisional: z.literal(true).exactOptional(),
  mergedInto: z.string().exactOptional(),
  mergedFrom: z.array(z.string()).exactOptional(),
  handedOver: z.array(z.object({ regionCode: z.string(), at: instant })).exactOptional(),
  dueOn: z.exactOptional(day),
  householdId: z.string(),
  birthYear: z.number().int(),
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
  sealed,
  namePk: z.string().exactOptional().describe('Partition of the index `name`: county and token of the reading'),
});
export type PersonRecord = z.output<typeof personRecord>;

/** `K#idKey / LOOKUP`: from the keyed token of an identity number to the person; `of`: whose it was before a merger. */
export const lookupRecord = z.object({ idKey: z.string(), personId: z.string(), of: z.string().exactOptional() });

/** `H#householdId / STATE`. */
export const householdRecord = z.object({
  householdId: z.string(),
  regionCode: z.string(),
  headPersonId: z.string(),
  memberIds: z.array(z.string()),
  relations: z.record(z.string(), z.enum(kinships)).exactOptional(),
  recheckDueOn: z.exactOptional(day),
  mergedInto: z.string().exactOptional(),
  version: z.number().int(),
});

/** One line of a timeline as it is stored: `at`, and an `id` that follows from the first one's, are in the item's key. */
const timelineLineRecord = z.object({
  id: z.string().exactOptional(),
  kind: z.enum(timelineKinds),
  actor: z.string(),
  text,
  reasons: z.array(reason).exactOptional(),
  about: z.object({ kind: z.string(), id: z.string() }).exactOptional(),
});

/** `P#personId / T#at#id` and `H#householdId / T#at#id`: the lines that one act wrote, and the id of the first. */
export const timelineRecord = z.object({
  sk: z.string(),
  lines: z.array(timelineLineRecord),
});

/** `P#personId / N#at#id`: what an official wrote about a person, encrypted. */
export const noteRecord = z.object({ sk: z.string(), at: instant, sealed });
