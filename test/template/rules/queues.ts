import { at, type Located, resourcesOf, type Stacks, textOf } from '#test/support/templates.ts';
import { functionsOf } from './roles.ts';

/** The queue that messages go to when a queue's consumer gave up, as `stack.id.Arn`. */
const redriveOf = (stacks: Stacks, queue: Located): string | undefined => {
  const target = at(queue.Properties, 'RedrivePolicy', 'deadLetterTargetArn');
  return target === undefined ? undefined : textOf(stacks, queue.stack, target);
};

const arnOf = ({ at: where }: Located): string => `${where}.Arn`;

export const queuesOf = (stacks: Stacks): Located[] => resourcesOf(stacks, 'AWS::SQS::Queue');

/** Where something that is no queue gives up: subscriptions, rules, schedules, functions, stream readers. */
const givenUpInto = (stacks: Stacks): string[] => {
  const places: Readonly<Record<string, readonly (string | number)[]>> = {
    'AWS::SNS::Subscription': ['RedrivePolicy', 'deadLetterTargetArn'],
    'AWS::Events::Rule': ['Targets', 0, 'DeadLetterConfig', 'Arn'],
    'AWS::Scheduler::Schedule': ['Target', 'DeadLetterConfig', 'Arn'],
    'AWS::Lambda::Function': ['DeadLetterConfig', 'TargetArn'],
    'AWS::Lambda::EventSourceMapping': ['DestinationConfig', 'OnFailure', 'Destination'],
  };
  const named = Object.entries(places).flatMap(([type, path]) =>
    resourcesOf(stacks, type).map(({ stack, Properties }) => textOf(stacks, stack, at(Properties, ...path) ?? '')),
  );
  const parking = functionsOf(stacks).map(({ stack, Properties }) =>
    textOf(stacks, stack, at(Properties, 'Environment', 'Variables', 'PARKING_QUEUE_URL') ?? ''),
  );
  return [...named, ...parking.map((url) => `${url}.Arn`)];
};

/** Queues that something gives up into. */
export const deadLetterQueues = (stacks: Stacks): Located[] => {
  const targets = new Set([...queuesOf(stacks).map((queue) => redriveOf(stacks, queue)), ...givenUpInto(stacks)]);
  return queuesOf(stacks).filter((queue) => targets.has(arnOf(queue)));
};

export const workQueues = (stacks: Stacks): Located[] => {
  const dead = new Set(deadLetterQueues(stacks).map(arnOf));
  return queuesOf(stacks).filter((queue) => !dead.has(arnOf(queue)));
};

/** Alarms at a metric of this queue. */
const alarmsAt = (stacks: Stacks, queue: Located, metric: string): Located[] =>
  resourcesOf(stacks, 'AWS::CloudWatch::Alarm').filter(
    ({ stack, Properties }) =>
      Properties['MetricName'] === metric &&
      (at(Properties, 'Dimensions') as unknown[]).some(
        (dimension) => textOf(stacks, stack, at(dimension, 'Value')) === `${queue.at}.QueueName`,
      ),
  );

/** Alarms at the first message of this queue. */
const alarmsOn = (stacks: Stacks, queue: Located): Located[] =>
  alarmsAt(stacks, queue, 'ApproximateNumberOfMessagesVisible').filter(
    ({ Properties }) => Properties['Threshold'] === 1,
  );

/** Work queues in which a message may wait as long as the queue keeps it, and nobody is told. */
export const queuesThatWaitUnseen = (stacks: Stacks): string[] =>
  workQueues(stacks)
    .filter((queue) => alarmsAt(stacks, queue, 'ApproximateAgeOfOldestMessage').length === 0)
    .map(({ at: where }) => where);

/** Work queues from which a message could be lost, or given up without a word. */
export const queuesWithoutEnd = (stacks: Stacks): string[] => [
  ...workQueues(stacks)
    .filter((queue) => redriveOf(stacks, queue) === undefined)
    .map(({ at: where }) => `${where}: no dead-letter queue`),
  ...deadLetterQueues(stacks)
    .filter((queue) => alarmsOn(stacks, queue).length === 0)
    .map(({ at: where }) => `${where}: no alarm at the first message`),
];

const seconds = (queue: Located, property: string, byDefault: number): number =>
  Number(queue.Properties[property] ?? byDefault);
const FOUR_DAYS = 345_600;

