import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { registeredOf, type SeedOptions, seedCsv, seedPeople } from '#scripts/seed/people.ts';
import { ageOn } from '#shared/kernel/id-number.ts';
import { prefectureCodes } from '#shared/reference/regions.ts';

const AS_OF = '2026-11-24';
const people = (options: Partial<SeedOptions> = {}) =>
  [...seedPeople({ count: 2_000, seed: 1, asOf: AS_OF, ...options })].flatMap(({ members }) => members);
const digest = (options: Partial<SeedOptions> = {}) => {
  const hash = createHash('sha256');
  for (const household of seedPeople({ count: 2_000, seed: 1, asOf: AS_OF, ...options }))
    hash.update(JSON.stringify(household));
  return hash.digest('hex');
};

describe('two thousand seeded people', () => {
  const all = people();

  it('stand in the proportions of the article', () => {
    expect(all).toHaveLength(2_000);
    expect(all.filter(({ layer }) => layer === 'registered')).toHaveLength(705);
    expect(registeredOf(2_319_400)).toBe(817_600);
  });

  it('are the same for the same seed, byte for byte, and others for another', () => {
    expect(digest()).toBe(digest());
    expect(digest({ seed: 2 })).not.toBe(digest());
    expect(digest({ asOf: '2026-11-25' })).not.toBe(digest());
  });

  it('live in every prefecture, and the demo county has enough of both layers', () => {
    const inDemo = all.filter(({ regionCode }) => regionCode.startsWith('330102'));
    expect(
      prefectureCodes.filter((code) => !all.some(({ regionCode }) => regionCode.startsWith(code.slice(0, 4)))),
    ).toEqual([]);
    expect(inDemo.length).toBeGreaterThanOrEqual(12);
    expect(inDemo.filter(({ layer }) => layer === 'registered').length).toBeGreaterThanOrEqual(4);
  });

  it('interleave the counties, so that a load heats no single one', () => {
    const counties = new Set(all.slice(100, 300).map(({ regionCode }) => regionCode.slice(0, 6)));
    expect(counties.size).toBeGreaterThan(30);
  });

  it('are on the lists that the article names, most of the registered on the subsistence allowance', () => {
    const categories = Object.groupBy(
      all.flatMap(({ entries }) => entries),
      ({ category }) => category,
    );
    const sources = new Set(all.flatMap(({ entries }) => entries.map(({ source }) => source)));
    const registered = all.flatMap(({ entries }) => entries).filter(({ layer }) => layer === 'registered').length;
    expect((categories['subsistence-allowance'] ?? []).length).toBeGreaterThan(registered / 2);
    expect([...sources].sort()).toEqual([
      'assistance-system',
      'disabled-persons-federation',
      'discovery',
      'education',
      'housing',
      'recent-exit',
      'refused-application',
      'trade-union',
    ]);
  });

  it('give a file with a header and one plain line a person', () => {
    const lines = [...seedCsv(all)].join('').trimEnd().split('\n');
    expect(lines[0]).toBe('idNumber,name,regionCode,layer');
    expect(lines).toHaveLength(2_001);
    expect(lines.slice(1).every((line) => /^\d{17}[\dX],[^,"\s]+,\d{12},(registered|suspected)$/.test(line))).toBe(
      true,
    );
  });

  it('are of all ages', () => {
    const ages = all.map(({ idNumber }) => ageOn(idNumber, AS_OF));
    expect(ages.filter((age) => age < 18).length).toBeGreaterThan(100);
    expect(ages.filter((age) => age >= 60).length).toBeGreaterThan(300);
  });
});

describe('a hundred thousand seeded people', () => {
  it('have identity numbers, ids and source keys of which none comes twice, in every county', () => {
    const all = people({ count: 100_000 });
    const keys = all.flatMap(({ entries }) => entries.map(({ sourceKey }) => sourceKey));
    expect(new Set(all.map(({ idNumber }) => idNumber)).size).toBe(100_000);
    expect(new Set(all.map(({ personId }) => personId)).size).toBe(100_000);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(all.map(({ regionCode }) => regionCode.slice(0, 6))).size).toBe(90);
  });
});
