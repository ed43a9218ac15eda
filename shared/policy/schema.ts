import * as z from 'zod/mini';
import { selfCheckCategories } from '#shared/domain/self-check/types.ts';
import { isDay } from '#shared/kernel/time.ts';
import { isCounty, prefectureCodes } from '#shared/reference/regions.ts';
import { severities } from '#shared/reference/words.ts';
import { alertFeeds, type Policy, retentionClasses } from './types.ts';

const day = z.string().check(z.refine(isDay, { error: 'day-impossible' }));
const text = z.strictObject({ zh: z.string().check(z.minLength(1)), en: z.string().check(z.minLength(1)) });

/** Every figure says since when it holds and where it is written. */
const figure = z.strictObject({
  name: text,
  value: z.number().check(z.nonnegative()),
  unit: z.string().check(z.minLength(1)),
  asOf: day,
  citation: z.string().check(z.minLength(1)),
  example: z.exactOptional(z.literal(true)),
});
const whole = figure.check(
  z.refine(({ value }) => Number.isSafeInteger(value), { error: 'whole-number', path: ['value'] }),
);
const positive = whole.check(z.refine(({ value }) => value > 0, { error: 'positive', path: ['value'] }));
const percent = figure.check(z.refine(({ value }) => value <= 100, { error: 'percent', path: ['value'] }));

const year = z
  .strictObject({
    source: z.string().check(z.minLength(1)),
    holidays: z.array(day).check(z.minLength(1)),
    workdays: z.array(day),
  })
  .check(
    z.refine(({ holidays, workdays }) => workdays.every((worked) => !holidays.includes(worked)), {
      error: 'worked-and-free',
    }),
  );
const calendar = z
  .strictObject({ years: z.record(z.string().check(z.regex(/^\d{4}$/)), year) })
  .check(
    z.refine(
      ({ years }) =>
        Object.entries(years).every(([name, { holidays, workdays }]) =>
          [...holidays, ...workdays].every((date) => date.startsWith(name)),
        ),
      { error: 'day-of-another-year' },
    ),
  );

const clock = z.strictObject({
  days: z.strictObject({ normal: positive, urgent: positive }),
  extensions: whole,
  atRiskLastDays: whole,
  escalationDays: positive,
});

const alerts = z.strictObject({
  handlingDays: z.strictObject({ red: positive, orange: positive, yellow: positive }),
  extensions: whole,
  mergeWindowDays: positive,
  severities: z.record(z.enum(alertFeeds), z.enum(severities)),
  medicalShare: figure,
  earnerDeath: z
    .strictObject({ fromAge: whole, toAge: whole, severity: z.enum(severities) })
    .check(z.refine(({ fromAge, toAge }) => fromAge.value <= toAge.value, { error: 'ages-reversed' })),
});

const breaker = z.strictObject({
  minRows: whole,
  shrinkPercent: percent,
  flipPercent: percent,
  rejectPercent: percent,
});
const quota = z
  .strictObject({ perAddress: positive, perPlacement: positive, softPerAddress: positive, softPerPlacement: positive })
  .check(
    z.refine(
      (one) => one.softPerAddress.value <= one.perAddress.value && one.softPerPlacement.value <= one.perPlacement.value,
      { error: 'soft-above-hard' },
    ),
  );

const regionFigures = z.strictObject({
  subsistenceStandard: positive,
  marginalMultiple: figure.check(z.refine(({ value }) => value >= 1, { error: 'below-standard', path: ['value'] })),
  minimumWage: positive,
  disposableIncome: positive,
  assetMultiple: figure,
  cars: whole,
  carValue: whole,
  extraHomes: whole,
  businessShare: whole,
  rigidShare: percent,
  temporarySpending: figure,
});

/** Prefectures and counties in force may stand in the table; a code that no one would ever look up is a slip. */
const regionOfTable = z
  .string()
  .check(z.refine((code) => prefectureCodes.includes(code) || isCounty(code), { error: 'region-unknown' }));
const ownFigures = z.exactPartial(regionFigures);

/** A pack as it is loaded: what is missing, misspelt, uncited or out of range is refused as a whole. */
export const policySchema: z.ZodMiniType<Policy> = z.strictObject({
  version: z.string().check(z.regex(/^[a-z]+-\d{4}\.\d+$/)),
  from: day,
  regionCode: z.string().check(z.regex(/^\d{2}0000$/)),
  calendar,
  workOrders: clock,
  alerts,
  registry: z.strictObject({ gradualExit: positive, recheckAfterDeath: positive }),
  breaker,
  lists: z.strictObject({ graceDays: whole }),
  quotas: z.strictObject({ standard: quota, local: quota }),
  proof: z.strictObject({ numbers: positive, minutes: positive }),
  retention: z.record(z.enum(retentionClasses), positive),
  auditGrace: positive,
  disclosure: z.strictObject({ smallest: positive }),
  figures: z.strictObject({ province: regionFigures, regions: z.record(regionOfTable, ownFigures) }),
  selfCheck: z.strictObject({
    categories: z.array(z.enum(selfCheckCategories)).check(z.minLength(1)),
    nearMargin: percent,
  }),
});
