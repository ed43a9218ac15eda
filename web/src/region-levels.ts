import { make } from './dom.ts';
import { chainTo, childrenOf, PROVINCE, type Region } from './regions.ts';

/** The levels one after the other: each select offers what lies below the one before it. */
export type RegionLevels = {
  /** The region down to which the selects are set; `undefined` while none is. */
  readonly chosen: () => Region | undefined;
  readonly set: (code: string) => Promise<void>;
};

const optionsIn = (select: HTMLSelectElement, items: readonly Region[]): void => {
  select.length = 1;
  select.append(...items.map((item) => make('option', { value: item.code }, item.name)));
  select.disabled = items.length === 0;
};

export const regionLevels = (selects: readonly HTMLSelectElement[], changed: () => void): RegionLevels => {
  const regions = new Map<string, Region>();

  let round = 0;

  /** Offers what lies below a region. `false`: something else was chosen while the list was on its way, and holds. */
  const offer = async (index: number, parent: string): Promise<boolean> => {
    round += 1;
    const own = round;
    for (const select of selects.slice(index)) {
      select.disabled = true;
      select.length = 1;
    }
    const select = selects[index];
    if (select === undefined || parent === '') return true;
    const items = (await childrenOf(parent)) ?? [];
    if (own !== round) return false;
    for (const item of items) regions.set(item.code, item);
    optionsIn(select, items);
    return true;
  };
  let cities = offer(0, PROVINCE);

  for (const [index, select] of selects.entries()) {
    // A first list that did not arrive is asked for again when somebody wants it.
    select.addEventListener('change', () => {
      // What lay below the region before is gone before anybody looks: no county of one city is taken for another's.
      void offer(index + 1, select.value);
      changed();
    });
  }
  addEventListener('online', () => {
    if (selects[0]?.disabled === true) cities = offer(0, PROVINCE);
  });

  return {
    chosen: () => selects.flatMap(({ value }) => regions.get(value) ?? []).pop(),
    set: async (code) => {
      await cities;
      for (const [index, part] of chainTo(code).slice(0, selects.length).entries()) {
        const select = selects[index];
        if (select !== undefined) select.value = part;
        if (!(await offer(index + 1, part))) return;
      }
    },
  };
};
