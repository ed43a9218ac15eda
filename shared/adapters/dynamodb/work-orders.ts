import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { workOrderRecord } from '#shared/contracts/records/work-orders.ts';
import type { WorkOrderQuery, WorkOrderStore, WorkOrderWrite } from '#shared/domain/work-orders/ports.ts';
import { given } from '#shared/kernel/given.ts';
import { endOfShanghaiDay, startOfShanghaiDay } from '#shared/kernel/time.ts';
import type { FieldOpener } from '../crypto/field-cipher.ts';
import { batchGet } from './batch-get.ts';
import { formerWrites } from './former-orders.ts';
import { findMark, MARK, markWrite } from './idempotency.ts';
import { outboxWrite } from './outbox.ts';
import { type PersonWriter, personWrites } from './person-writes.ts';
import { caseworkPartitions, partOfCounty } from './region-partitions.ts';
import { readSideBySide, type SideBySide } from './side-by-side.ts';
import { transact } from './transaction.ts';
import { countyKind } from './work-order-item.ts';
import { openRecord, readRecord, sealContext } from './work-order-record.ts';
import { issuedWrite, orderWrite, reportWrites } from './work-order-writes.ts';

export type WorkOrderParts = {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly intake: string; readonly cases: string };
  readonly opener: FieldOpener;
  readonly people: PersonWriter;
};

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

const list = async (parts: WorkOrderParts, query: WorkOrderQuery) => {
  const page = await readSideBySide(parts.client, {
    table: parts.tables.cases,
    ...indexOf(query),
    partitions: caseworkPartitions(query.regionCode).map((county) => countyKind(county, 'work-order')),
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
    items: await Promise.all(readable.map((record) => openRecord(record, parts))),
    ...given({ next: page.next }),
  };
};

const save = async (parts: WorkOrderParts, { change, notes, registry, mark }: WorkOrderWrite) => {
  const { order, publicStep, messages, issued } = change;
  const { intake, cases } = parts.tables;
  const before = await readRecord(parts, order.workOrderId);
  if (before === undefined) return 'stale';
  const sealed = await parts.opener.sealMore(sealContext(order.workOrderId), before.sealed, notes);
  const failed = await transact(parts.client, [
    markWrite(cases, mark),
    orderWrite(cases, order, sealed),
    ...(issued === undefined ? [] : [await issuedWrite(cases, issued, notes, parts.people.sealer)]),
    ...(await formerWrites(order, before, parts)),
    ...reportWrites(intake, order, publicStep),
    ...messages.map((message) => outboxWrite(cases, message)),
    ...(registry === undefined ? [] : await personWrites(parts.people, registry.change, registry.identity)),
  ]);
  if (failed.has(MARK)) return 'repeated';
  return failed.size === 0 ? 'saved' : 'stale';
};

/** Work orders on DynamoDB. Lists follow an index, everything that is decided on is read strongly consistent. */
export const workOrderStore = (parts: WorkOrderParts): WorkOrderStore => ({
  find: async (workOrderId) => {
    const record = await readRecord(parts, workOrderId);
    return record === undefined ? undefined : openRecord(record, parts);
  },
  list: (query) => list(parts, query),
  save: (write) => save(parts, write),
  findMark: (keyMac) => findMark(parts.client, parts.tables.cases, keyMac),
});
