import type { PersonIdentity, SourceEntry } from '#shared/domain/registry/types.ts';
import { birthDay } from '#shared/kernel/id-number.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import type { Day } from '#shared/kernel/time.ts';
import { prefectureCodes } from '#shared/reference/regions.ts';
import { createEntries, householdListing } from './entries.ts';
import { family, type Kin, type Kinship } from './families.ts';
import { createIdentities, phoneNumber } from './identity.ts';
import { givenName, surname } from './names.ts';
import { createPlaces } from './places.ts';
import { createRandom, type Random } from './random.ts';

export type SeedPerson = PersonIdentity & {
  readonly personId: string;
  readonly birthYear: number;
  readonly regionCode: string;
  readonly kinship: Kinship;
  readonly layer: SourceEntry['layer'];
  readonly entries: readonly SourceEntry[];
};
/** People who live and spend together; the first member is the head. */
export type SeedHousehold = {
  readonly householdId: string;
  readonly regionCode: string;
  readonly members: readonly SeedPerson[];
};
export type SeedOptions = { readonly count: number; readonly seed: number; readonly asOf: Day };

/** The article's province: 817,600 registered and 1,501,800 suspected people. */
const ARTICLE = { registered: 817_600, suspected: 1_501_800 } as const;
/** The demo county and what it needs of each layer; seeds smaller than this have no such promise. */
const DEMO = { county: '330102', registered: 4, people: 12, fromCount: 200 } as const;

/** How many of `count` people are registered, to the nearest person. */
export const registeredOf = (count: number): number =>
  Math.round((count * ARTICLE.registered) / (ARTICLE.registered + ARTICLE.suspected));

type Left = Record<SourceEntry['layer'], number>;
type Plan = { readonly layer: SourceEntry['layer']; readonly regionCode: string };

/** Where the next household lives and its layer: first what every seed promises, then by chance. */
const createPlanner = (random: Random, count: number) => {
  const places = createPlaces();
  const owed = count < DEMO.fromCount ? [] : [...prefectureCodes];
  const demo =
    count < DEMO.fromCount
      ? { registered: 0, suspected: 0 }
      : { registered: DEMO.registered, suspected: DEMO.people - DEMO.registered };
  const byChance = (left: Left) =>
    random.chance(left.registered / (left.registered + left.suspected)) ? 'registered' : 'suspected';
  return {
    next: (left: Left): Plan => {
      if (demo.registered > 0) return { layer: 'registered', regionCode: places.within(random, DEMO.county) };
      if (demo.suspected > 0) return { layer: 'suspected', regionCode: places.within(random, DEMO.county) };
      const prefecture = owed.pop();
      const regionCode = prefecture === undefined ? places.anywhere(random) : places.within(random, prefecture);
      return { layer: byChance(left), regionCode };
    },
    done: ({ layer, regionCode }: Plan, people: number): void => {
      if (countyOf(regionCode) === DEMO.county) demo[layer] -= people;
    },
  };
};

/** Surnames of a household: the head's is the line's, a spouse and a mother bring their own. */
const namesOf = (random: Random, members: readonly Kin[]) => {
  const line = surname(random);
  const father = members.find(({ kinship, sex }) => kinship === 'spouse' && sex === 'male');
  const fathers = father === undefined ? line : surname(random);
  return (member: Kin, birthYear: number): string => {
    const given = givenName(random, member.sex, birthYear);
    if (member.kinship === 'head' || (member.kinship === 'parent' && member.sex === 'male')) return line + given;
    if (member === father || member.kinship === 'child') return fathers + given;
    return surname(random) + given;
  };
};

const hasPhone = (random: Random, { age }: Kin): boolean => age >= 14 && random.chance(age > 70 ? 0.5 : 0.85);

const createHouseholds = (random: Random, asOf: Day) => {
  const identity = createIdentities(random, asOf);
  const entriesOf = createEntries(random, asOf);
  return ({ layer, regionCode }: Plan, most: number): SeedHousehold => {
    const kin = family(random, most);
    const listing = householdListing(random, { layer, asOf }, kin);
    const nameOf = namesOf(random, kin);
    const members = kin.map((member): SeedPerson => {
      const { idNumber, birthYear } = identity(countyOf(regionCode), member.sex, member.age);
      return {
        personId: random.id(),
        idNumber,
        name: nameOf(member, birthYear),
        ...(hasPhone(random, member) ? { phone: phoneNumber(random) } : {}),
        birthYear,
        regionCode,
        kinship: member.kinship,
        layer,
        entries: entriesOf(listing, member, birthDay(idNumber)),
      };
    });
    return { householdId: random.id(), regionCode, members };
  };
};

/**
 * A synthetic province, household by household: exactly `count` people in the article's proportions, in villages that
 * exist, every entry in force on `asOf`. The same options give the same people. Nobody here exists.
 */
export function* seedPeople({ count, seed, asOf }: SeedOptions): Generator<SeedHousehold> {
  const random = createRandom(seed);
  const planner = createPlanner(random, count);
  const household = createHouseholds(random, asOf);
  const left: Left = { registered: registeredOf(count), suspected: count - registeredOf(count) };
  while (left.registered + left.suspected > 0) {
    const plan = planner.next(left);
    const next = household(plan, left[plan.layer]);
    left[plan.layer] -= next.members.length;
    planner.done(plan, next.members.length);
    yield next;
  }
}

export const seedCsvHeader = 'idNumber,name,regionCode,layer\n';

/** One line of the list of seeded people; no field of theirs needs quotes. */
export const seedCsvRow = ({ idNumber, name, regionCode, layer }: SeedPerson): string =>
  `${idNumber},${name},${regionCode},${layer}\n`;

/** The list of seeded people, line by line. */
export function* seedCsv(people: Iterable<SeedPerson>): Generator<string> {
  yield seedCsvHeader;
  for (const person of people) yield seedCsvRow(person);
}
