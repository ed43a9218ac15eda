import * as z from 'zod';
import {
  type Aggregate,
  type AggregateKey,
  type AggregateKind,
  aggregateKinds,
  views,
} from '#shared/domain/statistics/types.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import { isCounty, prefectureCodes, successorOf } from '#shared/reference/regions.ts';
import { layers } from '#shared/reference/words.ts';
import { instant } from '../primitives.ts';

const isCounted = (code: string): boolean => isCounty(successorOf(code)) || prefectureCodes.includes(code);

/** A region that can be counted: a county that is or was one, what lies below it, or a prefecture by itself. */
const countedRegion = z
  .string()
  .regex(/^\d{6}(\d{3}){0,2}$/)
  .refine((code) => isCounted(countyOf(code)), { error: 'region-unknown' });

/** A word that becomes the name of a counter: nothing else, above all no text of a person, ever stands there. */
const word = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
const counted = z.object({ version: z.int().min(0), regionCode: countedRegion });

/**
 * Of each kind the fields that figures follow from; whatever else an item holds is no business of the statistics, so that
 * older and newer writers may live side by side.
 */
const images = {
  person: counted
    .extend({ layer: z.enum(layers), categories: z.array(word), mergedInto: z.string().exactOptional() })
    .transform((fields) => ({ ...fields, kind: 'person' as const })),
  report: counted.extend({ status: word }).transform((fields) => ({ ...fields, kind: 'report' as const })),
  'work-order': counted
    .extend({ state: word, dueAt: instant })
    .transform((fields) => ({ ...fields, kind: 'work-order' as const })),
  alert: counted
    .extend({ kind: word })
    .transform(({ kind, ...fields }) => ({ ...fields, kind: 'alert' as const, alertKind: kind })),
  // Scans and reports are added without a new version, so that only all three together grow with every change.
  placement: counted.extend({ state: word, scans: z.int().min(0), reports: z.int().min(0) }).transform((fields) => ({
    ...fields,
    kind: 'placement' as const,
    version: fields.version + fields.scans + fields.reports,
  })),
} as const satisfies Record<AggregateKind, z.ZodType>;

/** What the partition keys of the aggregates that are counted begin with, in the tables in which they live. */
export const countedPrefixes = {
  report: 'REPORT#',
  person: 'P#',
  'work-order': 'WORK-ORDER#',
  alert: 'ALERT#',
  placement: 'PLACEMENT#',
} as const;

/** The aggregate whose state an item is; `undefined`: nothing that is counted. */
export const countedKey = (keys: Readonly<Record<string, unknown>>): AggregateKey | undefined => {
  const { pk, sk } = keys;
  if (typeof pk !== 'string' || sk !== 'STATE') return undefined;
  const kind = aggregateKinds.find((name) => pk.startsWith(countedPrefixes[name]));
  return kind === undefined ? undefined : { kind, id: pk.slice(countedPrefixes[kind].length) };
};

/** The aggregate in an item of its table; `undefined` when it cannot be read. */
export const readAggregate = ({ kind, id }: AggregateKey, image: unknown): Aggregate | undefined => {
  const read = images[kind].safeParse(image);
  return read.success ? { ...read.data, id } : undefined;
};

const count = z.int();

/** `C#kind#id / STATE` in the statistics table: what one aggregate is counted in. */
export const contributionRecord = z.object({
  version: count,
  cell: z.object({ view: z.enum(views), countyCode: z.string(), regionCode: z.string() }),
  counters: z.record(z.string(), count),
  removed: z.literal(true).exactOptional(),
});

/** `view#county / region`: a cell; every attribute beside keys and `asOf` is a counter. */
export const cellRecord = z.object({ pk: z.string(), sk: z.string(), asOf: instant.exactOptional() }).catchall(count);
