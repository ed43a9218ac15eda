import type { Risk } from '#shared/domain/registry/types.ts';
import { ageOn, birthDay } from '#shared/kernel/id-number.ts';
import { addDays, type Day } from '#shared/kernel/time.ts';
import type { SeedHousehold, SeedPerson } from './people.ts';
import { createRandom, type Random } from './random.ts';

/** A risk of a member, by the member's place in the household. */
export type SeedRisk = { readonly member: SeedPerson; readonly risk: Risk };

type Kind = {
  readonly kind: Risk['kind'];
  readonly source: Risk['source'];
  readonly reportedBy: string;
  /** How many of a hundred of those whom it fits. */
  readonly percent: number;
  readonly fits: (age: number, household: SeedHousehold, member: SeedPerson) => boolean;
  readonly fen?: readonly [low: number, high: number];
};

const anybody = (): boolean => true;
const works = (age: number): boolean => age >= 18 && age < 60;
const onDisabledList = (_: number, __: SeedHousehold, { entries }: SeedPerson): boolean =>
  entries.some(({ category }) => category === 'hardship-disabled');

/** Each kind by itself, and of whom: illness is most of it, as in the field. */
const KINDS: readonly Kind[] = [
  {
    kind: 'medical-spending',
    source: 'medical-insurance',
    reportedBy: 'medical-insurance',
    percent: 9,
    fits: anybody,
    fen: [1_200_000, 18_000_000],
  },
  {
    kind: 'disability',
    source: 'disabled-persons-federation',
    reportedBy: 'disabled-persons-federation',
    percent: 40,
    fits: onDisabledList,
  },
  {
    kind: 'unemployment',
    source: 'human-resources',
    reportedBy: 'human-resources',
    percent: 7,
    fits: works,
  },
  {
    kind: 'old-and-alone',
    source: 'visit',
    reportedBy: 'civil-affairs',
    percent: 30,
    fits: (age, { members }) => age >= 70 && members.length === 1,
  },
  {
    kind: 'schooling',
    source: 'education',
    reportedBy: 'education',
    percent: 12,
    fits: (age) => age >= 6 && age <= 22,
    fen: [200_000, 2_500_000],
  },
  {
    kind: 'death-in-household',
    source: 'survey',
    reportedBy: 'civil-affairs',
    percent: 1.5,
    fits: (age) => works(age),
  },
  { kind: 'accident', source: 'survey', reportedBy: 'civil-affairs', percent: 0.8, fits: anybody },
  { kind: 'fire-or-disaster', source: 'survey', reportedBy: 'civil-affairs', percent: 0.2, fits: anybody },
];

const LONGEST_AGO = 700;
const HUNDRED = 100;
/** Its own line of chance: the people of a seed stay who they are whatever becomes of the risks. */
const LINE = 0x5f356495;

const riskOf = (random: Random, { kind, source, reportedBy, fen }: Kind, asOf: Day): Omit<Risk, 'sourceKey'> => ({
  kind,
  source,
  day: addDays(asOf, -random.between(0, LONGEST_AGO)),
  reportedBy,
  ...(fen === undefined ? {} : { amountFen: random.between(...fen) }),
});

/** Draws the risks of one household after the other (风险信息); none is from before its person was born. */
export const createRisks = (seed: number, asOf: Day) => {
  const random = createRandom(seed ^ LINE);
  let made = 0;
  const keyed = (risk: Omit<Risk, 'sourceKey'>): Risk => {
    made += 1;
    return { ...risk, sourceKey: `risk-${String(made).padStart(8, '0')}` };
  };
  const ofMember = (household: SeedHousehold, member: SeedPerson): SeedRisk[] => {
    const age = ageOn(member.idNumber, asOf);
    const drawn = KINDS.filter((kind) => kind.fits(age, household, member) && random.chance(kind.percent / HUNDRED));
    return drawn
      .map((kind) => riskOf(random, kind, asOf))
      .filter(({ day }) => day >= birthDay(member.idNumber))
      .map((risk) => ({ member, risk: keyed(risk) }));
  };
  return (household: SeedHousehold): readonly SeedRisk[] =>
    household.members.flatMap((member) => ofMember(household, member));
};
