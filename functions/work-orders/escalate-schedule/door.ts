import { faultFields } from '#shared/edge/observability.ts';
import { scheduleDoor } from '#shared/edge/schedule.ts';
import { countyCodes, prefectureCodes } from '#shared/reference/regions.ts';
import type { EscalateDeps } from './deps.ts';
import { escalateOrder } from './escalate-order.ts';

type Tally = { overdue: number; told: number; failed: number };

/** The overdue orders of one region, page by page; one that cannot be written does not keep the others. */
const escalateRegion = async (regionCode: string, now: Date, tally: Tally, deps: EscalateDeps): Promise<void> => {
  let after: string | undefined;
  do {
    const query = { regionCode, now: now.toISOString(), ...(after === undefined ? {} : { after }) };
    const { orders, unreadable, next } = await deps.store.overdue(query);
    for (const workOrderId of unreadable) deps.log.error('overdue work order not readable', { workOrderId });
    tally.failed += unreadable.length;
    for (const order of orders) {
      tally.overdue += 1;
      try {
        tally.told += await escalateOrder(order, now, deps);
      } catch (fault) {
        tally.failed += 1;
        deps.log.error('work order not escalated', { workOrderId: order.workOrderId, ...faultFields(fault) });
      }
    }
    after = next;
  } while (after !== undefined);
};

/**
 * Passes overdue orders up: the county is told, then the prefecture, then the province, each once. A region that cannot be
 * read does not keep those that come after it.
 */
export const createHandler = (deps: EscalateDeps) => {
  const escalate = async (): Promise<Tally> => {
    const now = deps.clock();
    const tally: Tally = { overdue: 0, told: 0, failed: 0 };
    for (const regionCode of [...prefectureCodes, ...countyCodes]) {
      try {
        await escalateRegion(regionCode, now, tally, deps);
      } catch (fault) {
        tally.failed += 1;
        deps.log.error('overdue work orders not read', { regionCode, ...faultFields(fault) });
      }
    }
    if (tally.failed > 0) throw new Error('work orders were not escalated');
    return tally;
  };
  return scheduleDoor('escalate-work-orders', escalate, deps.log);
};
