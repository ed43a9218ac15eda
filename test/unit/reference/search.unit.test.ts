import { describe, expect, it } from 'vitest';
import { regionsBelow } from '#shared/domain/reference/list.ts';
import { searchRegions } from '#shared/domain/reference/search.ts';

const search = (text: string, within?: string) => {
  const found = searchRegions(text, within);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
};
const first = (text: string, within?: string) => search(text, within)[0]?.name;

describe('searching regions', () => {
  it.each([
    ['上城区', '上城区'],
    ['上城', '上城区'],
    ['shangchengqu', '上城区'],
    ['shangcheng', '上城区'],
    ['Shang Cheng', '上城区'],
    ['scq', '上城区'],
    ['shcq', '上城区'],
    ['hangz', '杭州市'],
    ['hz', '杭州市'],
    ['lishui', '丽水市'],
    ['yueqing', '乐清市'],
    ['qingbomen', '清波门社区'],
    ['qbm', '清波门社区'],
    ['ｈａｎｇｚｈｏｕ', '杭州市'],
    ['lüchengshequ', '绿城社区'],
    ['艾溪（西湖）社区', '艾溪（西湖）社区'],
    ['艾溪(西湖)', '艾溪（西湖）社区'],
  ])('%s finds %s first', (text, name) => expect(first(text)).toBe(name));

  it('puts the wide regions first among equals', () => {
    expect(
      search('西湖')
        .map(({ level }) => level)
        .slice(0, 2),
    ).toEqual(['county', 'township']);
  });

  it('gives twenty at the most', () => expect(search('a').length).toBeLessThanOrEqual(20));

  it('stays within a region, by its level and not by its zeros', () => {
    const found = search('xihu', '330100');
    expect(found.length).toBeGreaterThan(1);
    expect(found.every(({ code }) => code.startsWith('3301'))).toBe(true);
    expect(search('qbm', '330102001')).toHaveLength(1);
    expect(search('qbm', '330106')).toEqual([]);
  });

  it('finds an abolished county with its successor, and takes one as the place to look in', () => {
    expect(search('下城区')[0]).toMatchObject({ code: '330103', until: '2021', successor: '330105' });
    expect(search('gongshu', '330103')[0]?.code).toBe('330105');
  });

  it('tells the way down to each', () => {
    expect(search('qbm')[0]?.path.map(({ code }) => code)).toEqual(['330000', '330100', '330102', '330102001']);
  });

  it.each(["'", ' ', 'zzzz', '不存在的地方', '100%', '\\', '.*', '('])('takes %j as it stands', (text) =>
    expect(
      search(text)
        .map(({ name }) => name)
        .filter((name) => !name.normalize('NFKC').includes(text)),
    ).toEqual([]),
  );

  it('stays quick for a text made to be slow', () => {
    const started = performance.now();
    search('s'.repeat(50));
    search('shsh'.repeat(12));
    search('an'.repeat(25));
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('refuses to look within a region that does not exist', () =>
    expect(searchRegions('上城', '330199')).toEqual({ ok: false, error: { code: 'region-unknown' } }));
});

describe('the regions below one', () => {
  it('lists those in force and after them the abolished ones', () => {
    const below = regionsBelow('330100');
    const codes = below.ok ? below.value.map(({ code, until }) => [code, until ?? '']) : [];
    expect(codes.filter(([, until]) => until === '')).toHaveLength(13);
    expect(codes.slice(13).map(([code]) => code)).toEqual(['330103', '330104', '330181', '330183', '330184', '330185']);
  });

  it('takes an abolished parent for its successor', () =>
    expect(regionsBelow('330103')).toEqual(regionsBelow('330105')));
  it('has nothing below a village', () => expect(regionsBelow('330102001051')).toEqual({ ok: true, value: [] }));
  it('refuses an unknown parent', () => expect(regionsBelow('339999').ok).toBe(false));
});
