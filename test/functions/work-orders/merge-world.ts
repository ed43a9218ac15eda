import { createHandler } from '#functions/work-orders/merge-reports-queue/door.ts';
import { submitReport } from '#shared/domain/discovery/decide.ts';
import type { Report } from '#shared/domain/discovery/types.ts';
import type { Message } from '#shared/domain/outbox/types.ts';
import type { KnownWorkOrder, MergeStore, MergeWrite } from '#shared/domain/work-orders/ports.ts';
import type { WorkOrder } from '#shared/domain/work-orders/types.ts';
import { policyFor } from '#shared/policy/policy.ts';

export const NOW = new Date('2026-11-24T02:00:00.000Z');
export const NUMBER = '11010519491231002X';

/** The n-th order, as its report made it n seconds after the first. */
export const reported = (
  n: number,
  subject: Partial<Report['subject']> = {},
  more: Partial<Report> = {},
): KnownWorkOrder => {
  const report: Report = {
    subject: { name: '陈小明', regionCode: '330102001', situations: ['illness'], ...subject },
    ...more,
  };
  const id = String(n).padStart(20, '0');
  const ids = { trackingCode: `T${id}`, workOrderId: `id${id}`, messageId: `M${id}` };
  const made = submitReport(report, policyFor('2026-11-24'), ids, new Date(NOW.getTime() + n * 1000));
  return { order: made.workOrder, subject: made.subject };
};

/** Every tracking code that an order answers for. */
export const codesOf = ({ trackingCode, alsoReported = [] }: WorkOrder): readonly string[] => [
  trackingCode,
  ...alsoReported,
];

/** The merging with everything outside it in memory, under the same conditions as the table's. */
export const mergeWorld = (store: Partial<MergeStore> = {}) => {
  const orders = new Map<string, KnownWorkOrder>();
  const claims = new Map<string, string>();
  const sent: Message[] = [];
  const moved = (merge: MergeWrite | undefined): boolean =>
    merge !== undefined &&
    [merge.main, merge.closed].some((next) => orders.get(next.workOrderId)?.order.version !== next.version - 1);
  const write = ({ main, closed, otherReports, messages }: MergeWrite): void => {
    for (const next of [main, closed]) {
      const subject = orders.get(next.workOrderId)?.subject ?? { name: '' };
      orders.set(next.workOrderId, {
        order: next,
        subject: { ...subject, ...(next === main ? { otherReports } : {}) },
      });
    }
    sent.push(...messages);
  };
  const memory: MergeStore = {
    find: async (id) => orders.get(id),
    findClaim: async ({ tokens, countyCode }) => {
      const token = tokens.find((one) => claims.has(`${one}#${countyCode}`));
      const workOrderId = claims.get(`${token}#${countyCode}`);
      return token === undefined || workOrderId === undefined ? undefined : { token, workOrderId };
    },
    save: async ({ claim: { tokens, countyCode }, found, workOrderId, merge }) => {
      const key = `${tokens[0]}#${countyCode}`;
      const expected = found?.token === tokens[0] ? found?.workOrderId : undefined;
      if (claims.get(key) !== expected || moved(merge)) return 'stale';
      claims.set(key, workOrderId);
      if (merge !== undefined) write(merge);
      return 'saved';
    },
  };
  let drawn = 0;
  const handler = createHandler({
    store: { ...memory, ...store },
    tokensOf: async (subject) => [`now:${subject}`, `before:${subject}`],
    keepDaysAt: () => 365,
    clock: () => NOW,
    newMessageId: () => {
      drawn += 1;
      return `N${drawn}`;
    },
    log: { info: () => undefined, error: () => undefined },
  });
  /** Brings `work-order.issued` of these orders, in one batch; the failed ones come back. */
  const issued = async (...ids: readonly string[]): Promise<readonly string[]> => {
    const Records = ids.map((id) => ({
      messageId: id,
      body: JSON.stringify({
        detail: { type: 'work-order.issued', subject: { kind: 'work-order', id } },
      }),
    }));
    const answer = await handler({ Records } as unknown as Parameters<typeof handler>[0]);
    return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
  const add = (...known: readonly KnownWorkOrder[]) =>
    known.forEach((one) => void orders.set(one.order.workOrderId, one));
  const change = (id: string, fields: Partial<WorkOrder>) => {
    const known = orders.get(id);
    if (known === undefined) throw new Error(`no order ${id}`);
    orders.set(id, { ...known, order: { ...known.order, ...fields, version: known.order.version + 1 } });
  };
  const orderOf = ({ order: { workOrderId } }: KnownWorkOrder): WorkOrder => {
    const known = orders.get(workOrderId);
    if (known === undefined) throw new Error(`no order ${workOrderId}`);
    return known.order;
  };
  const open = () => [...orders.values()].map(({ order }) => order).filter(({ state }) => state !== 'closed');
  return { orders, claims, sent, issued, add, change, orderOf, open, memory };
};
