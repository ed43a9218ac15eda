import { describe, expect, it } from 'vitest';
import { collide } from '#shared/domain/collisions/collide.ts';
import type { CollisionPolicy, MatchedPerson } from '#shared/domain/collisions/finding.ts';
import { deathRule } from '#shared/domain/collisions/rules/COLLISION-DEATH.ts';
import { marriageRule } from '#shared/domain/collisions/rules/COLLISION-MARRIAGE.ts';
import { medicalExpenseRule } from '#shared/domain/collisions/rules/COLLISION-MEDICAL-EXPENSE.ts';
import { idNumberCheckCharacter } from '#shared/kernel/id-number.ts';
import { countyFigures, policyFor } from '#shared/policy/policy.ts';

const pack = policyFor('2026-11-24');
const policy: CollisionPolicy = {
  ...pack.alerts,
  standardOf: (code) => countyFigures(pack, code)?.subsistenceStandard,
};
const person: MatchedPerson = {
  personId: 'P1',
  householdId: 'H1',
  regionCode: '330102001',
  layer: 'registered',
  members: 3,
};
const born = (day: string): string => {
  const first = `330102${day.replaceAll('-', '')}001`;
  return first + idNumberCheckCharacter(first);
};
const death = (birth: string) => ({ feed: 'death', idNumber: born(birth), date: '2026-10-08' }) as const;

describe('COLLISION-DEATH', () => {
  it('weighs more from 25 to 50, both included', () => {
    const severityAt = (birth: string) => deathRule(death(birth), person, policy)?.severity;
    expect(severityAt('2001-10-08')).toBe('red'); // 25 that day
    expect(severityAt('2001-10-09')).toBe('orange'); // 24
    expect(severityAt('1975-10-09')).toBe('red'); // 50
    expect(severityAt('1975-10-08')).toBe('orange'); // 51
  });
});

describe('COLLISION-MARRIAGE', () => {
  it('finds that the household changes', () => {
    const row = { feed: 'marriage', idNumber: born('1990-01-01'), date: '2026-10-08', event: 'divorced' } as const;
    expect(marriageRule(row, person, policy)).toMatchObject({ severity: 'yellow', fact: '2026-10-08|divorced' });
  });
});

describe('COLLISION-MEDICAL-EXPENSE', () => {
  const row = (amountFen: number) =>
    ({ feed: 'medical-expense', idNumber: born('1990-01-01'), date: '2026-10-08', amountFen }) as const;
  const standard = policy.standardOf('330102001')?.value ?? 0;
  const line = standard * 12 * 3 * (policy.medicalShare.value / 100);

  it('begins at the share of the yearly standard of all members', () => {
    expect(standard).toBeGreaterThan(0);
    expect(medicalExpenseRule(row(line - 1), person, policy)).toBeUndefined();
    const found = medicalExpenseRule(row(line), person, policy);
    expect(found).toMatchObject({ severity: 'red', reasons: [{ figure: { value: standard } }] });
  });

  it('says nothing where there is no standard', () => {
    expect(medicalExpenseRule(row(line), person, { ...policy, standardOf: () => undefined })).toBeUndefined();
  });
});

describe('a row that names someone', () => {
  it('raises nothing for those who have left', () => {
    expect(collide(death('1980-01-01'), { ...person, layer: 'exited' }, policy, 'B1')).toBeUndefined();
  });

  it('gives a finding without a number in it', () => {
    const finding = collide(death('1980-01-01'), { ...person, layer: 'suspected' }, policy, 'B1');
    expect(finding).toMatchObject({ kind: 'death', fact: 'P1|2026-10-08', batchId: 'B1' });
    expect(JSON.stringify(finding)).not.toContain(born('1980-01-01'));
  });
});
