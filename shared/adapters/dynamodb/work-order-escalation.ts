import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { workOrderRecord } from '#shared/contracts/records/work-orders.ts';
import type { EscalationStore, OverduePage } from '#shared/domain/work-orders/ports.ts';
import type { Escalation, WorkOrder } from '#shared/domain/work-orders/types.ts';
import { given } from '#shared/kernel/given.ts';
import { batchGet } from './batch-get.ts';
import { outboxWrite } from './outbox.ts';
import { readSideBySide } from './side-by-side.ts';
import { type NamedWrite, transact } from './transaction.ts';
import { countyKind, workOrderKey } from './work-order-item.ts';

/** Orders that are looked at together. */
const PAGE = 100;

const orderOf = (item: Record<string, unknown>): WorkOrder | undefined => {
  const record = workOrderRecord.safeParse(item);
  if (!record.success) return undefined;
  const { sealed: _, ...order } = record.data;
  return order;
};

/** The orders of items, and the ids of those that cannot be read. */
const ordersOf = (items: readonly Record<string, unknown>[]): Pick<OverduePage, 'orders' | 'unreadable'> => {
  const read = items.map((item) => ({ id: String(item['workOrderId']), order: orderOf(item) }));
  return {
    orders: read.flatMap(({ order }) => order ?? []),
    unreadable: read.flatMap(({ id, order }) => (order === undefined ? [id] : [])),
  };
};

/** The level, the line and the version; the sealed fields stay as they are, and nobody here could open them. */
const levelWrite = (table: string, { order }: Escalation): NamedWrite => ({
  name: 'work order',
  write: {
    Update: {
      TableName: table,
      Key: workOrderKey(order.workOrderId),
      UpdateExpression: 'SET escalation = :escalation, timeline = list_append(timeline, :step), version = :version',
      ConditionExpression: 'version = :before AND attribute_exists(openPk)',
      ExpressionAttributeValues: {
        ':escalation': order.escalation,
        ':step': order.timeline.slice(-1),
        ':version': order.version,
        ':before': order.version - 1,
      },
    },
  },
});

/** Overdue orders by the index of open ones by deadline, never by a scan. */
export const escalationStore = (client: DynamoDBDocumentClient, table: string): EscalationStore => ({
  overdue: async ({ regionCode, now, after }) => {
    const page = await readSideBySide(client, {
      table,
      index: 'open',
      partitionName: 'openPk',
      sortName: 'openSk',
      partitions: [countyKind(regionCode, 'work-order')],
      to: now,
      limit: PAGE,
      ...given({ after }),
    });
    const keys = page.rows.map(({ pk }) => ({ pk, sk: 'STATE' }));
    const items = new Map((await batchGet(client, table, keys)).map((item) => [item['pk'], item]));
    return {
      ...ordersOf(keys.map(({ pk }) => items.get(pk)).filter((item) => item !== undefined)),
      ...given({ next: page.next }),
    };
  },
  save: async (escalation) => {
    const failed = await transact(client, [levelWrite(table, escalation), outboxWrite(table, escalation.message)]);
    return failed.size === 0 ? 'saved' : 'stale';
  },
});
