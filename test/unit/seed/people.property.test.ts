import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registeredOf, type SeedHousehold, seedPeople } from '#scripts/seed/people.ts';
import { ageOn, birthDay, canonicalIdNumber } from '#shared/kernel/id-number.ts';
import { regionExists } from '#shared/reference/region-tree.ts';

const asOf = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const options = fc.record({ count: fc.integer({ min: 0, max: 600 }), seed: fc.integer(), asOf });
const RUNS = { numRuns: 30 };

const expectPlausible = ({ members, regionCode, householdId }: SeedHousehold, day: string) => {
  const ages = members.map(({ idNumber }) => ageOn(idNumber, day));
  expect(householdId).toMatch(/^[\w-]{22}$/);
  expect(regionExists(regionCode) && regionCode.length === 12).toBe(true);
  expect(members.map(({ kinship }) => kinship).filter((kinship) => kinship === 'head')).toHaveLength(1);
  expect(members[0]?.kinship).toBe('head');
  expect(new Set(members.map(({ layer }) => layer)).size).toBe(1);
  const adults = members.flatMap(({ kinship }, at) =>
    kinship === 'head' || kinship === 'spouse' ? [ages[at] ?? 0] : [],
  );
  members.forEach(({ kinship }, at) => {
    const age = ages[at] ?? -1;
    expect(age).toBeGreaterThanOrEqual(kinship === 'child' ? 0 : 23);
    expect(age).toBeLessThanOrEqual(105);
    if (kinship === 'child') expect(adults.every((adult) => adult - age >= 20 && adult - age <= 45)).toBe(true);
    if (kinship === 'parent') expect(age - (ages[0] ?? 0)).toBeGreaterThanOrEqual(20);
  });
};

describe('whatever the seed', () => {
  it('gives exactly as many people as asked for, in the proportions of the article', () => {
    fc.assert(
      fc.property(options, (given) => {
        const all = [...seedPeople(given)].flatMap(({ members }) => members);
        expect(all).toHaveLength(given.count);
        expect(all.filter(({ layer }) => layer === 'registered')).toHaveLength(registeredOf(given.count));
      }),
      RUNS,
    );
  });

  it('gives households of one head and believable ages, in a village that exists', () => {
    fc.assert(
      fc.property(options, (given) => {
        for (const household of seedPeople(given)) expectPlausible(household, given.asOf);
      }),
      RUNS,
    );
  });

  it('gives valid identity numbers, ids and phones', () => {
    fc.assert(
      fc.property(options, (given) => {
        for (const person of [...seedPeople(given)].flatMap(({ members }) => members)) {
          expect(canonicalIdNumber(person.idNumber)).toEqual({ ok: true, value: person.idNumber });
          expect(birthDay(person.idNumber).slice(0, 4)).toBe(String(person.birthYear));
          expect(birthDay(person.idNumber) <= given.asOf).toBe(true);
          expect(person.personId).toMatch(/^[\w-]{22}$/);
          expect(person.phone ?? '13000000000').toMatch(/^1[3-9]\d0000\d{4}$/);
        }
      }),
      RUNS,
    );
  });

  it('gives every person an entry of the own layer, all in force on the day and none from before the birth', () => {
    fc.assert(
      fc.property(options, (given) => {
        for (const { entries, layer, idNumber } of [...seedPeople(given)].flatMap(({ members }) => members)) {
          expect(entries[0]?.layer).toBe(layer);
          expect(entries.some((entry) => entry.layer === 'registered')).toBe(layer === 'registered');
          expect(
            entries.every(({ from, until }) => from <= given.asOf && (until === undefined || until > given.asOf)),
          ).toBe(true);
          expect(entries.every(({ from }) => from >= birthDay(idNumber))).toBe(true);
        }
      }),
      RUNS,
    );
  });
});
