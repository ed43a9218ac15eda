import { Duration } from 'aws-cdk-lib';
import type { Env } from '#functions/work-orders/merge-reports-queue/env.ts';
import { consumeQueue } from '../constructs/event-sources.ts';
import { door } from '../constructs/function.ts';
import type { Capability } from '../constructs/house.ts';
import { WorkQueue } from '../constructs/queue.ts';
import { deliver } from '../constructs/routing.ts';

const SECONDS = 30;
/** A message is hidden for six times its function's timeout. */
const HIDDEN = 6;
const IMPACT = 'Reports of one person stay separate work orders: two visits to the same family, nothing is lost.';

/**
 * Reports of one person become one case: every work order that is issued comes here too, by the bus. The function opens
 * whom it is about and may move work orders; it has no right on the registry or on what the public reads.
 */
export const merging: Capability = (scope, { platform, data, messaging }) => {
  const { cases } = data.tables;
  const queue = new WorkQueue(scope, 'IssuedOrders', {
    config: platform.config,
    key: data.keys.queues,
    alarms: data.alarms,
    impact: IMPACT,
    runbook: 'work-orders-merge',
    waitsAtMost: Duration.hours(1),
    visibilitySeconds: SECONDS * HIDDEN,
  });
  deliver(scope, 'OrderIssued', {
    bus: messaging.bus,
    queue: queue.queue,
    undelivered: messaging.undelivered.queue,
    pattern: { source: ['low-income-net'], 'detail-type': ['work-order.issued'] },
  });
  const merge = door<Env>(scope, platform, {
    door: 'work-orders/merge-reports-queue',
    environment: { CASES_TABLE: cases.name, IDENTITY_SECRET: data.secrets.identity.arn },
    errorImpact: IMPACT,
    runbook: 'work-orders-merge',
    timeoutSeconds: SECONDS,
  });
  cases.grant(merge, ['get', 'put'], ['WORK-ORDER#', 'SUBJECT#']);
  cases.grant(merge, ['put'], ['OUT#']);
  merge.grant(['kms:Decrypt'], [data.keys.fields.keyArn]);
  data.secrets.identity.grantRead(merge);
  consumeQueue(queue, merge, 10);
  return { workQueues: { issuedOrders: queue.queue.queueUrl } };
};
