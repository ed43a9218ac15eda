import { regionPrefix } from '#shared/kernel/region-code.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/kernel/result.ts';
import { syllablesOf } from '#shared/reference/pinyin.ts';
import { allRegions, regionOf } from '#shared/reference/region-tree.ts';
import { type Region, successorOf } from '#shared/reference/regions.ts';
import { placed } from './list.ts';
import type { PlacedRegion } from './types.ts';

/** How well a region fits, best first. */
const ranks = ['exact', 'exact-pinyin', 'exact-initials', 'beginning', 'inside'] as const;
type Rank = (typeof ranks)[number];

const LIMIT = 20;
const KIND = /(?:自治县|居委会|村委会|社区|街道|[省市区县镇乡村])+$/;

/** 上城区 is looked for as 上城 too. */
const bareLength = (name: string): number => name.replace(KIND, '').length || name.length;

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ü', 'v')
    .replace(/[\s'’]/g, '');

/** Whether the query spells the syllables from `at` on, each in full or by its initial: `shangchengqu`, `scq`, `shangcq`. */
const spells = (query: string, syllables: readonly string[], at: number): boolean => {
  const syllable = syllables[at];
  if (query === '') return true;
  if (syllable === undefined) return false;
  if (syllable.startsWith(query)) return true;
  const on = (length: number) =>
    query.startsWith(syllable.slice(0, length)) && spells(query.slice(length), syllables, at + 1);
  return (syllable.length > 1 && on(syllable.length)) || (/^[zcs]h/.test(syllable) && on(2)) || on(1);
};

const initialsOf = (syllables: readonly string[]): string => syllables.map((syllable) => syllable.charAt(0)).join('');

/** `name` is folded as the query is, or a name with brackets would not be found by itself. */
type Entry = {
  readonly region: Region;
  readonly name: string;
  readonly syllables: readonly string[];
  readonly initials: string;
};
let made: readonly Entry[] | undefined;

/** Made at the first search, not at the start of the function. */
const entries = (): readonly Entry[] => {
  made ??= allRegions().map((region) => {
    const syllables = syllablesOf(region.name);
    return { region, name: fold(region.name), syllables, initials: initialsOf(syllables) };
  });
  return made;
};

const rankByPinyin = (query: string, { name, syllables, initials }: Entry): Rank | undefined => {
  if (!initials.includes(query.charAt(0))) return undefined;
  const first = syllables.findIndex((_, at) => spells(query, syllables, at));
  if (first < 0) return undefined;
  const wholes = [syllables, syllables.slice(0, bareLength(name))];
  if (wholes.some((whole) => whole.join('') === query)) return 'exact-pinyin';
  if (query.length > 1 && wholes.some((whole) => initialsOf(whole) === query)) return 'exact-initials';
  return first === 0 ? 'beginning' : 'inside';
};

const rankByName = (query: string, { name }: Entry): Rank | undefined => {
  const at = name.indexOf(query);
  if (at < 0) return undefined;
  if (at > 0) return 'inside';
  return query.length === name.length || query.length === bareLength(name) ? 'exact' : 'beginning';
};

const best = (query: string, prefix: string): readonly Region[] => {
  const rankOf = /^[a-z]+$/.test(query) ? rankByPinyin : rankByName;
  const found = new Map<Rank, Region[]>(ranks.map((rank) => [rank, []]));
  for (const entry of entries()) {
    const rank = entry.region.code.startsWith(prefix) ? rankOf(query, entry) : undefined;
    const peers = rank && found.get(rank);
    if (peers && peers.length < LIMIT) peers.push(entry.region);
  }
  return [...found.values()].flat().slice(0, LIMIT);
};

/**
 * The 20 regions of all levels whose names fit best, in Chinese characters, pinyin or initials, wide regions first among
 * equals. `within` a region: that one and what lies below it; an abolished code stands for its successor.
 */
export const searchRegions = (
  text: string,
  within = '330000',
): Result<readonly PlacedRegion[], Refusal<'region-unknown'>> => {
  const scope = successorOf(within);
  if (regionOf(scope) === undefined) return refuse('region-unknown');
  const query = fold(text);
  return ok(query === '' ? [] : best(query, regionPrefix(scope)).map(placed));
};
