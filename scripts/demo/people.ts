import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ageOn, idNumberCheckCharacter } from '#shared/kernel/id-number.ts';
import { addDays, type Day } from '#shared/kernel/time.ts';
import type { World } from './world.ts';

export type Person = {
  readonly idNumber: string;
  readonly name: string;
  readonly regionCode: string;
  readonly layer: string;
};

/** The seeded people, from the only place where their numbers stand. */
const seeded = ({ endpoints }: Pick<World, 'endpoints'>): readonly Person[] =>
  readFileSync(endpoints.seedPeople, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [idNumber = '', name = '', regionCode = '', layer = ''] = line.split(',');
      return { idNumber, name, regionCode, layer };
    });

const pick = <T>(all: readonly T[], what: string): T => {
  const one = all[randomInt(Math.max(1, all.length))];
  if (one === undefined) throw new Error(`the seed has no ${what}`);
  return one;
};

const drawNumber = (area: string): string => {
  const born = addDays('1950-01-01', randomInt(18_000)).replaceAll('-', '');
  const first = `${area}${born}${String(randomInt(1_000)).padStart(3, '0')}`;
  return first + idNumberCheckCharacter(first);
};

/** A well-formed number that nobody in the seed has. */
export const newNumber = (world: World, area: string): string => {
  const taken = new Set(seeded(world).map(({ idNumber }) => idNumber));
  let number = drawNumber(area);
  while (taken.has(number)) number = drawNumber(area);
  return number;
};

/** A family that nobody knows of yet; like everyone here, invented. */
export const newPerson = (world: World, county: string): { readonly name: string; readonly idNumber: string } => ({
  name: `${pick([...'陈王林周徐'], 'surname')}${pick([...'小阿家'], 'name')}${pick([...'满禾安宁舟'], 'name')}`,
  idNumber: newNumber(world, county),
});

/** Someone of the prefecture in a layer, of an age at which people earn. */
export const earner = (world: World, layer: string, today: Day): Person => {
  const area = (code: string): boolean => code.startsWith('3301');
  const wanted = seeded(world).filter(({ idNumber, regionCode, ...one }) => {
    const age = ageOn(idNumber, today);
    return one.layer === layer && area(regionCode) && age >= 27 && age < 50;
  });
  return pick(wanted, `${layer} person of that age in the prefecture`);
};

/** A day of the last ten months. */
export const recentDay = (today: Day): Day => addDays(today, -1 - randomInt(300));
