/** Administrative level of a region code (GB/T 2260 to the county, the statistics bureau's codes below it). */
export type RegionLevel = 'province' | 'prefecture' | 'county' | 'township' | 'village';

/** The level that a code's form tells: 330000, 330100, 330102, then 9 and 12 digits. `undefined`: not a code. */
export const regionLevel = (code: string): RegionLevel | undefined => {
  if (/^\d{12}$/.test(code)) return 'village';
  if (/^\d{9}$/.test(code)) return 'township';
  if (!/^\d{6}$/.test(code)) return undefined;
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'prefecture' : 'county';
};

const PREFIX_DIGITS = { province: 2, prefecture: 4, county: 6, township: 9, village: 12 } as const;

/**
 * The digits that every code in the region begins with. By level, never by stripping zeros: township 330102010 and
 * prefecture 330110 (were there one) end in zeros that count.
 */
export const regionPrefix = (code: string): string => {
  const level = regionLevel(code);
  return level === undefined ? code : code.slice(0, PREFIX_DIGITS[level]);
};

/** Whether `region` is `scope` or lies below it. */
export const covers = (scope: string, region: string): boolean =>
  regionLevel(scope) !== undefined && region.startsWith(regionPrefix(scope));

/** The county of a code of county level or below. */
export const countyOf = (code: string): string => code.slice(0, 6);

/** The prefecture of a code of prefecture level or below. */
export const prefectureOf = (code: string): string => `${code.slice(0, 4)}00`;

/** The province of any code. */
export const provinceOf = (code: string): string => `${code.slice(0, 2)}0000`;
