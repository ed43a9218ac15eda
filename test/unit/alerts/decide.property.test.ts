import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeFinding } from '#shared/domain/alerts/decide.ts';
import type { Alert, AlertBasis, Finding } from '#shared/domain/alerts/types.ts';
import { aFinding, alertPolicy, NOW } from './a-finding.ts';

const policy = alertPolicy();

const finding: fc.Arbitrary<Finding> = fc
  .record({
    householdId: fc.constantFrom('H1', 'H2', 'H3'),
    kind: fc.constantFrom('death' as const, 'marriage' as const),
    person: fc.constantFrom('P1', 'P2'),
    date: fc.constantFrom('2025-10-08', '2025-10-09'),
  })
  .map(({ householdId, kind, person, date }) =>
    aFinding({
      householdId,
      kind,
      personId: `${householdId}-${person}`,
      fact: `${householdId}-${person}|${date}`,
      severity: person === 'P1' ? 'red' : 'yellow',
      reasons: [{ code: `r-${person}`, text: { zh: date, en: date } }],
    }),
  );

/** Takes findings one after the other, as the workers do. */
const takeAll = (findings: readonly Finding[]) => {
  const bases = new Map<string, AlertBasis>();
  const versions = new Map<string, number[]>();
  findings.forEach((one, index) => {
    const place = `${one.householdId}#${one.kind}`;
    const ids = { alertId: `A-${place}`, messageId: `M${index}` };
    const change = takeFinding(one, bases.get(place) ?? {}, { policy, ids, now: NOW });
    if (change === undefined) return;
    bases.set(place, change);
    versions.set(place, [...(versions.get(place) ?? []), change.message.version]);
  });
  return { bases, versions };
};

const shown = (alert: Alert | undefined) => ({
  severity: alert?.severity,
  dueAt: alert?.dueAt,
  reasons: alert?.reasons,
  facts: alert?.evidence.map(({ fact }) => fact).sort(),
});

const alertSet = (findings: readonly Finding[]) =>
  Object.fromEntries([...takeAll(findings).bases].map(([place, { alert }]) => [place, shown(alert)]));

describe('findings in any order, however often', () => {
  it('give the same alerts', () => {
    const shuffled = fc
      .array(finding, { maxLength: 20 })
      .chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2, maxLength: all.length * 2 }),
        ),
      );
    fc.assert(fc.property(shuffled, ([all, repeated]) => void expect(alertSet(repeated)).toEqual(alertSet(all))));
  });

  it('send versions without a gap', () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 30 }), (all) => {
        for (const versions of takeAll(all).versions.values()) {
          expect(versions).toEqual(versions.map((_, index) => index + 1));
        }
      }),
    );
  });
});
