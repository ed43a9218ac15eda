import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
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
  /** Anchor in docs/runbooks/alarms.md. */
  readonly runbook: string;
  /** How long a message may wait before somebody is told; left out: as long as the queue keeps it. */
  readonly waitsAtMost?: Duration;
  /** How long a message is hidden from others once received; at least 6 times the function's timeout. */
  readonly visibilitySeconds?: number;
  /** Times that a message is tried before it goes to the dead-letter queue. */
  readonly tries?: number;
};

const RETENTION = Duration.days(14);

const queueBase = ({ config, key }: QueueProps) => ({
  encryption: QueueEncryption.KMS,
  encryptionMasterKey: key,
  dataKeyReuse: Duration.hours(1),
  retentionPeriod: RETENTION,
  removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
});

/** A queue that nobody works off, with the alarm at the first message in it. */
export const addDeadLetters = (scope: Construct, id: string, props: QueueProps): Queue => {
  const queue = new Queue(scope, id, queueBase(props));
  if (props.config.requireTls) denyPlainHttp(queue);
  addAlarm(scope, `${id}Alarm`, {
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
    threshold: 1,
    impact: props.impact,
    runbook: props.runbook,
    topic: props.alarms,
  });
  return queue;
};

/** May put messages in; SQS encrypts them under the queues' key on the sender's behalf. */
const allowSend = (fn: DoorFunction, queue: Queue, key: Key): void => {
  fn.grant(['sqs:SendMessage'], [queue.queueArn]);
  fn.grant(['kms:GenerateDataKey', 'kms:Decrypt'], [key.keyArn]);
};

/** Where something ends that went wrong, until a person has looked at it: the first message is the alarm. */
export class LastQueue extends Construct {
  readonly queue: Queue;
  private readonly key: Key;

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(scope, id);
    this.key = props.key;
    this.queue = addDeadLetters(this, 'Queue', props);
  }

  grantSend(fn: DoorFunction): void {
    allowSend(fn, this.queue, this.key);
  }
}

/** A queue with its dead-letter queue and the alarm at the first message in it. Standard, never FIFO (docs/adr/0005). */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  private readonly key: Key;

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(scope, id);
    this.key = props.key;
    this.deadLetters = addDeadLetters(this, 'DeadLetters', props);
    this.queue = new Queue(this, 'Queue', {
      ...queueBase(props),
      visibilityTimeout: Duration.seconds(props.visibilitySeconds ?? 90),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.tries ?? 5 },
    });
    if (props.config.requireTls) denyPlainHttp(this.queue);
    if (props.waitsAtMost !== undefined) {
      addAlarm(this, 'WaitsAlarm', {
        metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5) }),
        threshold: props.waitsAtMost.toSeconds(),
        impact: props.impact,
        runbook: props.runbook,
        topic: props.alarms,
      });
    }
  }

  grantSend(fn: DoorFunction): void {
    allowSend(fn, this.queue, this.key);
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
