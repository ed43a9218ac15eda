import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selfCheckAnswers } from '#shared/contracts/self-check.ts';
import { selfCheck } from '#shared/domain/self-check/decide.ts';
import { type Answers, householdTraits, questionIds, type Verdict } from '#shared/domain/self-check/types.ts';
import { policyWith } from './family.ts';

const money = (max: number) => fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max }));
const traits = fc.oneof(
  fc.constant(['none'] as const),
  fc.uniqueArray(fc.constantFrom(...householdTraits.filter((trait) => trait !== 'none')), { minLength: 1 }),
);

/** A family that answered everything. */
const answered: fc.Arbitrary<Answers> = fc.record({
  q1: fc.constant('330727'),
  q2: fc.integer({ min: 1, max: 30 }),
  q3: traits,
  q4: fc.constantFrom(0, 0, 1),
  q5: money(10_000_000),
  q6: fc.oneof(fc.constant(0), money(1_000_000)),
  q7: money(100_000_000),
  q8: fc.record({ count: fc.constantFrom(0, 0, 1, 2), valueFen: money(20_000_000) }),
  q9: fc.constantFrom(0, 0, 1, 2),
  q10: fc.record({ owns: fc.boolean(), amountFen: money(20_000_000) }),
  q11: money(50_000_000),
  q12: money(50_000_000),
});

const RANK: Readonly<Record<Verdict, number>> = { likely: 0, near: 1, unlikely: 2, 'cannot-tell': 3 };
const verdicts = (answers: Answers): readonly Verdict[] =>
  selfCheck(answers, policyWith()).results.map(({ verdict }) => verdict);

describe('the self-check, whatever the family', () => {
  it('more income never makes the allowance more likely', () => {
    fc.assert(
      fc.property(answered, fc.integer({ min: 1, max: 5_000_000 }), (answers, more) => {
        const before = verdicts(answers)[0] ?? 'likely';
        const after = verdicts({ ...answers, q5: (answers.q5 ?? 0) + more })[0] ?? 'likely';
        expect(RANK[after]).toBeGreaterThanOrEqual(RANK[before]);
      }),
    );
  });

  it('more savings, cars, homes or shares never make any category more likely', () => {
    const change = fc.record({ q7: fc.nat(50_000_000), q9: fc.nat(2), cars: fc.nat(2), amountFen: fc.nat(9_000_000) });
    fc.assert(
      fc.property(answered, change, (answers, more) => {
        const richer: Answers = {
          ...answers,
          q7: (answers.q7 ?? 0) + more.q7,
          q8: { count: (answers.q8?.count ?? 0) + more.cars, valueFen: answers.q8?.valueFen },
          q9: (answers.q9 ?? 0) + more.q9,
          q10: { owns: answers.q10?.owns, amountFen: (answers.q10?.amountFen ?? 0) + more.amountFen },
        };
        const after = verdicts(richer);
        verdicts(answers).forEach((before, index) => {
          expect(RANK[after[index] ?? 'likely']).toBeGreaterThanOrEqual(RANK[before]);
        });
      }),
    );
  });

  it('an answer taken back leaves a verdict or opens it to cannot-tell, and nothing else', () => {
    fc.assert(
      fc.property(answered, fc.subarray([...questionIds], { minLength: 1 }), (answers, skipped) => {
        const after = verdicts({ ...answers, ...Object.fromEntries(skipped.map((id) => [id, null])) });
        verdicts(answers).forEach((before, index) => {
          expect([before, 'cannot-tell']).toContain(after[index]);
        });
      }),
    );
  });

  it('a missing answer and a null are the same', () => {
    fc.assert(
      fc.property(answered, fc.constantFrom(...questionIds), (answers, skipped) => {
        const without = Object.fromEntries(Object.entries(answers).filter(([id]) => id !== skipped));
        expect(verdicts(without)).toEqual(verdicts({ ...answers, [skipped]: null }));
      }),
    );
  });

  it('the same answers pass the contract unchanged', () => {
    fc.assert(
      fc.property(answered, (answers) => {
        const fitting = { ...answers, q4: 0 };
        expect(selfCheckAnswers.parse(fitting)).toEqual(fitting);
      }),
    );
  });
});
