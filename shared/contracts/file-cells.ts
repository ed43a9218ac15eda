import * as z from 'zod';
import { canonicalIdNumber } from '#shared/kernel/id-number.ts';
import { countyOf, regionLevel } from '#shared/kernel/region-code.ts';
import { isProblemCode, type ProblemCode } from '#shared/reference/problems.ts';
import { isCounty, prefectureCodes, provinceCode, successorOf } from '#shared/reference/regions.ts';
import { day } from './light-primitives.ts';
import { personName } from './primitives.ts';

/** A cell that a spreadsheet would run: it is never passed on. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r]/;
const isIdNumber = (cell: string): boolean => canonicalIdNumber(cell).ok;

/** Any text of a cell, not like a formula. */
export const plainCell = z.string().refine((cell) => !FORMULA.test(cell), { error: 'formula-like', abort: true });

/** A person's name in a file. */
export const nameCell = plainCell
  .refine((cell) => !isIdNumber(cell), { error: 'columns-swapped', abort: true })
  .pipe(personName)
  .meta({ description: 'At most 50 characters, not like a formula of a spreadsheet' });

/** A code in force, or an abolished county's: its successor takes its place, with what lay below it. */
export const currentRegion = (code: string): string | undefined => {
  const level = regionLevel(code);
  if (level === undefined) return undefined;
  if (level === 'province') return code === provinceCode ? code : undefined;
  if (level === 'prefecture') return prefectureCodes.includes(code) ? code : undefined;
  const county = successorOf(countyOf(code));
  if (!isCounty(county)) return undefined;
  return county === countyOf(code) ? code : county;
};

/** A region of any level in force. */
export const regionCell = z
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
export const yuanCell = z
  .string()
  .trim()
  .regex(/^\d{1,10}(\.\d{1,2})?$/, { error: 'amount' })
  .transform((cell) => {
    const [whole = '0', part = ''] = cell.split('.');
    return Number(whole) * 100 + Number(part.padEnd(2, '0'));
  })
  .meta({ description: 'Yuan with at most two decimals, no separators' });

/** A day of a cell, spaces around it or not. */
export const dayCell = z.string().trim().pipe(day);

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

/** The first thing that is wrong with a row. */
export const faultOf = ({ issues: [issue] }: z.ZodError): RowFault =>
  issue === undefined ? { field: '', code: 'wrong-value' } : { field: fieldOf(issue), code: codeOf(issue) };

type Fields = Readonly<Record<string, string>>;
type Column = { readonly name: string; readonly required: boolean };

/** The cells of a row without those that are empty and may be. */
export const presentCells = (columns: readonly Column[], fields: Fields): Record<string, string> => {
  const optional = new Set(columns.flatMap(({ name: column, required }) => (required ? [] : [column])));
  return Object.fromEntries(
    Object.entries(fields).filter(([column, cell]) => cell.trim() !== '' || !optional.has(column)),
  );
};

/** The number column holds something else and the name column a number. */
export const areSwapped = (fields: Fields): boolean =>
  !isIdNumber(fields['id_number'] ?? '') && isIdNumber(fields['name'] ?? '');
