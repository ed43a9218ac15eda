import { childrenOf } from '#shared/reference/region-tree.ts';
import { counties, prefectures } from '#shared/reference/regions.ts';
import { byWeight, type Random } from './random.ts';

const villagesOfCounty = (county: string): string[] =>
  childrenOf(county).flatMap(({ code }) => childrenOf(code).map((village) => village.code));

const villagesOfPrefecture = (prefecture: string): string[] =>
  counties.filter(({ parent }) => parent === prefecture).flatMap(({ code }) => villagesOfCounty(code));

export type Places = {
  /** A village anywhere: prefecture by its residents, then any of its villages, so that a county counts by its villages. */
  readonly anywhere: (random: Random) => string;
  /** A village in a prefecture or county. */
  readonly within: (random: Random, region: string) => string;
};

/** The villages of the province, ready to draw from. */
export const createPlaces = (): Places => {
  const villages = new Map(prefectures.map(({ code }) => [code, villagesOfPrefecture(code)]));
  const drawPrefecture = byWeight(prefectures.map(({ code, residents }): [string, number] => [code, residents]));
  const within = (random: Random, region: string): string =>
    random.pick(villages.get(region) ?? villagesOfCounty(region));
  return { within, anywhere: (random) => within(random, drawPrefecture(random)) };
};
