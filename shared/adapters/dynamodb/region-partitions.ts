import { countyOf, covers, regionLevel, regionPrefix } from '#shared/kernel/region-code.ts';
import { countyCodes, prefectureCodes } from '#shared/reference/regions.ts';

/** The counties that a region covers, or the one in which it lies. */
export const countiesOf = (regionCode: string): readonly string[] => {
  const level = regionLevel(regionCode);
  if (level === 'province' || level === 'prefecture') {
    return countyCodes.filter((code) => code.startsWith(regionPrefix(regionCode)));
  }
  return [countyOf(regionCode)];
};

/** What a row's region must begin with, where the query is for a part of a county. */
export const partOfCounty = (regionCode: string): string | undefined => {
  const level = regionLevel(regionCode);
  return level === 'township' || level === 'village' ? regionCode : undefined;
};

/** Partitions of a region's cases: its counties', and a prefecture's own, to which counties return what is not theirs. */
export const caseworkPartitions = (regionCode: string): readonly string[] => {
  const counties = countiesOf(regionCode);
  const above = prefectureCodes.filter((code) => covers(regionCode, code));
  return [...above, ...counties];
};
