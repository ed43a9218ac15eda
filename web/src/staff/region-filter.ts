import { regionLevel } from '#shared/kernel/region-code.ts';
import { make } from '../dom.ts';
import { childrenOf } from '../regions.ts';
import { say } from '../say.ts';

const LABELS: Readonly<Record<string, () => string>> = {
  province: () => say('市', 'City'),
  prefecture: () => say('县(市、区)', 'County'),
  county: () => say('乡镇(街道)', 'Township'),
  township: () => say('村(社区)', 'Village'),
};

/** A level below a region, and the one below that once something is chosen; two of them, so that it stays small. */
export const regionFilter = (mine: string, chosen: (region: string) => void): HTMLElement => {
  const box = make('div', { class: 'filter' });
  let round = 0;

  const offer = async (parent: string, depth: number): Promise<void> => {
    const own = round;
    const label = LABELS[regionLevel(parent) ?? ''];
    const items = label === undefined ? [] : ((await childrenOf(parent)) ?? []);
    // A list that comes after something else was chosen is of another region.
    if (label === undefined || items.length === 0 || own !== round) return;
    const id = `filter-${depth}`;
    const select = make(
      'select',
      { id, lang: 'zh-CN' },
      make('option', { value: '' }, say('全部', 'All')),
      ...items.map(({ code, name }) => make('option', { value: code }, name)),
    );
    select.addEventListener('change', () => {
      round += 1;
      while (box.children.length > depth + 1) box.lastElementChild?.remove();
      chosen(select.value === '' ? parent : select.value);
      if (select.value !== '' && depth < 2) void offer(select.value, depth + 1);
    });
    box.append(make('div', { class: 'field' }, make('label', { for: id }, label()), select));
  };
  void offer(mine, 0);
  return box;
};
