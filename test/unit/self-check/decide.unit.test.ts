import { describe, expect, it } from 'vitest';
import { selfCheckOperations } from '#shared/contracts/self-check.ts';
import { exampleQuestions, exampleResult } from '#shared/contracts/self-check-examples.ts';
import { selfCheck } from '#shared/domain/self-check/decide.ts';
import { questions } from '#shared/domain/self-check/questions.ts';
import { questionIds } from '#shared/domain/self-check/types.ts';
import { yuan } from '#shared/domain/self-check/wording.ts';
import { selfCheckPolicy } from '#shared/policy/self-check.ts';
import { family, policyWith } from './family.ts';

const now = new Date('2026-11-24T02:00:00Z');

describe('the self-check', () => {
  it('answers every category of the policy, says that it is no decision and what it did not look at', () => {
    const result = selfCheck(family, policyWith());
    expect(result.results.map(({ category }) => category)).toEqual(policyWith().categories);
    expect(result.notADecision.zh).toContain('不是审核决定');
    expect(result.notLookedAt.length).toBeGreaterThan(3);
    expect(result.policyVersion).toBe('test-2026.1');
  });

  it('cannot tell anything without the county, and says why', () => {
    for (const { verdict, reasons } of selfCheck({ ...family, q1: null }, policyWith()).results) {
      expect(verdict).toBe('cannot-tell');
      expect(reasons.map(({ code }) => code)).toEqual(['county-unknown']);
    }
  });

  it('cannot tell anything from no answers at all', () => {
    expect(new Set(selfCheck({}, policyWith()).results.map(({ verdict }) => verdict))).toEqual(
      new Set(['cannot-tell']),
    );
  });

  it('looks at rigid expense from 2025 on', () => {
    const of2024 = selfCheck(family, selfCheckPolicy(new Date('2024-12-31T15:59:59Z')));
    const of2025 = selfCheck(family, selfCheckPolicy(new Date('2024-12-31T16:00:00Z')));
    expect(of2024.results.map(({ category }) => category)).not.toContain('rigid-expense');
    expect(of2025.results.map(({ category }) => category)).toContain('rigid-expense');
  });

  it('gives a rule to every reason and both languages to every text', () => {
    const result = selfCheck({ ...family, q11: 9_000_000 }, selfCheckPolicy(now));
    for (const { reasons, nextStep } of result.results) {
      expect(nextStep.en).not.toBe('');
      for (const { rule, text } of reasons) {
        expect(rule).toMatch(/^[a-z-]+\.[a-z-]+$/);
        expect(text.zh).toMatch(/。$/);
        expect(text.en).toMatch(/\.$/);
        expect(text.en).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });

  it('has twelve questions, in order', () => {
    expect(questions.map(({ id }) => id)).toEqual(questionIds);
  });

  it('asks what the contract gives as its example', () => {
    for (const example of exampleQuestions.questions) {
      expect(questions.find(({ id }) => id === example.id)).toEqual(example);
    }
  });

  it('is what the contract gives as its example', () => {
    const { answers } = selfCheckOperations.runSelfCheck.request.example;
    const [first] = selfCheck(answers, selfCheckPolicy(now)).results;
    expect(first?.verdict).toBe(exampleResult.results[0].verdict);
    expect(first?.reasons[0]).toEqual(exampleResult.results[0].reasons[0]);
    expect(first?.nextStep).toEqual(exampleResult.results[0].nextStep);
  });
});

describe('yuan', () => {
  it.each([
    [0, '0'],
    [5, '0.05'],
    [320_000, '3,200'],
    [80_033, '800.33'],
    [12_345_678_900, '123,456,789'],
    [-150, '-1.50'],
  ])('%i fen are %s', (fen, text) => expect(yuan(fen)).toBe(text));
});
