import { Stack } from 'aws-cdk-lib';
import { CfnRule, type EventBus } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export type DeliveryProps = {
  /** The bus; `undefined`: the account's own, where AWS services speak. */
  readonly bus?: EventBus;
  readonly pattern: Readonly<Record<string, unknown>>;
  readonly queue: Queue;
  /** Where an event goes that the queue would not take. */
  readonly undelivered: Queue;
};

/** Events that match go to a queue; what cannot be delivered goes to the dead-letter queue of deliveries. */
export const deliver = (scope: Construct, id: string, props: DeliveryProps): CfnRule => {
  const rule = new CfnRule(scope, id, {
    ...(props.bus === undefined ? {} : { eventBusName: props.bus.eventBusName }),
    eventPattern: props.pattern,
    state: 'ENABLED',
    targets: [
      {
        id: 'Queue',
        arn: props.queue.queueArn,
        deadLetterConfig: { arn: props.undelivered.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      },
    ],
  });
  allowEvents(props.queue, Stack.of(scope));
  allowEvents(props.undelivered, Stack.of(scope));
  return rule;
};

const allowed = new WeakSet<Queue>();

/** The events service of this account may put messages into the queue: said once a queue. */
const allowEvents = (queue: Queue, stack: Stack): void => {
  if (allowed.has(queue)) return;
  allowed.add(queue);
  queue.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  );
};
