import * as z from 'zod';
import type { NamedPerson, Naming } from '#shared/domain/sources/types.ts';
import { given } from '#shared/kernel/given.ts';
import { birthDay } from '#shared/kernel/id-number.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Day } from '#shared/kernel/time.ts';
import { sourceDescriptions, sourceOf } from '#shared/reference/sources.ts';
import type { Source } from '#shared/reference/words.ts';
import { areSwapped, dayCell, faultOf, nameCell, plainCell, presentCells, type RowFault } from './file-cells.ts';
import { idNumber } from './primitives.ts';
import { listName, livingRegion, sourceKey } from './source-words.ts';

const spareCell = plainCell.transform((cell) => cell.trim());

const person = {
  source_key: plainCell.pipe(sourceKey),
  id_number: idNumber,
  name: nameCell,
  region_code: z.string().trim().pipe(livingRegion),
};
const term = { from: dayCell, until: dayCell.exactOptional() };

/** A row of the assistance system's file. */
export const recipientRow = z.strictObject({
  ...person,
  category: z.string().trim().pipe(z.enum(sourceDescriptions['assistance-system'].categories)),
  ...term,
  evidence: spareCell.pipe(z.string().min(1).max(100)),
});

/** A row of a list of any other source. */
export const listRow = z.strictObject({ ...person, ...term, list: plainCell.pipe(listName).exactOptional() });

/** The key in a row, as far as it can be read: a row that is wrong names its key all the same. */
export const keyCell = (fields: Readonly<Record<string, string>> | undefined): string | undefined => {
  const key = person.source_key.safeParse(fields?.['source_key'] ?? '');
  return key.success ? key.data : undefined;
};

/** A row of a source's file, checked. */
export type SourceRow = { readonly sourceKey: string; readonly person: NamedPerson; readonly naming: Naming };

type Common = z.output<typeof listRow>;

const rowOf = (row: Omit<Common, 'list'>, naming: Omit<Naming, 'from' | 'until'>): SourceRow => ({
  sourceKey: row.source_key,
  person: { idNumber: row.id_number, name: row.name, regionCode: row.region_code },
  naming: { ...naming, from: row.from, ...given({ until: row.until }) },
});

const parse = (source: Source, cells: Readonly<Record<string, string>>): Result<SourceRow, RowFault> => {
  if (source === 'assistance-system') {
    const row = recipientRow.safeParse(cells);
    if (!row.success) return err(faultOf(row.error));
    const { category, evidence } = row.data;
    return ok(rowOf(row.data, { category, evidence }));
  }
  const row = listRow.safeParse(cells);
  if (!row.success) return err(faultOf(row.error));
  return ok(rowOf(row.data, { category: sourceOf(source).categories[0], ...given({ list: row.data.list }) }));
};

const daysFault = ({ naming, person: named }: SourceRow, today: Day): RowFault | undefined => {
  const { from, until } = naming;
  if (from > today) return { field: 'from', code: 'day-in-future' };
  if (from < birthDay(named.idNumber)) return { field: 'from', code: 'day-before-birth' };
  return until !== undefined && until < from ? { field: 'until', code: 'until-before-from' } : undefined;
};

/**
 * A row of a source, checked: canonical number, region in force, days that exist and follow each other. The first thing
 * that is wrong is the row's fault.
 */
export const readSourceRow = (
  source: Source,
  fields: Readonly<Record<string, string>>,
  today: Day,
): Result<SourceRow, RowFault> => {
  if (areSwapped(fields)) return err({ field: 'id_number', code: 'columns-swapped' });
  const row = parse(source, presentCells(sourceOf(source).columns, fields));
  if (!row.ok) return row;
  const fault = daysFault(row.value, today);
  return fault === undefined ? row : err(fault);
};
