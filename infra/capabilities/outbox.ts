import type { Env as RelayEnv } from '#functions/outbox/relay-stream/env.ts';
import type { Env as SweepEnv } from '#functions/outbox/sweep-schedule/env.ts';
import { Schedule, readStream } from '../constructs/event-sources.ts';
import { door } from '../constructs/function.ts';
import type { Capability } from '../constructs/house.ts';

/** New items of an outbox, and nothing else of a table. */
const NEW_MESSAGES = { eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'OUT#' }] } } } };

/** The one way out: the relay on every table's stream, and the sweep for what a stream lost. */
export const outbox: Capability = (scope, { platform, data, messaging }) => {
  const tables = [data.tables.cases, data.tables.registry];
  const relay = door<RelayEnv>(scope, platform, {
    door: 'outbox/relay-stream',
    environment: { BUS_NAME: messaging.bus.eventBusName, PARKING_QUEUE_URL: messaging.parking.queue.queueUrl },
    errorImpact: 'Work orders and alerts reach regions up to a minute late.',
    runbook: 'outbox-relay',
    timeoutSeconds: 60,
  });
  const sweep = door<SweepEnv>(scope, platform, {
    door: 'outbox/sweep-schedule',
    environment: { BUS_NAME: messaging.bus.eventBusName, OUTBOX_TABLES: tables.map(({ name }) => name).join(',') },
    errorImpact: 'Messages that the relay missed do not reach their region.',
    runbook: 'outbox-sweep',
    timeoutSeconds: 60,
  });
  for (const fn of [relay, sweep]) fn.grant(['events:PutEvents'], [messaging.bus.eventBusArn]);
  messaging.parking.grantSend(relay);
  for (const table of tables) {
    table.grant(relay, ['delete'], ['OUT#']);
    table.grant(sweep, ['query', 'delete'], ['OUT#']);
    readStream(table, relay, { config: platform.config, parking: messaging.parking, filter: NEW_MESSAGES, batchSize: 100 });
  }
  new Schedule(sweep, { expression: 'rate(1 minute)', deadLetters: messaging.missed.queue });
};
