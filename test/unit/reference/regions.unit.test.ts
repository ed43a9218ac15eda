import { describe, expect, it } from 'vitest';
import { syllablesOf } from '#shared/reference/pinyin.ts';
import { allRegions, ancestorsOf, childrenOf, regionExists, regionOf } from '#shared/reference/region-tree.ts';
import {
  abolishedCounties,
  counties,
  countyCodes,
  isCounty,
  nameOf,
  prefectures,
  queueOwners,
  successorOf,
} from '#shared/reference/regions.ts';

describe('the short list of regions', () => {
  it('has 11 prefectures with the residents of the census and 90 counties', () => {
    expect(prefectures).toHaveLength(11);
    expect(prefectures.reduce((sum, { residents }) => sum + residents, 0)).toBe(64_567_588);
    expect(new Set(countyCodes).size).toBe(90);
    expect(counties.every(({ code, parent }) => parent === `${code.slice(0, 4)}00`)).toBe(true);
  });

  it('names the owners of the twelve queues, the province first', () => {
    expect(queueOwners).toHaveLength(12);
    expect(queueOwners[0]).toBe('330000');
    expect(queueOwners.map(nameOf)).not.toContain(undefined);
  });

  it('maps an abolished county to one in force and leaves every other code as it is', () => {
    for (const { code } of abolishedCounties) {
      expect(isCounty(code)).toBe(false);
      expect(isCounty(successorOf(code))).toBe(true);
      expect(nameOf(code)).toBeDefined();
    }
    expect(successorOf('330102')).toBe('330102');
    expect(successorOf('330102001051')).toBe('330102001051');
  });

  it('says since when a county has its code, but not of one that was there before the merger', () => {
    expect(regionOf('330113')?.from).toBe('2021');
    expect(regionOf('330212')?.from).toBe('2002');
    expect(regionOf('330105')?.from).toBeUndefined();
  });
});

describe('the tree of regions', () => {
  it('holds every region of the list once, each with a parent that exists', () => {
    const all = allRegions();
    const inForce = all.filter(({ until }) => until === undefined);
    expect(inForce).toHaveLength(1 + 11 + 90 + 1_387 + 25_547);
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    expect(inForce.filter(({ code }) => !regionExists(code))).toEqual([]);
    expect(all.filter(({ parent }) => parent !== undefined && !regionExists(parent))).toEqual([]);
    expect(all.filter(({ name }) => name === '')).toEqual([]);
  });

  it('has no region with more children than a page of a list may hold', () => {
    const parents = allRegions().filter(({ level }) => level !== 'village');
    expect(Math.max(...parents.map(({ code }) => childrenOf(code).length))).toBeLessThanOrEqual(200);
    expect(parents.filter(({ code, until }) => until === undefined && childrenOf(code).length === 0)).toEqual([]);
  });

  it('finds a village with all that lies above it', () => {
    expect(regionOf('330102001051')).toEqual({
      code: '330102001051',
      name: '清波门社区',
      level: 'village',
      parent: '330102001',
    });
    expect(ancestorsOf('330102001051').map(({ name }) => name)).toEqual(['浙江省', '杭州市', '上城区', '清波街道']);
  });

  it.each([
    '',
    '33',
    '330199',
    '330102999',
    '330102001999',
    '999999999999',
    'constructor',
    '__proto__',
    '33010２',
    '051',
  ])('knows no region %j', (code) => {
    expect(regionOf(code)).toBeUndefined();
    expect(regionExists(code)).toBe(false);
    expect(childrenOf(code)).toEqual([]);
    expect(ancestorsOf(code)).toEqual([]);
  });

  it('knows an abolished county, but not as one in force', () => {
    expect(regionOf('330103')).toMatchObject({ name: '下城区', until: '2021', successor: '330105' });
    expect(regionExists('330103')).toBe(false);
  });
});

describe('the readings of names', () => {
  it('has a syllable for every character of every name', () => {
    const unread = allRegions().filter(({ name }) =>
      syllablesOf(name).some((syllable) => /\p{Script=Han}/u.test(syllable)),
    );
    expect(unread.map(({ name }) => name)).toEqual([]);
    const uneven = allRegions().filter(({ name }) => syllablesOf(name).length !== [...name].length);
    expect(uneven).toEqual([]);
  });

  it.each([
    ['乐清市', 'yue qing shi'],
    ['丽水市', 'li shui shi'],
    ['长兴县', 'chang xing xian'],
    ['缙云县', 'jin yun xian'],
    ['鄞州区', 'yin zhou qu'],
    ['衢州市', 'qu zhou shi'],
  ])('reads %s as its people do', (name, reading) => expect(syllablesOf(name).join(' ')).toBe(reading));
});
