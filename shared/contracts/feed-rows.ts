import * as z from 'zod';
import type { FeedRow } from '#shared/domain/collisions/types.ts';
import { birthDay } from '#shared/kernel/id-number.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Day } from '#shared/kernel/time.ts';
import { type FeedType, feedOf } from '#shared/reference/feeds.ts';
import {
  areSwapped,
  dayCell,
  faultOf,
  nameCell,
  presentCells,
  type RowFault,
  regionCell,
  yuanCell,
} from './file-cells.ts';
import { idNumber } from './primitives.ts';

const trimmedDay = dayCell.meta({
  description: 'A day in Asia/Shanghai, not in the future and not before birth',
  format: 'date',
});
const person = { id_number: idNumber, name: nameCell, region_code: regionCell.exactOptional() };

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
  'medical-expense': z.strictObject({ ...person, date: trimmedDay, amount: yuanCell }),
} as const satisfies Record<FeedType, z.ZodType>;

type Common = { readonly id_number: string; readonly region_code?: string; readonly date: Day };

const base = ({ id_number, region_code, date }: Common) => ({
  idNumber: id_number,
  date,
  ...(region_code === undefined ? {} : { regionCode: region_code }),
});

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
  const row = parse(feed, presentCells(feedOf(feed).columns, fields));
  if (!row.ok) return row;
  const { date, idNumber: number } = row.value;
  if (date > today) return err({ field: 'date', code: 'day-in-future' });
  return date < birthDay(number) ? err({ field: 'date', code: 'day-before-birth' }) : row;
};