/** Dead-letter queues that keep a message for less long than the queue that it comes from. */
export const forgetfulDeadLetters = (stacks: Stacks): string[] =>
  workQueues(stacks).flatMap((queue) => {
    const dead = queuesOf(stacks).find((other) => arnOf(other) === redriveOf(stacks, queue));
    if (dead === undefined) return [];
    const kept = seconds(dead, 'MessageRetentionPeriod', FOUR_DAYS);
    return kept < seconds(queue, 'MessageRetentionPeriod', FOUR_DAYS) ? [dead.at] : [];
  });

const SQS_DEFAULT_VISIBILITY = 30;

/** Queues whose message shows up again while its function may still be at work on it. */
export const hiddenTooShort = (stacks: Stacks): { readonly checked: number; readonly broken: string[] } => {
  const mappings = resourcesOf(stacks, 'AWS::Lambda::EventSourceMapping');
  const pairs = mappings.flatMap((mapping) => {
    const source = textOf(stacks, mapping.stack, mapping.Properties['EventSourceArn']);
    const fnRef = textOf(stacks, mapping.stack, mapping.Properties['FunctionName']);
    const queue = queuesOf(stacks).find((candidate) => arnOf(candidate) === source);
    const fn = functionsOf(stacks).find(({ at: where }) => where === fnRef);
    return queue === undefined || fn === undefined ? [] : [{ queue, fn, mapping }];
  });
  const tooShort = pairs.filter(({ queue, fn, mapping }) => {
    const needed =
      6 * Number(fn.Properties['Timeout']) + Number(mapping.Properties['MaximumBatchingWindowInSeconds'] ?? 0);
    return seconds(queue, 'VisibilityTimeout', SQS_DEFAULT_VISIBILITY) < needed;
  });
  return { checked: pairs.length, broken: tooShort.map(({ queue }) => queue.at) };
};

/** Deliveries (rule targets, schedules, functions that a schedule wakes) without a queue for what did not arrive. */
export const deliveriesWithoutEnd = (stacks: Stacks): string[] => {
  const known = new Set(queuesOf(stacks).map(arnOf));
  const lost = (located: Located, arn: unknown): boolean =>
    arn === undefined || !known.has(textOf(stacks, located.stack, arn));
  const rules = resourcesOf(stacks, 'AWS::Events::Rule').filter((rule) =>
    (rule.Properties['Targets'] as unknown[]).some((target) => lost(rule, at(target, 'DeadLetterConfig', 'Arn'))),
  );
  const schedules = resourcesOf(stacks, 'AWS::Scheduler::Schedule').filter((schedule) =>
    lost(schedule, at(schedule.Properties, 'Target', 'DeadLetterConfig', 'Arn')),
  );
  const woken = new Set(
    resourcesOf(stacks, 'AWS::Scheduler::Schedule').map(({ stack, Properties }) =>
      textOf(stacks, stack, at(Properties, 'Target', 'Arn')),
    ),
  );
  const runs = functionsOf(stacks)
    .filter((fn) => woken.has(arnOf(fn)))
    .filter((fn) => lost(fn, at(fn.Properties, 'DeadLetterConfig', 'TargetArn')));
  return [...rules, ...schedules, ...runs].map(({ at: where }) => where);
};

/** Queues and buckets that would answer over plain http. */
export const plainHttp = (stacks: Stacks): string[] => {
  const denied = ['AWS::SQS::QueuePolicy', 'AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy']
    .flatMap((type) => resourcesOf(stacks, type))
    .flatMap(({ stack, Properties }) =>
      (at(Properties, 'PolicyDocument', 'Statement') as unknown[]).map((statement) => ({ stack, statement })),
    )
    .filter(
      ({ statement }) =>
        at(statement, 'Effect') === 'Deny' && at(statement, 'Condition', 'Bool', 'aws:SecureTransport') === 'false',
    )
    .flatMap(({ stack, statement }) =>
      [at(statement, 'Resource')].flat().map((resource) => textOf(stacks, stack, resource)),
    );
  const served = [
    ...queuesOf(stacks).map(arnOf),
    ...resourcesOf(stacks, 'AWS::S3::Bucket').map(arnOf),
    ...resourcesOf(stacks, 'AWS::SNS::Topic').map(({ at: where }) => where),
  ];
  return served.filter((arn) => !denied.includes(arn));
};
