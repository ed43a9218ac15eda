import { z } from 'zod';
import type { FeedRow } from '#shared/domain/collisions/types.ts';
import { birthDay, canonicalIdNumber } from '#shared/kernel/id-number.ts';
import { countyOf, regionLevel } from '#shared/kernel/region-code.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Day } from '#shared/kernel/time.ts';
import { type FeedType, feedOf } from '#shared/reference/feeds.ts';
import { isProblemCode, type ProblemCode } from '#shared/reference/problems.ts';
import { isCounty, prefectureCodes, provinceCode, successorOf } from '#shared/reference/regions.ts';
import { day, idNumber, personName } from './primitives.ts';

/** A cell that a spreadsheet would run: it is never passed on. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r]/;
const isIdNumber = (cell: string): boolean => canonicalIdNumber(cell).ok;

const name = z
  .string()
  .refine((cell) => !FORMULA.test(cell), { error: 'formula-like', abort: true })
  .refine((cell) => !isIdNumber(cell), { error: 'columns-swapped', abort: true })
  .pipe(personName)
  .meta({ description: 'At most 50 characters, not like a formula of a spreadsheet' });

/** A code in force, or an abolished county's: its successor takes its place, with what lay below it. */
const currentRegion = (code: string): string | undefined => {
  const level = regionLevel(code);
  if (level === undefined) return undefined;
  if (level === 'province') return code === provinceCode ? code : undefined;
  if (level === 'prefecture') return prefectureCodes.includes(code) ? code : undefined;
  const county = successorOf(countyOf(code));
  if (!isCounty(county)) return undefined;
  return county === countyOf(code) ? code : county;
};

const region = z
  .string()
  .trim()
  .transform((cell, context) => {
    const current = currentRegion(cell);
    if (current !== undefined) return current;
    context.issues.push({ code: 'custom', message: 'region-unknown', input: cell });
    return z.NEVER;
  })
  .meta({ description: 'A code of the region tree; an abolished county stands for its successor' });

/** Yuan with at most two decimals, as whole fen. */
const yuan = z
  .string()
  .trim()
  .regex(/^\d{1,10}(\.\d{1,2})?$/, { error: 'amount' })
  .transform((cell) => {
    const [whole = '0', part = ''] = cell.split('.');
    return Number(whole) * 100 + Number(part.padEnd(2, '0'));
  })
  .meta({ description: 'Yuan with at most two decimals, no separators' });

const trimmedDay = z
  .string()
  .trim()
  .pipe(day)
  .meta({ description: 'A day in Asia/Shanghai, not in the future and not before birth', format: 'date' });
const person = { id_number: idNumber, name, region_code: region.exactOptional() };

/** The rows of the feeds' files by column, as text; what one needs beyond its form (days, births) is in `readFeedRow`. */
export const feedRows = {
  death: z.strictObject({ ...person, date: trimmedDay }),
  marriage: z.strictObject({
    ...person,
    date: trimmedDay,
    event: z
      .string()
      .trim()
      .pipe(z.enum(['married', 'divorced']))
      .meta({ enum: ['married', 'divorced'] }),
  }),
  'medical-expense': z.strictObject({ ...person, date: trimmedDay, amount: yuan }),
} as const satisfies Record<FeedType, z.ZodType>;

type Common = { readonly id_number: string; readonly region_code?: string; readonly date: Day };

const base = ({ id_number, region_code, date }: Common) => ({
  idNumber: id_number,
  date,
  ...(region_code === undefined ? {} : { regionCode: region_code }),
});

/** What is wrong with a row: the column, and a code of the problem catalogue. */
export type RowFault = { readonly field: string; readonly code: ProblemCode };

/** Codes of what the library says by itself; everything else has its own word in the schema. */
const CODES: Readonly<Partial<Record<z.core.$ZodIssue['code'], ProblemCode>>> = {
  unrecognized_keys: 'unknown-field',
  invalid_type: 'required',
  too_small: 'required',
  too_big: 'too-long',
  invalid_value: 'not-an-option',
};

const codeOf = (issue: z.core.$ZodIssue): ProblemCode =>
  isProblemCode(issue.message) ? issue.message : (CODES[issue.code] ?? 'wrong-value');

const fieldOf = (issue: z.core.$ZodIssue): string =>
  String((issue.code === 'unrecognized_keys' ? issue.keys[0] : issue.path[0]) ?? '');

const faultOf = ({ issues: [issue] }: z.ZodError): RowFault =>
  issue === undefined ? { field: '', code: 'wrong-value' } : { field: fieldOf(issue), code: codeOf(issue) };

const parse = (feed: FeedType, fields: Readonly<Record<string, string>>): Result<FeedRow, RowFault> => {
  switch (feed) {
    case 'death': {
      const row = feedRows.death.safeParse(fields);
      return row.success ? ok({ feed, ...base(row.data) }) : err(faultOf(row.error));
    }
    case 'marriage': {
      const row = feedRows.marriage.safeParse(fields);
      return row.success ? ok({ feed, ...base(row.data), event: row.data.event }) : err(faultOf(row.error));
    }
    case 'medical-expense': {
      const row = feedRows['medical-expense'].safeParse(fields);
      return row.success ? ok({ feed, ...base(row.data), amountFen: row.data.amount }) : err(faultOf(row.error));
    }
  }
};

const present = (feed: FeedType, fields: Readonly<Record<string, string>>): Record<string, string> => {
  const optional = new Set(feedOf(feed).columns.flatMap(({ name: column, required }) => (required ? [] : [column])));
  return Object.fromEntries(
    Object.entries(fields).filter(([column, cell]) => cell.trim() !== '' || !optional.has(column)),
  );
};

/** The number column holds something else and the name column a number. */
const areSwapped = (fields: Readonly<Record<string, string>>): boolean =>
  !isIdNumber(fields['id_number'] ?? '') && isIdNumber(fields['name'] ?? '');

/**
 * A row of a feed, checked: canonical number, region in force, a day that exists, is not in the future and not before
 * birth. The first thing that is wrong is the row's fault.
 */
export const readFeedRow = (
  feed: FeedType,
  fields: Readonly<Record<string, string>>,
  today: Day,
): Result<FeedRow, RowFault> => {
  if (areSwapped(fields)) return err({ field: 'id_number', code: 'columns-swapped' });
  const row = parse(feed, present(feed, fields));
  if (!row.ok) return row;
  const { date, idNumber: number } = row.value;
  if (date > today) return err({ field: 'date', code: 'day-in-future' });
  return date < birthDay(number) ? err({ field: 'date', code: 'day-before-birth' }) : row;
};
