import { decideMerge, subjectOf } from '#shared/domain/work-orders/merge.ts';
import type { KnownWorkOrder } from '#shared/domain/work-orders/ports.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import { epochSeconds } from '#shared/kernel/time.ts';
import type { MergeDeps } from './deps.ts';

/** More than the messages of a batch: all of them may be about one person. */
const TRIES = 12;
const DAY_SECONDS = 86_400;

/** One look at an order and at the one that is known for its person; `stale`: either moved meanwhile. */
const attempt = async (known: KnownWorkOrder, subject: string, deps: MergeDeps): Promise<'done' | 'stale'> => {
  const { workOrderId, regionCode } = known.order;
  const claim = { tokens: await deps.tokensOf(subject), countyCode: countyOf(regionCode) };
  const found = await deps.store.findClaim(claim);
  if (found?.workOrderId === workOrderId) return 'done';
  const holder = found === undefined ? undefined : await deps.store.find(found.workOrderId);
  const now = deps.clock();
  const ids = { closedMessageId: deps.newMessageId(), mainMessageId: deps.newMessageId() };
  const decision = decideMerge(known, holder, { now, ...ids });
  if (decision.kind === 'apart') return 'done';
  const expiresAt = epochSeconds(now) + deps.keepDaysAt(now) * DAY_SECONDS;
  const written =
    decision.kind === 'claim' ? { workOrderId } : { workOrderId: decision.main.workOrderId, merge: decision };
  return (await deps.store.save({ claim, found, expiresAt, ...written })) === 'saved' ? 'done' : 'stale';
};

/**
 * An order that was issued joins the open one of the same person in the same county, or becomes it. Twice, late or out of
 * order it comes to the same: what is closed is left alone, and a claim whose order has closed is taken over.
 */
export const mergeReports = async (workOrderId: string, deps: MergeDeps): Promise<void> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const known = await deps.store.find(workOrderId);
    const subject = known === undefined ? undefined : subjectOf(known);
    if (known === undefined || subject === undefined) return;
    if ((await attempt(known, subject, deps)) === 'done') return;
  }
  throw new Error('an order to be merged was changed again and again by others');
};
