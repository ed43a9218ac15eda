import * as z from 'zod/mini';
import { regionLevel } from '#shared/kernel/region-code.ts';
import { isDay } from '#shared/kernel/time.ts';

/**
 * What the public doors read and answer with. In zod/mini, which is smaller and starts sooner: a module that the self-check
 * loads must not import the whole of zod (docs/adr/0013). Schemas of both kinds go into one another.
 */

/** The same schema with words for the contracts; as with `.meta` of the whole of zod, what it is made from stays as it is. */
export const withMeta = <Schema extends z.ZodMiniType>(schema: Schema, meta: z.core.GlobalMeta): Schema => {
  const described = schema.check();
  z.globalRegistry.add(described, meta);
  return described;
};

/** Any code of the region tree, by its form. */
export const regionCode = withMeta(
  z.string().check(z.refine((code) => regionLevel(code) !== undefined, { error: 'region-unknown', abort: true })),
  {
    description: 'A code of the region tree (GB/T 2260): 6 digits to the county, 9 a township, 12 a village',
    pattern: '^\\d{6}(\\d{3}(\\d{3})?)?$',
    example: '330102',
  },
);

const NARROW: ReadonlySet<string | undefined> = new Set(['county', 'township', 'village']);
/** A region of county level or below. */
export const localRegionCode = withMeta(
  regionCode.check(z.refine((code) => NARROW.has(regionLevel(code)), { error: 'region-too-wide' })),
  { description: 'A county, a township (9 digits) or a village (12 digits)', example: '330102001' },
);

/** A day in Asia/Shanghai. */
export const day = withMeta(z.string().check(z.refine(isDay, { error: 'day-impossible' })), {
  description: 'A day in Asia/Shanghai',
  format: 'date',
  example: '2026-11-24',
});

/** Text for people, in both languages. */
export const text = withMeta(z.object({ zh: z.string(), en: z.string() }), {
  id: 'Text',
  description: 'Text for people, in Chinese and English',
});

/** A figure that a decision rests on. */
export const figure = withMeta(
  z.object({
    name: text,
    value: z.number(),
    unit: z.string(),
    asOf: day,
    citation: z.string(),
    example: z.exactOptional(z.literal(true)),
  }),
  {
    id: 'Figure',
    description: 'A figure that a decision rests on; `example` where no notice of an authority stands behind it',
  },
);

/** Why something was decided. */
export const reason = withMeta(
  z.object({ code: z.string(), text, rule: z.exactOptional(z.string()), figure: z.exactOptional(figure) }),
  { id: 'Reason', description: 'Why something was decided, in words' },
);
