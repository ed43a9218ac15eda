import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { at, find, resourcesOf, type Stacks, stacksOf, textOf, withResource } from '#test/support/templates.ts';
import { queuesOf } from './rules/queues.ts';

const RUNBOOK = 'docs/runbooks/alarms.md';
const runbook = readFileSync(RUNBOOK, 'utf8');

/** Anchors of the runbook: a heading is its own anchor, as GitHub makes it. */
const anchors = new Set([...runbook.matchAll(/^### (\S+)$/gm)].map(([, anchor]) => anchor));

const DESCRIPTION = /^(?<impact>.{20,}[.;]) Runbook: docs\/runbooks\/alarms\.md#(?<anchor>[a-z-]+)$/u;

const alarmsOf = (stacks: Stacks) => resourcesOf(stacks, 'AWS::CloudWatch::Alarm');

/** Why an alarm's text helps nobody who is woken by it; empty where it does. */
const textFaults = (description: unknown): string[] => {
  const said = DESCRIPTION.exec(String(description))?.groups;
  if (said === undefined) return ['does not say who is hurt'];
  const anchor = said['anchor'] ?? '';
  return anchors.has(anchor) ? [] : [`no entry ${anchor}`];
};

/** Alarms that would wake somebody without saying who is hurt or what to do, or would wake nobody. */
const mute = (stacks: Stacks): string[] =>
  alarmsOf(stacks).flatMap(({ at: where, stack, Properties }) => {
    const actions = (Properties['AlarmActions'] as unknown[] | undefined) ?? [];
    const told = actions.map((action) => textOf(stacks, stack, action)).join();
    const faults = [
      ...textFaults(Properties['AlarmDescription']),
      ...(/^data\.Alarms\w+$/.test(told) ? [] : ['tells nobody']),
    ];
    return faults.map((fault) => `${where}: ${fault}`);
  });

describe.each(['local', 'test', 'prod'] as const)('Alarms in stage %s', (stage) => {
  const stacks = stacksOf(stage);

  it('say who is hurt, name an entry of the runbook, and go to the topic', () => {
    expect(alarmsOf(stacks).length).toBeGreaterThan(80);
    expect(mute(stacks)).toEqual([]);
  });

  it('cover what callers feel, messages that wait, and regions that take nothing', () => {
    const metrics = alarmsOf(stacks).map(({ Properties }) => String(Properties['MetricName']));
    expect(metrics).toEqual(
      expect.arrayContaining(['5xx', 'Latency', 'MessagesThatWaited', 'IteratorAge', 'Invocations']),
    );
    expect(metrics.filter((metric) => metric === 'ApproximateAgeOfOldestMessage').length).toBeGreaterThanOrEqual(24);
  });

  it('take the silence of a schedule for a fault', () => {
    const silent = alarmsOf(stacks).filter(({ Properties }) => Properties['MetricName'] === 'Invocations');
    expect(silent.length).toBeGreaterThanOrEqual(2);
    for (const { Properties, at: where } of silent) {
      expect(Properties['TreatMissingData'], where).toBe('breaching');
      expect(Properties['ComparisonOperator'], where).toBe('LessThanThreshold');
    }
  });

  it('have their numbers from the log of the sweep', () => {
    const filter = find(stacks, 'AWS::Logs::MetricFilter', 'OutboxSweepSchedule');
    expect(filter.Properties['FilterPattern']).toBe('{ $.published > 0 }');
    expect(at(filter.Properties, 'MetricTransformations', 0, 'MetricName')).toBe('MessagesThatWaited');
  });
});

describe('The runbook', () => {
  it('has no entry that no alarm names', () => {
    const named = alarmsOf(stacksOf('prod')).map(({ Properties }) =>
      String(Properties['AlarmDescription']).split('#').at(-1),
    );
    expect([...anchors].filter((anchor) => !named.includes(anchor))).toEqual([]);
  });
});

describe('The dashboard', () => {
  const stacks = stacksOf('prod');
  const { stack, Properties } = find(stacks, 'AWS::CloudWatch::Dashboard');
  const body = textOf(stacks, stack, Properties['DashboardBody']);

  it('shows every queue of ours and of regions and departments, and every dead-letter queue of theirs', () => {
    const missing = queuesOf(stacks)
      .filter(({ id }) => !/^AlarmDeadLetters/.test(id))
      .filter(({ at: where }) => !body.includes(`${where}.QueueName`));
    expect(missing.map(({ at: where }) => where)).toEqual([]);
  });

  it('shows the API and the functions of every stack that has some', () => {
    expect(body).toContain('"AWS/ApiGateway","5xx","ApiId","gateway.Api"');
    const withFunctions = new Set(resourcesOf(stacks, 'AWS::Lambda::Function').map((fn) => fn.stack));
    for (const name of withFunctions) expect(body).toContain(`low-income-net-prod-${name}`);
  });

  it('is JSON', () => {
    expect((JSON.parse(body) as { widgets: unknown[] }).widgets.length).toBeGreaterThan(12);
  });
});

describe('An alarm that helps nobody is caught', () => {
  const stacks = stacksOf('prod');
  const alarm = find(stacks, 'AWS::CloudWatch::Alarm', 'OutboxRelayStream');

  it.each([
    ['without an impact', 'AlarmDescription', 'Runbook: docs/runbooks/alarms.md#outbox-relay'],
    [
      'with an entry that is not there',
      'AlarmDescription',
      'Somebody somewhere is hurt by this. Runbook: docs/runbooks/alarms.md#nowhere',
    ],
    ['without an action', 'AlarmActions', []],
  ])('%s', (_, property, value) => {
    expect(mute(withResource(stacks, alarm, ({ Properties }) => (Properties[property] = value)))).toHaveLength(1);
  });
});
