/** RFC 3339 instant in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export type Instant = string;
/** Calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = string;
/** The clock is an argument everywhere; only `main.ts` of a function reads the machine's. */
export type Clock = () => Date;

/** China has kept UTC+8 without summer time since 1991, so the offset is a constant. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
/** Another system's clock may go so much before ours. */
export const CLOCK_AHEAD_MS = 5 * 60_000;

/** The Shanghai calendar day on which an instant falls. */
export const shanghaiDay = (at: Date): Day => new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);

/** The first millisecond of a Shanghai day. */
export const startOfShanghaiDay = (day: Day): Instant =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) - SHANGHAI_OFFSET_MS).toISOString();

/** The last millisecond of a Shanghai day: deadlines run until the end of the day. */
export const endOfShanghaiDay = (day: Day): Instant =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) - SHANGHAI_OFFSET_MS + DAY_MS - 1).toISOString();

const FIRST_DAY: Day = '0000-01-01';
/** The last day that can be written: sources mean by it that nothing ends. */
export const LAST_DAY: Day = '9999-12-31';

/** Days before the first and after the last that four digits of a year can write are those: nothing else can be read again. */
const written = (at: Date): Day => {
  const year = at.getUTCFullYear();
  if (year < 0) return FIRST_DAY;
  return year > 9999 ? LAST_DAY : at.toISOString().slice(0, 10);
};

/** The calendar day `count` days after `day`. */
export const addDays = (day: Day, count: number): Day =>
  written(new Date(Date.parse(`${day}T00:00:00.000Z`) + count * DAY_MS));

/** The day `count` months after `day`; the last of the month where that month is shorter. */
export const addMonths = (day: Day, count: number): Day => {
  const first = new Date(`${day.slice(0, 7)}-01T00:00:00.000Z`);
  first.setUTCMonth(first.getUTCMonth() + count);
  const reached = written(first);
  if (reached === FIRST_DAY || reached === LAST_DAY) return reached;
  const month = reached.slice(0, 7);
  first.setUTCMonth(first.getUTCMonth() + 1, 0);
  const last = first.getUTCDate();
  return `${month}-${String(Math.min(Number(day.slice(8)), last)).padStart(2, '0')}`;
};

/** The first of some days that is to come yet; where all of them are past, the first. */
export const firstToCome = (days: readonly [Day, ...Day[]], today: Day): Day => {
  const inOrder = days.slice().sort();
  return inOrder.find((day) => day >= today) ?? inOrder[0] ?? days[0];
};

/** Whether the text is a day that exists in the calendar. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text;

/** Seconds since the epoch, the unit of a DynamoDB time-to-live. */
export const epochSeconds = (at: Date): number => Math.floor(at.getTime() / 1000);
