import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type WorkOrderRecord, workOrderRecord } from '#shared/contracts/records/work-orders.ts';
import type {
  KnownWorkOrder,
  WorkOrderQuery,
  WorkOrderStore,
  WorkOrderWrite,
} from '#shared/domain/work-orders/ports.ts';
import type { PublicStep, WorkOrder, WorkOrderSubject } from '#shared/domain/work-orders/types.ts';
import { given } from '#shared/kernel/given.ts';
import { endOfShanghaiDay, startOfShanghaiDay } from '#shared/kernel/time.ts';
import type { FieldOpener, SealContext, Sealed } from '../crypto/field-cipher.ts';
import { batchGet } from './batch-get.ts';
import { reportKey } from './discovery.ts';
import { findMark, MARK, markWrite } from './idempotency.ts';
import { outboxWrite } from './outbox.ts';
import { type PersonWriter, personWrites } from './person-writes.ts';
import { countiesOf, partOfCounty } from './region-partitions.ts';
import { readSideBySide, type SideBySide } from './side-by-side.ts';
import { type NamedWrite, transact } from './transaction.ts';
import { countyKind, workOrderItem, workOrderKey } from './work-order-item.ts';

export type WorkOrderParts = {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly intake: string; readonly cases: string };
  readonly opener: FieldOpener;
  readonly people: PersonWriter;
};

const sealContext = (workOrderId: string): SealContext => ({ table: 'cases', item: workOrderKey(workOrderId).pk });

const subjectOf = (fields: Readonly<Record<string, string>>): WorkOrderSubject => {
  const { name, ...rest } = fields;
  return { name: name ?? '', ...rest };
};

const openRecord = async (record: WorkOrderRecord, opener: FieldOpener): Promise<KnownWorkOrder> => {
  const { sealed, ...order } = record;
  return { order, subject: subjectOf(await opener.open(sealContext(order.workOrderId), sealed)) };
};

const orderWrite = (table: string, order: WorkOrder, sealed: Sealed): NamedWrite => ({
  name: 'work order',
  write: {
    Put: {
      TableName: table,
      Item: workOrderItem(order, sealed),
      ConditionExpression: 'version = :before',
      ExpressionAttributeValues: { ':before': order.version - 1 },
    },
  },
});

/** The reporter's side of a step; nothing is read of it, so nothing can leak into it. */
const reportWrite = (table: string, order: WorkOrder, step: PublicStep): NamedWrite => ({
  name: 'report',
  write: {
    Update: {
      TableName: table,
      Key: reportKey(order.trackingCode),
      UpdateExpression: `SET #status = :status, timeline = list_append(timeline, :step), version = version + :one${step.result === undefined ? '' : ', #result = :result'}`,
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#status': 'status', ...(step.result === undefined ? {} : { '#result': 'result' }) },
      ExpressionAttributeValues: {
        ':status': step.status,
        ':step': [{ at: order.timeline.at(-1)?.at, code: step.code, text: step.text }],
        ':one': 1,
        ...(step.result === undefined ? {} : { ':result': step.result }),
      },
    },
  },
});

const indexOf = (
  query: WorkOrderQuery,
): Pick<SideBySide, 'index' | 'partitionName' | 'sortName' | 'from' | 'to' | 'only'> =>
  query.view === 'open'
    ? {
        index: 'open',
        partitionName: 'openPk',
        sortName: 'openSk',
        ...given({ to: query.dueBefore }),
        ...(query.state === undefined ? {} : { only: { state: query.state } }),
      }
    : {
        index: 'ledger',
        partitionName: 'ledgerPk',
        sortName: 'ledgerSk',
        ...given({
          from: query.from && startOfShanghaiDay(query.from),
          to: query.to && `${endOfShanghaiDay(query.to)}~`,
        }),
        only: { state: 'closed' },
      };

const readRecord = async (
  { client, tables }: WorkOrderParts,
  workOrderId: string,
): Promise<WorkOrderRecord | undefined> => {
  const answer = await client.send(
    new GetCommand({ TableName: tables.cases, Key: workOrderKey(workOrderId), ConsistentRead: true }),
  );
  return answer.Item === undefined ? undefined : workOrderRecord.parse(answer.Item);
};

const list = async (parts: WorkOrderParts, query: WorkOrderQuery) => {
  const page = await readSideBySide(parts.client, {
    table: parts.tables.cases,
    ...indexOf(query),
    partitions: countiesOf(query.regionCode).map((county) => countyKind(county, 'work-order')),
    ...given({ after: query.after, regionPrefix: partOfCounty(query.regionCode) }),
    limit: query.limit,
  });
  const items = await batchGet(
    parts.client,
    parts.tables.cases,
    page.rows.map(({ pk }) => ({ pk, sk: 'STATE' })),
  );
  const byKey = new Map(items.map((item) => [item['pk'], item]));
  const readable = page.rows.flatMap(({ pk }) => {
    const record = workOrderRecord.safeParse(byKey.get(pk));
    return record.success ? [record.data] : [];
  });
  return {
    items: await Promise.all(readable.map((record) => openRecord(record, parts.opener))),
    ...given({ next: page.next }),
  };
};

const save = async (parts: WorkOrderParts, { change, notes, registry, mark }: WorkOrderWrite) => {
  const { order, publicStep, message } = change;
  const before = await readRecord(parts, order.workOrderId);
  if (before === undefined) return 'stale';
  const sealed = await parts.opener.sealMore(sealContext(order.workOrderId), before.sealed, notes);
  const failed = await transact(parts.client, [
    markWrite(parts.tables.cases, mark),
    orderWrite(parts.tables.cases, order, sealed),
    reportWrite(parts.tables.intake, order, publicStep),
    outboxWrite(parts.tables.cases, message),
    ...(registry === undefined ? [] : await personWrites(parts.people, registry.change, registry.identity)),
  ]);
  if (failed.has(MARK)) return 'repeated';
  return failed.size === 0 ? 'saved' : 'stale';
};

/** Work orders on DynamoDB. Lists follow an index, everything that is decided on is read strongly consistent. */
export const workOrderStore = (parts: WorkOrderParts): WorkOrderStore => ({
  find: async (workOrderId) => {
    const record = await readRecord(parts, workOrderId);
    return record === undefined ? undefined : openRecord(record, parts.opener);
  },
  list: (query) => list(parts, query),
  save: (write) => save(parts, write),
  findMark: (keyMac) => findMark(parts.client, parts.tables.cases, keyMac),
});
