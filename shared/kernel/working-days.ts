import { addDays, type Day, endOfShanghaiDay, type Instant, shanghaiDay } from './time.ts';

/** One year as the State Council announces it (国务院办公厅关于部分节假日安排的通知). */
export type WorkingYear = {
  /** The notice, or the data set that quotes it. */
  readonly source: string;
  /** Every day off of the arrangement, weekend days among them. */
  readonly holidays: readonly Day[];
  /** Weekend days that are worked (调休上班). */
  readonly workdays: readonly Day[];
};

/** Working days by year, `YYYY`. A year that is not here has no official data: its weekdays count, and answers say so. */
export type WorkingCalendar = { readonly years: Readonly<Record<string, WorkingYear>> };

/** A day that was counted, and whether every day on the way had official data: where not, the caller warns. */
export type CountedDay = { readonly day: Day; readonly official: boolean };

const yearOf = (calendar: WorkingCalendar, day: Day): WorkingYear | undefined => calendar.years[day.slice(0, 4)];

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** Whether people work on a day: the year's notice decides, and without one the weekday does. */
export const isWorkingDay = (calendar: WorkingCalendar, day: Day): boolean => {
  const year = yearOf(calendar, day);
  if (year?.workdays.includes(day) === true) return true;
  return !isWeekend(day) && year?.holidays.includes(day) !== true;
};

/**
 * The `count`-th working day after `day`; the day itself does not count. With a count of 0 the first working day from
 * `day` on. `count` is a whole number, 0 or more.
 */
export const addWorkingDays = (calendar: WorkingCalendar, day: Day, count: number): CountedDay => {
  let current = count > 0 ? day : addDays(day, -1);
  let left = Math.max(1, count);
  let official = true;
  while (left > 0) {
    current = addDays(current, 1);
    official &&= yearOf(calendar, current) !== undefined;
    if (isWorkingDay(calendar, current)) left -= 1;
  }
  return { day: current, official };
};

/**
 * Until when something is due that begins now and may take `days` working days: the end of the last day in Shanghai.
 * `official: false` means that a year without official data was crossed, so holidays may still move the day.
 */
export const dueAt = (
  calendar: WorkingCalendar,
  now: Date,
  days: number,
): { readonly dueAt: Instant; readonly official: boolean } => {
  const last = addWorkingDays(calendar, shanghaiDay(now), days);
  return { dueAt: endOfShanghaiDay(last.day), official: last.official };
};

/** A deadline as cases keep it. */
export type Deadline = {
  readonly dueAt: Instant;
  /** Holidays on the way are not announced yet: the day may still move. */
  readonly dueAtOfficial?: false;
};

/** Until when something is due that begins at an instant, as cases keep it. */
export const deadline = (calendar: WorkingCalendar, from: Date, days: number): Deadline => {
  const due = dueAt(calendar, from, days);
  return due.official ? { dueAt: due.dueAt } : { dueAt: due.dueAt, dueAtOfficial: false };
};
