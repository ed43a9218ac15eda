import { describe, expect, it } from 'vitest';
import type { Figure } from '#shared/kernel/text.ts';
import { zhejiang2024, zhejiang2025 } from '#shared/policy/packs/zhejiang.ts';
import { countyFigures, policiesOf, policyFor } from '#shared/policy/policy.ts';
import { policySchema } from '#shared/policy/schema.ts';
import { countyCodes } from '#shared/reference/regions.ts';

const isFigure = (value: object): value is Figure => 'citation' in value && 'asOf' in value;

const figuresIn = (value: unknown): readonly Figure[] => {
  if (typeof value !== 'object' || value === null) return [];
  return isFigure(value) ? [value] : Object.values(value).flatMap(figuresIn);
};

describe('the policy of a day', () => {
  it('is the newest pack that has begun', () => {
    expect(policyFor('2024-12-31').version).toBe('zhejiang-2024.1');
    expect(policyFor('2025-01-01').version).toBe('zhejiang-2025.1');
    expect(policyFor('2026-11-24').version).toBe('zhejiang-2025.1');
  });

  it('is missing before the first one: nothing is decided without a policy', () => {
    expect(() => policyFor('2023-12-31')).toThrow('no policy is in force on 2023-12-31');
  });

  it('is checked once, when it is first needed', () => {
    let built = 0;
    const content = () => {
      built += 1;
      return zhejiang2025.content();
    };
    const policies = policiesOf([zhejiang2024, { from: '2025-01-01', content }]);
    expect(built).toBe(0);
    expect(policies('2026-01-01')).toBe(policies('2026-06-01'));
    expect(built).toBe(1);
  });

  it('is refused as a whole when anything in it does not hold', () => {
    const pack = zhejiang2025.content();
    const broken = [
      { ...pack, version: 'next' },
      { ...pack, from: '2025-02-30' },
      { ...pack, unknown: 1 },
      { ...pack, retention: { audit: pack.retention.audit } },
      { ...pack, workOrders: { ...pack.workOrders, days: { normal: pack.workOrders.days.normal } } },
      { ...pack, figures: { ...pack.figures, regions: { '330199': {} } } },
      { ...pack, calendar: { years: { '2026': { source: 's', holidays: ['2025-01-01'], workdays: [] } } } },
      { ...pack, calendar: { years: { '2026': { source: 's', holidays: ['2026-01-01'], workdays: ['2026-01-01'] } } } },
      { ...pack, selfCheck: { ...pack.selfCheck, nearMargin: { ...pack.selfCheck.nearMargin, citation: '' } } },
    ];
    for (const content of broken) {
      expect(() => policiesOf([{ from: '2025-01-01', content: () => content }])('2026-01-01')).toThrow();
    }
  });
});

describe.each([zhejiang2024, zhejiang2025])('the pack from $from', (pack) => {
  const policy = policySchema.parse(pack.content());

  it('begins when it says', () => expect(policy.from).toBe(pack.from));

  it('gives 5 working days, 1 when urgent', () => {
    expect(policy.workOrders.days.normal.value).toBe(5);
    expect(policy.workOrders.days.urgent.value).toBe(1);
    expect(policy.alerts.handlingDays.red.value).toBe(3);
    expect(policy.alerts.handlingDays.orange.value).toBe(5);
    expect(policy.alerts.handlingDays.yellow.value).toBe(10);
    expect(policy.quotas.standard.perAddress.value).toBe(30);
    expect(policy.quotas.standard.perPlacement.value).toBe(100);
    expect(policy.quotas.local.perAddress.value).toBe(1_000);
    expect(policy.breaker.minRows.value).toBe(1_000);
  });

  it('asks for a proof of work below the quota, and in stage local never', () => {
    const { standard, local } = policy.quotas;
    expect(standard.softPerAddress.value).toBeLessThan(standard.perAddress.value);
    expect(standard.softPerPlacement.value).toBeLessThan(standard.perPlacement.value);
    expect(local.softPerAddress.value).toBe(local.perAddress.value);
    const above = { ...standard, softPerAddress: { ...standard.softPerAddress, value: 31 } };
    const { error } = policySchema.safeParse({ ...policy, quotas: { standard: above, local } });
    expect(error?.issues[0]).toMatchObject({ path: ['quotas', 'standard'], message: 'soft-above-hard' });
  });

  it('names source and day of every figure, none of them later than the pack', () => {
    const figures = figuresIn(policy);
    expect(figures.length).toBeGreaterThan(80);
    for (const { citation, asOf, name } of figures) {
      expect(citation, name.en).not.toBe('');
      expect(asOf <= policy.from, name.en).toBe(true);
    }
  });

  it('has figures for all 90 counties, whose amounts of money are marked as examples', () => {
    expect(countyCodes).toHaveLength(90);
    for (const code of countyCodes) {
      const county = countyFigures(policy, code);
      expect(county?.regionCode).toBe(code);
      for (const figure of figuresIn(county)) {
        if (figure.unit.startsWith('fen')) expect(figure.example, `${code} ${figure.name.en}`).toBe(true);
      }
      const standard = county?.subsistenceStandard.value ?? 0;
      expect(standard).toBeGreaterThanOrEqual(100_000);
      expect(standard).toBeLessThanOrEqual(150_000);
      expect(county?.minimumWage.value ?? 0).toBeGreaterThan(standard * 1.5);
    }
  });
});

describe('county figures', () => {
  const policy = policyFor('2026-06-01');

  it("are the county's own, else the prefecture's, else the province's", () => {
    const county = countyFigures(policy, '330727');
    expect(county?.subsistenceStandard.value).toBe(106_000);
    expect(county?.disposableIncome.value).toBe(6_300_000);
    expect(county?.rigidShare.value).toBe(60);
  });

  it('widen the margin in Hangzhou to twice the standard, and nowhere else', () => {
    expect(countyFigures(policy, '330106')?.marginalMultiple).toMatchObject({ value: 2, asOf: '2022-01-01' });
    expect(countyFigures(policy, '330203')?.marginalMultiple.value).toBe(1.5);
  });

  it('are found for a village, and for an abolished county by its successor', () => {
    expect(countyFigures(policy, '330727100201')?.regionCode).toBe('330727');
    expect(countyFigures(policy, '330103')?.regionCode).toBe('330105');
  });

  it.each(['330000', '330100', '110101', '330199', '', '__proto__'])('are not there for %j', (code) =>
    expect(countyFigures(policy, code)).toBeUndefined(),
  );
});
