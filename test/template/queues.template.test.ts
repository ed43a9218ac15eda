import { describe, expect, it } from 'vitest';
import { find, resourcesOf, stacksOf, textOf, withResource } from '#test/support/templates.ts';
import {
  deadLetterQueues,
  deliveriesWithoutEnd,
  forgetfulDeadLetters,
  hiddenTooShort,
  plainHttp,
  queuesOf,
  queuesThatWaitUnseen,
  queuesWithoutEnd,
  workQueues,
} from './rules/queues.ts';

/** 12 regions, 10 departments; files and chunks. */
const WORK_QUEUES = 24;
/** Parked, undelivered, missed. */
const LAST_QUEUES = 3;

describe.each(['local', 'test', 'prod'] as const)('Queues in stage %s', (stage) => {
  const stacks = stacksOf(stage);

  it('end in a dead-letter queue with an alarm at its first message', () => {
    expect(workQueues(stacks).length).toBeGreaterThanOrEqual(WORK_QUEUES);
    expect(deadLetterQueues(stacks).length).toBeGreaterThanOrEqual(WORK_QUEUES + LAST_QUEUES);
    expect(queuesWithoutEnd(stacks)).toEqual([]);
  });

  it('say when a message waits in them too long, worked off or not', () => {
    expect(queuesThatWaitUnseen(stacks)).toEqual([]);
  });

  it('are there for each of 12 regions and 10 departments', () => {
    const ids = resourcesOf({ messaging: stacks['messaging'] ?? { Resources: {} } }, 'AWS::SQS::Queue').map(
      ({ id }) => id,
    );
    expect(ids.filter((id) => /^Region33\d{4}Queue/.test(id))).toHaveLength(12);
    expect(ids.filter((id) => /^Department\w+Queue/.test(id))).toHaveLength(10);
  });

  it('keep what was given up at least as long as what still waits', () => {
    expect(forgetfulDeadLetters(stacks)).toEqual([]);
  });

  it('hide a message for six times the time that its function may take', () => {
    const { checked, broken } = hiddenTooShort(stacks);
    expect(checked).toBeGreaterThanOrEqual(2);
    expect(broken).toEqual([]);
  });

  it('take up what a rule, a schedule or a run of a schedule could not deliver', () => {
    expect(resourcesOf(stacks, 'AWS::Events::Rule').length).toBeGreaterThan(20);
    expect(resourcesOf(stacks, 'AWS::Scheduler::Schedule').length).toBeGreaterThanOrEqual(2);
    expect(deliveriesWithoutEnd(stacks)).toEqual([]);
  });

  it('are encrypted under the key of queues, and none is FIFO', () => {
    for (const { stack, Properties, at } of queuesOf(stacks)) {
      expect(textOf(stacks, stack, Properties['KmsMasterKeyId']), at).toMatch(/^data\.QueuesKey/);
      expect(Properties['FifoQueue'], at).toBeUndefined();
    }
  });

  it(stage === 'local' ? 'speak plain http, as the local cloud does' : 'refuse plain http', () => {
    const open = plainHttp(stacks);
    if (stage === 'local') expect(open.length).toBeGreaterThan(0);
    else expect(open).toEqual([]);
  });
});

describe('A queue that loses messages is caught', () => {
  const stacks = stacksOf('prod');
  const region = find(stacks, 'AWS::SQS::Queue', 'Region330100Queue');
  const dead = find(stacks, 'AWS::SQS::Queue', 'Region330100DeadLetters');

  it('when it has no dead-letter queue', () => {
    const planted = withResource(stacks, region, ({ Properties }) => delete Properties['RedrivePolicy']);
    expect(queuesWithoutEnd(planted)).toContain(`${region.at}: no dead-letter queue`);
  });

  it('when nobody is told of its dead letters', () => {
    const alarm = find(stacks, 'AWS::CloudWatch::Alarm', 'Region330100DeadLetters');
    const planted = withResource(stacks, alarm, ({ Properties }) => (Properties['Threshold'] = 100));
    expect(queuesWithoutEnd(planted)).toEqual([`${dead.at}: no alarm at the first message`]);
  });

  it('when nobody is told of what was parked', () => {
    const alarm = find(stacks, 'AWS::CloudWatch::Alarm', 'ParkingQueueAlarm');
    const planted = withResource(stacks, alarm, ({ Properties }) => {
      Properties['MetricName'] = 'ApproximateAgeOfOldestMessage';
    });
    expect(queuesWithoutEnd(planted)).toEqual([expect.stringContaining('messaging.ParkingQueue')]);
  });

  it('when its dead letters are forgotten first', () => {
    const planted = withResource(stacks, dead, ({ Properties }) => (Properties['MessageRetentionPeriod'] = 3600));
    expect(forgetfulDeadLetters(planted)).toEqual([dead.at]);
  });

  it('when a message shows up again while it is still worked on', () => {
    const files = find(stacks, 'AWS::SQS::Queue', 'FeedFilesQueue');
    const planted = withResource(stacks, files, ({ Properties }) => (Properties['VisibilityTimeout'] = 60));
    expect(hiddenTooShort(planted).broken).toEqual([files.at]);
  });

  it('when a rule, a schedule or a scheduled function has nowhere to put what failed', () => {
    const rule = find(stacks, 'AWS::Events::Rule', 'ToRegion');
    const schedule = find(stacks, 'AWS::Scheduler::Schedule');
    const run = find(stacks, 'AWS::Lambda::Function', 'OutboxSweepSchedule');
    const targets = rule.Properties['Targets'] as { DeadLetterConfig?: unknown }[];
    const withoutRule = withResource(
      stacks,
      rule,
      ({ Properties }) => (Properties['Targets'] = targets.map(({ DeadLetterConfig: _, ...rest }) => rest)),
    );
    expect(deliveriesWithoutEnd(withoutRule)).toEqual([rule.at]);
    const { DeadLetterConfig: _, ...target } = schedule.Properties['Target'] as { DeadLetterConfig?: unknown };
    expect(
      deliveriesWithoutEnd(withResource(stacks, schedule, ({ Properties }) => (Properties['Target'] = target))),
    ).toEqual([schedule.at]);
    expect(
      deliveriesWithoutEnd(withResource(stacks, run, ({ Properties }) => delete Properties['DeadLetterConfig'])),
    ).toEqual([run.at]);
  });

  it('when its policy lets plain http through', () => {
    const policy = find(stacks, 'AWS::SQS::QueuePolicy', 'Region330100Queue');
    const planted = withResource(stacks, policy, ({ Properties }) => {
      const document = Properties['PolicyDocument'] as { Statement: { Effect: string }[] };
      document.Statement = document.Statement.filter(({ Effect }) => Effect !== 'Deny');
    });
    expect(plainHttp(planted)).toEqual([`${region.at}.Arn`]);
  });
});
