import { Duration } from 'aws-cdk-lib';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type { Env as HeartbeatEnv } from '#functions/outbox/heartbeat-schedule/env.ts';
import type { Env as RelayEnv } from '#functions/outbox/relay-stream/env.ts';
import type { Env as SweepEnv } from '#functions/outbox/sweep-schedule/env.ts';
import { readStream, Schedule } from '../constructs/event-sources.ts';
import { type DoorFunction, door } from '../constructs/function.ts';
import type { Capability } from '../constructs/house.ts';

/** New items of an outbox, and nothing else of a table. */
const NEW_MESSAGES = { eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'OUT#' }] } } } };

/**
 * Once a minute the sweep logs how many messages it had to publish: messages waited because the relay did not come. Now
 * and then is nothing; a quarter of an hour of it is a relay that does not run.
 */
const alarmAtWaitingMessages = (sweep: DoorFunction, stage: string): void => {
  const published = sweep.logs.addMetricFilter('Waiting', {
    filterPattern: FilterPattern.literal('{ $.published > 0 }'),
    metricNamespace: `low-income-net/${stage}`,
    metricName: 'MessagesThatWaited',
    metricValue: '$.published',
  });
  sweep.alarm('WaitingAlarm', {
    metric: published.metric({ statistic: 'Sum', period: Duration.minutes(5) }),
    threshold: 1,
    periods: 3,
  });
};

/** The one way out: the relay on every table's stream, and the sweep for what a stream lost. */
export const outbox: Capability = (scope, { platform, data, messaging }) => {
  const tables = [data.tables.cases, data.tables.registry];
  const relay = door<RelayEnv>(scope, platform, {
    door: 'outbox/relay-stream',
    environment: { BUS_NAME: messaging.bus.eventBusName, PARKING_QUEUE_URL: messaging.parking.queue.queueUrl },
    errorImpact: 'Work orders and alerts reach regions up to a minute late.',
    runbook: 'outbox-relay',
    timeoutSeconds: 60,
    reservedConcurrency: platform.config.relayConcurrency,
  });
  const sweep = door<SweepEnv>(scope, platform, {
    door: 'outbox/sweep-schedule',
    environment: { BUS_NAME: messaging.bus.eventBusName, OUTBOX_TABLES: tables.map(({ name }) => name).join(',') },
    errorImpact: 'Messages that the relay missed do not reach their region.',
    runbook: 'outbox-sweep',
    timeoutSeconds: 60,
  });
  const heartbeat = door<HeartbeatEnv>(scope, platform, {
    door: 'outbox/heartbeat-schedule',
    environment: { BUS_NAME: messaging.bus.eventBusName },
    errorImpact: 'Regions get no sign of life and cannot tell silence from a fault.',
    runbook: 'outbox-heartbeat',
  });
  for (const fn of [relay, sweep, heartbeat]) fn.grant(['events:PutEvents'], [messaging.bus.eventBusArn]);
  messaging.parking.grantSend(relay);
  for (const table of tables) {
    table.grant(relay, ['delete'], ['OUT#']);
    table.grant(sweep, ['query', 'delete'], ['OUT#']);
    readStream(table, relay, {
      config: platform.config,
      parking: messaging.parking,
      filter: NEW_MESSAGES,
      batchSize: 100,
    });
  }
  alarmAtWaitingMessages(sweep, platform.config.name);
  new Schedule(sweep, { expression: 'rate(1 minute)', deadLetters: messaging.missed.queue });
  new Schedule(heartbeat, { expression: 'rate(15 minutes)', deadLetters: messaging.missed.queue });
};
