import { z } from 'zod';
import { day } from '#shared/contracts/light-primitives.ts';
import { idNumber, phone } from '#shared/contracts/primitives.ts';
import { readSourceRow } from '#shared/contracts/source-rows.ts';
import { type Kinship, kinships, type Risk, type SourceEntry } from '#shared/domain/registry/types.ts';
import { birthDay } from '#shared/kernel/id-number.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Day } from '#shared/kernel/time.ts';
import { sourceOf } from '#shared/reference/sources.ts';
import { riskKinds, type Source, sources } from '#shared/reference/words.ts';
import type { SeedPerson } from './people.ts';
import type { SeedRisk } from './risks.ts';

/** Files of the seed: one a source with the people that it names, and one with the risks that were reported. */
export type FileName = Source | 'risks';

/** What a load of history knows beyond a source's own columns: who lives with whom. */
const householdColumns = ['phone', 'household_key', 'relation'] as const;
const riskColumns = [
  'id_number',
  'household_key',
  'source',
  'source_key',
  'kind',
  'date',
  'reported_by',
  'amount',
] as const;

/** The columns of a file: those of the source (`GET /v1/sources/{source}`) and the household's. */
export const columnsOf = (file: FileName): readonly string[] =>
  file === 'risks' ? riskColumns : [...sourceOf(file).columns.map(({ name }) => name), ...householdColumns];

/** A person as one row names them. */
export type RowPerson = {
  readonly idNumber: string;
  readonly name: string;
  readonly regionCode: string;
  readonly phone?: string;
  readonly relation: 'head' | Kinship;
};
/** What a row says, and of which household. */
export type FileRow = { readonly householdKey: string } & (
  | { readonly person: RowPerson; readonly entry: SourceEntry }
  | { readonly idNumber: string; readonly risk: Risk }
);
/** What is wrong with a row: the column, and a code. */
export type RowFault = { readonly field: string; readonly code: string };

const householdKey = z.string().regex(/^hh-\d{8}$/);
const householdCells = z.object({
  phone: z.union([z.literal(''), phone]),
  household_key: householdKey,
  relation: z.enum(['head', ...kinships]),
});
const riskRow = z.strictObject({
  id_number: idNumber,
  household_key: householdKey,
  source: z.enum(sources),
  source_key: z.string().min(1).max(64),
  kind: z.enum(riskKinds),
  date: day,
  reported_by: z.string().min(1).max(64),
  amount: z.string().regex(/^(\d{1,10}(\.\d{2})?)?$/),
});

const faultOf = ({ issues: [issue] }: z.ZodError): Result<never, RowFault> =>
  err({ field: String(issue?.path[0] ?? ''), code: issue?.message ?? 'wrong-value' });

type Cells = Readonly<Record<string, string>>;

/** The source's own columns go through the very check that every file of that source goes through. */
const readEntry = (source: Source, cells: Cells, today: Day): Result<FileRow, RowFault> => {
  const household = householdCells.safeParse(cells);
  if (!household.success) return faultOf(household.error);
  const { phone: _, household_key: __, relation: ___, ...own } = cells;
  const row = readSourceRow(source, own, today);
  if (!row.ok) return row;
  const { sourceKey, naming, person } = row.value;
  const { layer } = sourceOf(source);
  return ok({
    householdKey: household.data.household_key,
    person: {
      ...person,
      ...(household.data.phone === '' ? {} : { phone: household.data.phone }),
      relation: household.data.relation,
    },
    entry: { source, sourceKey, layer, ...naming },
  });
};

const FEN = 100;

const readRisk = (cells: Cells, today: Day): Result<FileRow, RowFault> => {
  const row = riskRow.safeParse(cells);
  if (!row.success) return faultOf(row.error);
  const { id_number, household_key, source, source_key, kind, date, reported_by, amount } = row.data;
  if (date > today) return err({ field: 'date', code: 'day-in-future' });
  if (date < birthDay(id_number)) return err({ field: 'date', code: 'day-before-birth' });
  const amountFen = amount === '' ? {} : { amountFen: Math.round(Number(amount) * FEN) };
  const risk: Risk = { kind, source, sourceKey: source_key, day: date, reportedBy: reported_by, ...amountFen };
  return ok({ householdKey: household_key, idNumber: id_number, risk });
};

/** A row of a file, checked; the first thing that is wrong is its fault. */
export const readRow = (file: FileName, cells: Cells, today: Day): Result<FileRow, RowFault> =>
  file === 'risks' ? readRisk(cells, today) : readEntry(file, cells, today);

const line = (file: FileName, cells: Cells): string =>
  `${columnsOf(file)
    .map((column) => cells[column] ?? '')
    .join(',')}\n`;

/** The reference of a decision, as its authority would number it. */
const evidenceOf = ({ evidence, sourceKey, from }: SourceEntry): string =>
  evidence ?? `民救〔${from.slice(0, 4)}〕${Number(sourceKey.replace(/\D/g, ''))}号`;

/** The line of an entry; no cell of a seed needs quotes. */
export const entryLine = (household: string, member: SeedPerson, entry: SourceEntry): string =>
  line(entry.source, {
    source_key: entry.sourceKey,
    id_number: member.idNumber,
    name: member.name,
    region_code: member.regionCode,
    category: entry.category,
    from: entry.from,
    until: entry.until ?? '',
    evidence: evidenceOf(entry),
    phone: member.phone ?? '',
    household_key: household,
    relation: member.kinship,
  });

/** The line of a risk. */
export const riskLine = (household: string, { member, risk }: SeedRisk): string =>
  line('risks', {
    id_number: member.idNumber,
    household_key: household,
    source: risk.source,
    source_key: risk.sourceKey,
    kind: risk.kind,
    date: risk.day,
    reported_by: risk.reportedBy,
    amount: risk.amountFen === undefined ? '' : (risk.amountFen / FEN).toFixed(2),
  });
