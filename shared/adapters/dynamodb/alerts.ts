import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { alertKeyRecord, alertRecord } from '#shared/contracts/records/alerts.ts';
import type { AlertBook, AlertStep, AlertStore } from '#shared/domain/alerts/ports.ts';
import type { Alert, AlertKey, AlertQuery } from '#shared/domain/alerts/types.ts';
import { given } from '#shared/kernel/given.ts';
import { epochSeconds } from '#shared/kernel/time.ts';
import type { FieldSealer } from '../crypto/field-cipher.ts';
import { alertItem, alertKey, alertMemoryKey, alertNoteKey, countyAlerts } from './alerts-item.ts';
import { batchGet } from './batch-get.ts';
import { findMark, MARK, markWrite } from './idempotency.ts';
import { outboxWrite } from './outbox.ts';
import { countiesOf, partOfCounty } from './region-partitions.ts';
import { readSideBySide } from './side-by-side.ts';
import { type NamedWrite, transact } from './transaction.ts';

const DAY_SECONDS = 86_400;

/** The write of something that has a version: new with version 1, else only over the version before. */
const putVersion = (name: string, table: string, item: Record<string, unknown>, version: number): NamedWrite => ({
  name,
  write: {
    Put: {
      TableName: table,
      Item: item,
      ...(version === 1
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': version - 1 } }),
    },
  },
});

const memoryWrite = (table: string, key: AlertKey): NamedWrite =>
  putVersion('memory', table, { ...alertMemoryKey(key.householdId, key.kind), ...key }, key.version);

const readAlert = async (
  client: DynamoDBDocumentClient,
  table: string,
  alertId: string,
): Promise<Alert | undefined> => {
  const answer = await client.send(new GetCommand({ TableName: table, Key: alertKey(alertId), ConsistentRead: true }));
  return answer.Item === undefined ? undefined : alertRecord.parse(answer.Item);
};

/** Where findings become alerts, on DynamoDB. */
export const alertBook = (client: DynamoDBDocumentClient, table: string): AlertBook => ({
  basis: async (householdId, kind) => {
    const answer = await client.send(
      new GetCommand({ TableName: table, Key: alertMemoryKey(householdId, kind), ConsistentRead: true }),
    );
    if (answer.Item === undefined) return {};
    const key = alertKeyRecord.parse(answer.Item);
    return { key, ...given({ alert: await readAlert(client, table, key.alertId) }) };
  },
  write: async ({ alert, key, message }) => {
    const failed = await transact(client, [
      memoryWrite(table, key),
      putVersion('alert', table, alertItem(alert), alert.version),
      outboxWrite(table, message),
    ]);
    return failed.size === 0 ? 'written' : 'stale';
  },
});

export type AlertParts = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly sealer: FieldSealer;
  /** Days that a closed alert is kept (policy data). */
  readonly keepDays: number;
};

const list = async ({ client, table }: AlertParts, query: AlertQuery) => {
  const page = await readSideBySide(client, {
    table,
    index: 'ledger',
    partitionName: 'ledgerPk',
    sortName: 'ledgerSk',
    partitions: countiesOf(query.regionCode).map(countyAlerts),
    ...given({ after: query.after, regionPrefix: partOfCounty(query.regionCode) }),
    ...(query.state === undefined ? {} : { only: { state: query.state } }),
    limit: query.limit,
  });
  const keys = page.rows.map(({ pk }) => ({ pk, sk: 'STATE' }));
  const byKey = new Map((await batchGet(client, table, keys)).map((item) => [item['pk'], item]));
  const items = page.rows.flatMap(({ pk }) => {
    const record = alertRecord.safeParse(byKey.get(pk));
    return record.success ? [record.data] : [];
  });
  return { items, ...given({ next: page.next }) };
};

/** A closed alert goes when its time is over, and what was written about it by then. */
const expiryOf = (at: string, keepDays: number) => ({
  expiresAt: epochSeconds(new Date(at)) + keepDays * DAY_SECONDS,
});

const noteWrites = async ({ table, sealer, keepDays }: AlertParts, step: AlertStep) => {
  if (Object.keys(step.notes).length === 0) return [];
  const { alert, message } = step.change;
  const key = alertNoteKey(alert.alertId, alert.version);
  const sealed = await sealer.seal({ table: 'cases', item: `${key.pk}/${key.sk}` }, step.notes);
  const at = message.occurredAt;
  // Nothing comes back to the note of an open alert: its time begins when it is written.
  const item = { ...key, at, sealed, ...expiryOf(at, keepDays) };
  return [{ name: 'note', write: { Put: { TableName: table, Item: item } } }];
};

const save = async (parts: AlertParts, step: AlertStep): Promise<'saved' | 'stale' | 'repeated'> => {
  const { client, table, keepDays } = parts;
  const { alert, message } = step.change;
  const expires = alert.state === 'closed' ? expiryOf(message.occurredAt, keepDays) : {};
  const failed = await transact(client, [
    markWrite(table, step.mark),
    putVersion('alert', table, { ...alertItem(alert), ...expires }, alert.version),
    outboxWrite(table, message),
    ...(await noteWrites(parts, step)),
  ]);
  if (failed.has(MARK)) return 'repeated';
  return failed.size === 0 ? 'saved' : 'stale';
};

/** Alerts on DynamoDB, for the officials' door. The list follows an index; what is decided on is read consistently. */
export const alertStore = (parts: AlertParts): AlertStore => ({
  find: (alertId) => readAlert(parts.client, parts.table, alertId),
  list: (query) => list(parts, query),
  save: (step) => save(parts, step),
  findMark: (keyMac) => findMark(parts.client, parts.table, keyMac),
});
