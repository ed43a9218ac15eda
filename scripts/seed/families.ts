import type { Sex } from './names.ts';
import { byWeight, type Random } from './random.ts';

/** Relation to the head of the household (与户主关系). */
export type Kinship = 'head' | 'spouse' | 'child' | 'parent';
export type Kin = { readonly kinship: Kinship; readonly sex: Sex; readonly age: number };

type Shape = { readonly spouse: boolean; readonly children: number; readonly parents: number };

const shape = (spouse: boolean, children: number, parents: number): Shape => ({ spouse, children, parents });

const drawSize = byWeight([
  [1, 38],
  [2, 30],
  [3, 18],
  [4, 9],
  [5, 5],
]);
const drawShape: Readonly<Record<number, (random: Random) => Shape>> = {
  1: byWeight([[shape(false, 0, 0), 1]]),
  2: byWeight([
    [shape(true, 0, 0), 5],
    [shape(false, 1, 0), 3],
    [shape(false, 0, 1), 2],
  ]),
  3: byWeight([
    [shape(true, 1, 0), 12],
    [shape(false, 2, 0), 3],
    [shape(true, 0, 1), 5],
  ]),
  4: byWeight([
    [shape(true, 2, 0), 5],
    [shape(true, 1, 1), 5],
  ]),
  5: byWeight([
    [shape(true, 2, 1), 7],
    [shape(true, 1, 2), 3],
  ]),
};

const sexOf = (random: Random): Sex => (random.chance(0.5) ? 'male' : 'female');

/** People on their own are mostly old; who has children or parents in the house is of working age. */
const headAge = (random: Random, { children, parents }: Shape): number => {
  if (children > 0) return random.between(26, 56);
  if (parents > 0) return random.between(30, 60);
  return random.chance(0.65) ? random.between(60, 90) : random.between(24, 59);
};

const childOf = (random: Random, youngestParent: number): Kin => ({
  kinship: 'child',
  sex: sexOf(random),
  age: youngestParent - random.between(21, Math.min(36, youngestParent)),
});

const parentsOf = (random: Random, head: number, count: number): Kin[] => {
  const age = head + random.between(22, 34);
  const mother: Kin = { kinship: 'parent', sex: 'female', age };
  return count === 2
    ? [mother, { kinship: 'parent', sex: 'male', age: age + random.between(0, 4) }]
    : count === 1
      ? [mother]
      : [];
};

/** The people of a household of at most `most`, the head first; ages in full years. */
export const family = (random: Random, most: number): readonly Kin[] => {
  const size = Math.min(drawSize(random), most);
  const draw = drawShape[size];
  if (draw === undefined) throw new Error('no household of that size');
  const drawn = draw(random);
  const head: Kin = {
    kinship: 'head',
    sex: drawn.spouse && random.chance(0.85) ? 'male' : sexOf(random),
    age: headAge(random, drawn),
  };
  const spouseAge = Math.max(23, head.age - random.between(-3, 4));
  const spouse: Kin = { kinship: 'spouse', sex: head.sex === 'male' ? 'female' : 'male', age: spouseAge };
  const couple = drawn.spouse ? [head, spouse] : [head];
  const youngest = Math.min(...couple.map(({ age }) => age));
  const children = Array.from({ length: drawn.children }, () => childOf(random, youngest));
  return [...couple, ...children, ...parentsOf(random, head.age, drawn.parents)];
};
