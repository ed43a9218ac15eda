import { Duration, Stack } from 'aws-cdk-lib';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { type DoorFunction, doorId } from './function.ts';
import type { WorkQueue } from './queue.ts';
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
  readonly parking: WorkQueue;
  /** EventBridge-style filter of records; `undefined`: every record. */
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly batchSize: number;
};

/**
 * Records of a table's stream come to a function, in order. On AWS a batch that fails is halved until the bad record
 * stands alone; it is given up after a while and its number sent to the parking queue.
 */
export const readStream = (table: HouseTable, fn: DoorFunction, reader: StreamReader): void => {
  table.grantStream(fn);
  const { streamGivesUp } = reader.config;
  if (streamGivesUp !== undefined) reader.parking.grantSend(fn);
  const mapping = new CfnEventSourceMapping(fn, `From${doorId(table.node.id)}`, {
    functionName: fn.fn.functionName,
    eventSourceArn: table.table.tableStreamArn ?? '',
    startingPosition: 'TRIM_HORIZON',
    batchSize: reader.batchSize,
    ...(reader.filter === undefined ? {} : { filterCriteria: { filters: [{ pattern: JSON.stringify(reader.filter) }] } }),
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

/** A schedule that wakes a function, with tries and a dead-letter queue of its own. */
export class Schedule extends Construct {
  constructor(fn: DoorFunction, props: ScheduleProps) {
    super(fn, 'Schedule');
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.fn.functionArn] }));
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [props.deadLetters.queueArn] }));
    const key = props.deadLetters.encryptionMasterKey;
    if (key !== undefined) {
      role.addToPrincipalPolicy(new PolicyStatement({ actions: ['kms:GenerateDataKey', 'kms:Decrypt'], resources: [key.keyArn] }));
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
