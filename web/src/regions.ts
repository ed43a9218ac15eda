import type { regionList } from '#shared/contracts/reference.ts';
import { countyOf, prefectureOf, provinceOf, regionLevel } from '#shared/kernel/region-code.ts';
import { ask } from './api.ts';

type RegionList = ReturnType<(typeof regionList)['parse']>;
export type Region = RegionList['items'][number];
export type Place = { readonly code: string; readonly inWords: string };

export const PROVINCE = '330000';

const list = async (query: string): Promise<readonly Region[] | undefined> => {
  const answer = await ask<RegionList>(`/regions?${query}`);
  return answer.kind === 'ok' ? answer.value.items : undefined;
};

const current = (region: Region): boolean => region.until === undefined;

/** What lies right below a region; `undefined` when it could not be read. */
export const childrenOf = async (parent: string): Promise<readonly Region[] | undefined> =>
  (await list(`parent=${parent}`))?.filter(current);

/** The regions whose name or pinyin fits, down from the county: a report needs one that a county looks after. */
export const search = async (text: string): Promise<readonly Region[] | undefined> =>
  (await list(`q=${encodeURIComponent(text)}`))?.filter(
    (region) => current(region) && region.level !== 'province' && region.level !== 'prefecture',
  );

export const placeFrom = (region: Region): Place => ({
  code: region.code,
  inWords: [...region.path.map(({ name }) => name), region.name].join(' '),
});

/** The region above a code; the province has none. */
const parentOf = (code: string): string | undefined => {
  switch (regionLevel(code)) {
    case 'village':
      return code.slice(0, 9);
    case 'township':
      return countyOf(code);
    case 'county':
      return prefectureOf(code);
    case 'prefecture':
      return provinceOf(code);
    default:
      return undefined;
  }
};

/** The codes from the prefecture down to this one. */
export const chainTo = (code: string): readonly string[] => {
  const above = parentOf(code);
  return above === undefined ? [] : [...chainTo(above), code];
};

/** A region by its code; `undefined` for one that does not exist. */
export const placeOf = async (code: string): Promise<Place | undefined> => {
  const parent = parentOf(code);
  const found = parent === undefined ? undefined : (await childrenOf(parent))?.find((region) => region.code === code);
  return found === undefined ? undefined : placeFrom(found);
};

const LOCAL: ReadonlySet<string | undefined> = new Set(['county', 'township', 'village']);
/** Whether a code is narrow enough for a report. */
export const isLocal = (code: string): boolean => LOCAL.has(regionLevel(code));
