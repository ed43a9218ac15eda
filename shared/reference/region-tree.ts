/**
 * The whole tree with 1,387 townships and 25,547 villages. It weighs 0.6 MB: only for functions that must know them;
 * the rest take regions.ts. The JSON is made by scripts/regions.ts.
 */
import townships from './data/townships.json' with { type: 'json' };
import { abolishedCounties, type Region, regions } from './regions.ts';

/** `villages`: last three digits and name of each, `051清波门社区,052劳动路社区`; unpacked only where it is asked for. */
type Township = { readonly name: string; readonly villages: string };

const townshipOf: Readonly<Record<string, Township | undefined>> = townships;
const upper: ReadonlyMap<string, Region> = new Map([...regions, ...abolishedCounties].map((one) => [one.code, one]));

const lazy = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const townshipRegion = (code: string, { name }: Township): Region => ({
  code,
  name,
  level: 'township',
  parent: code.slice(0, 6),
});

const villageRegions = (code: string, { villages }: Township): Region[] =>
  villages.split(',').map((packed) => ({
    code: code + packed.slice(0, 3),
    name: packed.slice(3),
    level: 'village' as const,
    parent: code,
  }));

const townshipsByCounty = lazy(() => {
  const all = Object.entries(townshipOf).flatMap(([code, township]) =>
    township === undefined ? [] : [townshipRegion(code, township)],
  );
  return Map.groupBy(all, ({ parent }) => parent);
});

const villageOf = (code: string): Region | undefined => {
  const township = townshipOf[code.slice(0, 9)];
  return township && villageRegions(code.slice(0, 9), township).find((village) => village.code === code);
};

/** The region of a code; abolished counties too, with `until` and `successor`. */
export const regionOf = (code: string): Region | undefined => {
  if (/^\d{12}$/.test(code)) return villageOf(code);
  if (!/^\d{9}$/.test(code)) return upper.get(code);
  const township = townshipOf[code];
  return township && townshipRegion(code, township);
};

const upperByParent = lazy(() => Map.groupBy(regions, ({ parent }) => parent));

/** The regions in force right below one, in the order of their codes; none for a village or an unknown code. */
export const childrenOf = (parent: string): readonly Region[] => {
  if (/^\d{9}$/.test(parent)) {
    const township = townshipOf[parent];
    return township === undefined ? [] : villageRegions(parent, township);
  }
  return upperByParent().get(parent) ?? townshipsByCounty().get(parent) ?? [];
};

/** Whether the code is that of a region in force. */
export const regionExists = (code: string): boolean => {
  if (!/^\d{12}$/.test(code)) {
    const region = regionOf(code);
    return region !== undefined && region.until === undefined;
  }
  const villages = townshipOf[code.slice(0, 9)]?.villages ?? '';
  return `,${villages}`.includes(`,${code.slice(9)}`);
};

/** The regions above one, the province first; none for the province itself or an unknown code. */
export const ancestorsOf = (code: string): readonly Region[] => {
  const parent = regionOf(code)?.parent;
  const above = parent === undefined ? undefined : regionOf(parent);
  return above === undefined ? [] : [...ancestorsOf(above.code), above];
};

/** A region with all above it, as it is written: 浙江省杭州市上城区清波街道. */
export const fullNameOf = (code: string): string =>
  [...ancestorsOf(code), regionOf(code)].map((region) => region?.name ?? code).join('');

/** Every region, the wide ones first, abolished counties after those in force; within a level by code. */
export const allRegions = lazy((): readonly Region[] => {
  const all = [...townshipsByCounty().values()].flat();
  const villages = all.flatMap(({ code }) => childrenOf(code));
  return [...regions, ...abolishedCounties, ...all, ...villages];
});
