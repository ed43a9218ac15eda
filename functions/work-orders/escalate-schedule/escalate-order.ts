import { escalate } from '#shared/domain/work-orders/escalate.ts';
import type { WorkOrder } from '#shared/domain/work-orders/types.ts';
import type { EscalateDeps } from './deps.ts';

/**
 * Tells every level that is due, one transaction each; how many were told. An order that moved in between, by an official
 * or by another run of this schedule, is left to the next run.
 */
export const escalateOrder = async (order: WorkOrder, now: Date, deps: EscalateDeps): Promise<number> => {
  const policy = deps.policyAt(now);
  let current = order;
  for (let told = 0; ; told += 1) {
    const act = { actor: 'system', now, messageId: deps.newMessageId() };
    const next = escalate(current, policy, act);
    if (next === undefined || (await deps.store.save(next)) === 'stale') return told;
    current = next.order;
  }
};
