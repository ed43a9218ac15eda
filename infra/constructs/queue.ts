import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { addAlarm } from './alarm.ts';
import type { DoorFunction } from './function.ts';

export type QueueProps = {
  readonly config: StageConfig;
  readonly key: Key;
  readonly alarms: ITopic;
  /** Who is hurt while a message lies in the dead-letter queue. */
  readonly impact: string;
  readonly runbook: string;
  /** How long a message is hidden from others once received; at least 6 times the function's timeout. */
  readonly visibilitySeconds?: number;
  /** Times that a message is tried before it goes to the dead-letter queue. */
  readonly tries?: number;
};

const RETENTION = Duration.days(14);

/** A queue with its dead-letter queue and the alarm at the first message in it. Standard, never FIFO (docs/adr/0005). */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  private readonly key: Key;

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(scope, id);
    const { config, key } = props;
    this.key = key;
    const base = {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      dataKeyReuse: Duration.hours(1),
      retentionPeriod: RETENTION,
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', base);
    this.queue = new Queue(this, 'Queue', {
      ...base,
      visibilityTimeout: Duration.seconds(props.visibilitySeconds ?? 90),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.tries ?? 5 },
    });
    if (config.requireTls) for (const queue of [this.queue, this.deadLetters]) denyPlainHttp(queue);
    addAlarm(this, 'DeadLettersAlarm', {
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 1,
      impact: props.impact,
      runbook: props.runbook,
      topic: props.alarms,
    });
  }

  /** May put messages in; SQS encrypts them under the queues' key on the sender's behalf. */
  grantSend(fn: DoorFunction): void {
    fn.grant(['sqs:SendMessage'], [this.queue.queueArn]);
    fn.grant(['kms:GenerateDataKey', 'kms:Decrypt'], [this.key.keyArn]);
  }

  /** May take messages out: the rights of an event source mapping. */
  grantConsume(fn: DoorFunction): void {
    fn.grant(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
      [this.queue.queueArn],
    );
    fn.grant(['kms:Decrypt'], [this.key.keyArn]);
  }
}

/** Refuses every call that does not come over TLS. */
export const denyPlainHttp = (queue: Queue): void => {
  queue.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      principals: [new StarPrincipal()],
      actions: ['sqs:*'],
      resources: [queue.queueArn],
      conditions: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  );
};
