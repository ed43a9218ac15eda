import { countyOf, prefectureOf, provinceOf, regionLevel } from '#shared/kernel/region-code.ts';
import { childrenOf, type Region } from '../regions.ts';

const lists = new Map<string, Promise<readonly Region[] | undefined>>();
const below = (parent: string): Promise<readonly Region[] | undefined> => {
  const known = lists.get(parent) ?? childrenOf(parent);
  lists.set(parent, known);
  return known;
};

const parentOf = (code: string): string => {
  switch (regionLevel(code)) {
    case 'village':
      return code.slice(0, 9);
    case 'township':
      return countyOf(code);
    case 'county':
      return prefectureOf(code);
    default:
      return provinceOf(code);
  }
};

/** Names of a place from the county down: 上城区 清波街道. The code itself while the names cannot be read. */
export const regionName = async (code: string): Promise<string> => {
  if (regionLevel(code) === 'province') return '浙江省';
  const region = (await below(parentOf(code)))?.find((one) => one.code === code);
  if (region === undefined) {
    lists.delete(parentOf(code));
    return code;
  }
  const above = region.path.slice(2).map(({ name }) => name);
  return [...above, region.name].join(' ');
};
