import type { CountyFigures } from '#shared/domain/self-check/types.ts';
import { inTextOrder } from '#shared/kernel/order.ts';
import { countyOf, prefectureOf } from '#shared/kernel/region-code.ts';
import type { Day } from '#shared/kernel/time.ts';
import { isCounty, successorOf } from '#shared/reference/regions.ts';
import { zhejiang2024, zhejiang2025 } from './packs/zhejiang.ts';
import { policySchema } from './schema.ts';
import type { Policy } from './types.ts';

/** A pack as it stands in a file: when it begins, and its content, which is checked when it is first needed. */
export type Pack = { readonly from: Day; readonly content: () => unknown };

/**
 * The policy in force on a day, out of dated packs. Each pack is checked once, when a day first needs it; a pack that does
 * not hold is a fault, and so is a day before the first pack: nothing may be decided without a policy.
 */
export const policiesOf = (packs: readonly Pack[]): ((day: Day) => Policy) => {
  const newestFirst = packs.toSorted((one, other) => inTextOrder(other.from, one.from));
  const checked = new Map<Pack, Policy>();
  return (day) => {
    const pack = newestFirst.find(({ from }) => from <= day);
    if (pack === undefined) throw new Error(`no policy is in force on ${day}`);
    const policy = checked.get(pack) ?? policySchema.parse(pack.content());
    checked.set(pack, policy);
    return policy;
  };
};

/** Zhejiang's policy in force on a Shanghai day. */
export const policyFor: (day: Day) => Policy = policiesOf([zhejiang2024, zhejiang2025]);

/**
 * A county's figures, for its own code, one below it, or an abolished one that it took over; `undefined` where no county
 * has the code.
 */
export const countyFigures = ({ figures }: Policy, code: string): CountyFigures | undefined => {
  const regionCode = successorOf(countyOf(code));
  if (!isCounty(regionCode)) return undefined;
  return {
    ...figures.province,
    ...figures.regions[prefectureOf(regionCode)],
    ...figures.regions[regionCode],
    regionCode,
  };
};
