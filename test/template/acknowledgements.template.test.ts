import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acknowledgements } from '#infra/acknowledgements.ts';
import { folderOf, type StageName } from '#test/support/templates.ts';
import { expiredOn, type Finding, findingsIn } from '../../scripts/synth.ts';

/** Rule ids that may be decided otherwise at all; more of them and the packs say nothing any more. */
const MOST_RULES = 10;

type Entry = { readonly type: string; readonly data: unknown };

/** What the app acknowledged, on which resource, as the assembly's metadata has it. */
const appliedIn = (stage: StageName): string[] =>
  readdirSync(folderOf(stage))
    .filter((name) => name.endsWith('.metadata.json'))
    .flatMap((name) =>
      Object.entries(JSON.parse(readFileSync(join(folderOf(stage), name), 'utf8')) as Record<string, Entry[]>),
    )
    .flatMap(([path, entries]) =>
      entries
        .filter(({ type }) => type === 'aws:cdk:acknowledged-rules')
        .flatMap(({ data }) => Object.keys(data as object).map((rule) => `${rule} on ${path.slice(1)}`)),
    );

const said = ({ rule, resource }: Finding): string => `${rule} on ${resource}`;
const ruleIn = (stage: string, rule: string): string => rule.replaceAll('{stage}', `low-income-net-${stage}-`);

describe.each(['test', 'prod', 'china'] as const)('Findings of the rule packs in %s', (stage) => {
  const name = stage === 'china' ? 'prod' : stage;

  it('are all acknowledged', async () => {
    expect((await findingsIn(folderOf(stage))).open).toEqual([]);
  });

  it('are the ones that were acknowledged, on the same resources: none covers more than it has to', async () => {
    const { acknowledged } = await findingsIn(folderOf(stage));
    expect(acknowledged.length).toBeGreaterThan(50);
    expect(acknowledged.map(said).sort()).toEqual(appliedIn(stage).sort());
  });

  it('need every acknowledgement', async () => {
    const used = new Set((await findingsIn(folderOf(stage))).acknowledged.map(({ rule }) => rule));
    expect(acknowledgements.map(({ rule }) => ruleIn(name, rule)).filter((rule) => !used.has(rule))).toEqual([]);
  });
});

describe('Acknowledgements', () => {
  it('say their pack: a bare id drops the finding without a trace', () => {
    for (const { rule } of acknowledgements) expect(rule).toMatch(/^(AwsSolutions|Serverless)::\1-/);
  });

  it('have a reason, and a day that has not passed', () => {
    for (const { reason, until } of acknowledgements) {
      expect(reason.length).toBeGreaterThan(60);
      expect(until).toMatch(/^20\d\d-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/);
    }
    expect(expiredOn(new Date().toISOString().slice(0, 10))).toEqual([]);
  });

  it('expire on the day after', () => {
    const last = acknowledgements[0]?.until ?? '';
    expect(expiredOn(last)).toEqual([]);
    expect(expiredOn('2999-01-01')).toHaveLength(acknowledgements.length);
  });

  it('are few', () => {
    const rules = new Set(acknowledgements.map(({ rule }) => rule.replace(/\[.*$/, '')));
    expect(rules.size).toBeLessThanOrEqual(MOST_RULES);
  });
});
