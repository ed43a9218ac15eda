import { issuedOrder } from '#shared/contracts/records/issued-orders.ts';
import { queueDoor } from '#shared/edge/queue.ts';
import type { MergeDeps } from './deps.ts';
import { mergeReports } from './merge-reports.ts';

/** Work orders as they are issued: reports of one person become one case, after the fact and unseen by the public. */
export const createHandler = (deps: MergeDeps) =>
  queueDoor(issuedOrder, ({ detail }) => mergeReports(detail.subject.id, deps), deps.log);
