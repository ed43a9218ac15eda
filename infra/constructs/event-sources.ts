import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { type DoorFunction, doorId } from './function.ts';
import type { LastQueue, WorkQueue } from './queue.ts';
import type { HouseTable } from './table.ts';

/** Messages of a queue come to a function, some at a time; each is answered for itself. */
export const consumeQueue = (queue: WorkQueue, fn: DoorFunction, batchSize: number): void => {
  queue.grantConsume(fn);
  const mapping = new CfnEventSourceMapping(fn, `From${doorId(queue.node.id)}`, {
    functionName: fn.fn.functionName,
    eventSourceArn: queue.queue.queueArn,
    batchSize,
    functionResponseTypes: ['ReportBatchItemFailures'],
  });
  mapping.node.addDependency(fn.role);
};

export type StreamReader = {
  readonly config: StageConfig;
  readonly parking: LastQueue;
  /** EventBridge-style filter of records; `undefined`: every record. */
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly batchSize: number;
};

/** Records go after 24 hours, so that somebody has to know long before. */
const RECORDS_WAIT_AT_MOST = Duration.minutes(5);

const alarmAtOldRecords = (fn: DoorFunction): void => {
  if (fn.node.tryFindChild('IteratorAgeAlarm') !== undefined) return;
  fn.alarm('IteratorAgeAlarm', {
    metric: fn.fn.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }),
    threshold: RECORDS_WAIT_AT_MOST.toMilliseconds(),
    periods: 3,
  });
};

/**
 * Records of a table's stream come to a function, in order. On AWS a batch that fails is halved until the bad record
 * stands alone; it is given up after a while and its number sent to the parking queue.
 */
export const readStream = (table: HouseTable, fn: DoorFunction, reader: StreamReader): void => {
  table.grantStream(fn);
  alarmAtOldRecords(fn);
  const { streamGivesUp } = reader.config;
  if (streamGivesUp !== undefined) reader.parking.grantSend(fn);
  const mapping = new CfnEventSourceMapping(fn, `From${doorId(table.node.id)}`, {
    functionName: fn.fn.functionName,
    eventSourceArn: table.table.tableStreamArn ?? '',
    startingPosition: 'TRIM_HORIZON',
    batchSize: reader.batchSize,
    ...(reader.filter === undefined
      ? {}
      : { filterCriteria: { filters: [{ pattern: JSON.stringify(reader.filter) }] } }),
    ...(streamGivesUp === undefined
      ? {}
      : {
          bisectBatchOnFunctionError: true,
          maximumRetryAttempts: streamGivesUp.retries,
          maximumRecordAgeInSeconds: Duration.hours(streamGivesUp.maxAgeHours).toSeconds(),
          destinationConfig: { onFailure: { destination: reader.parking.queue.queueArn } },
        }),
  });
  mapping.node.addDependency(fn.role);
};

export type ScheduleProps = {
  /** `rate(1 minute)` or a cron expression in Asia/Shanghai. */
  readonly expression: string;
  readonly deadLetters: Queue;
};

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };
const LEAST_QUIET = Duration.minutes(15);
const MOST_QUIET = Duration.days(1);

/** How long nothing may run before somebody is told: three times the interval, within what an alarm can look back. */
const quietTime = (expression: string): Duration => {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const interval = Number(count) * (MINUTES[unit] ?? Number.NaN);
  if (Number.isNaN(interval)) return MOST_QUIET;
  const minutes = Math.max(LEAST_QUIET.toMinutes(), Math.min(MOST_QUIET.toMinutes(), 3 * interval));
  return Duration.minutes(minutes);
};

/** What the scheduler wakes runs by itself: a run that failed three times goes to the dead-letter queue too. */
const keepFailedRuns = (fn: DoorFunction, deadLetters: Queue): void => {
  const resource = fn.fn.node.defaultChild;
  if (!(resource instanceof CfnFunction)) throw new Error(`${fn.node.path} has no resource`);
  resource.deadLetterConfig = { targetArn: deadLetters.queueArn };
  fn.grant(['sqs:SendMessage'], [deadLetters.queueArn]);
  const key = deadLetters.encryptionMasterKey;
  if (key !== undefined) fn.grant(['kms:GenerateDataKey', 'kms:Decrypt'], [key.keyArn]);
};

/**
 * A schedule that wakes a function, with tries and a dead-letter queue: for the wake-up that did not arrive and for the
 * run that failed. Silence is an alarm.
 */
export class Schedule extends Construct {
  constructor(fn: DoorFunction, props: ScheduleProps) {
    super(fn, 'Schedule');
    keepFailedRuns(fn, props.deadLetters);
    fn.alarm('SilenceAlarm', {
      metric: fn.fn.metricInvocations({ period: quietTime(props.expression) }),
      threshold: 1,
      when: 'silence',
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.fn.functionArn] }),
    );
    role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [props.deadLetters.queueArn] }),
    );
    const key = props.deadLetters.encryptionMasterKey;
    if (key !== undefined) {
      role.addToPrincipalPolicy(
        new PolicyStatement({ actions: ['kms:GenerateDataKey', 'kms:Decrypt'], resources: [key.keyArn] }),
      );
    }
    const schedule = new CfnSchedule(this, 'Schedule', {
      flexibleTimeWindow: { mode: 'OFF' },
      scheduleExpression: props.expression,
      scheduleExpressionTimezone: 'Asia/Shanghai',
      target: {
        arn: fn.fn.functionArn,
        roleArn: role.roleArn,
        input: '{}',
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
        deadLetterConfig: { arn: props.deadLetters.queueArn },
      },
    });
    schedule.node.addDependency(role);
  }
}
