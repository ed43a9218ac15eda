import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { noteRecord, type PersonRecord, personRecord } from '#shared/contracts/records/registry.ts';
import type { PersonNote, RegistryStore, RegistryWrite } from '#shared/domain/registry/ports.ts';
import type { HouseholdChange, PersonChange } from '#shared/domain/registry/types.ts';
import { given } from '#shared/kernel/given.ts';
import type { FieldOpener, FieldSealer } from '../crypto/field-cipher.ts';
import { batchGet } from './batch-get.ts';
import { findMark, MARK, markWrite } from './idempotency.ts';
import { changeWrites, personWrite } from './person-writes.ts';
import { personState, readHousehold, readPersonRecord } from './registry.ts';
import { householdItem, nameTokenIn, personKey, personSeal } from './registry-item.ts';
import { timelineWrites } from './timeline.ts';
import { type NamedWrite, transact } from './transaction.ts';

export type StoreParts = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly opener: FieldOpener;
  readonly sealer: FieldSealer;
};

type Fields = RegistryWrite['fields'];

/** A person's writes over what is stored: ciphertexts and the token of the name go along as they are. */
const personWrites = async (parts: StoreParts, change: PersonChange, fields: Fields): Promise<NamedWrite[]> => {
  const { personId, version } = change.person;
  if (change.since === version) return [];
  const stored = await readPersonRecord(parts.client, parts.table, personId);
  if (stored === undefined) throw new Error('a person to be changed is not in the registry');
  const { phone, address } = fields?.personId === personId ? fields : {};
  const sealed =
    phone === undefined && address === undefined
      ? stored.sealed
      : await parts.opener.sealMore(personSeal(personId), stored.sealed, { phone, address });
  const nameToken = nameTokenIn(stored.namePk);
  return [
    personWrite(parts.table, change, { sealed, ...given({ nameToken }) }),
    ...(await changeWrites(parts, change)),
  ];
};

/** The writes of a household over the version that the change was decided on, with its lines. */
export const householdWrites = (table: string, { household, since, timeline }: HouseholdChange): NamedWrite[] => [
  {
    name: `household ${household.householdId}`,
    write: {
      Put: {
        TableName: table,
        Item: householdItem(household),
        ...(since === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': since } }),
      },
    },
  },
  ...timelineWrites(table, { kind: 'household', id: household.householdId }, timeline),
];

/** What an official wrote about a person, encrypted, below the person. */
export const noteWrites = async (
  { table, sealer }: Pick<StoreParts, 'table' | 'sealer'>,
  note: RegistryWrite['note'],
): Promise<NamedWrite[]> => {
  if (note === undefined) return [];
  const key = { pk: personKey(note.personId).pk, sk: `N#${note.at}#${note.id}` };
  const sealed = await sealer.seal(
    { table: 'registry', item: `${key.pk}/${key.sk}` },
    { note: note.note, holdReason: note.holdReason },
  );
  return [{ name: 'note', write: { Put: { TableName: table, Item: { ...key, at: note.at, sealed } } } }];
};

const save = async (parts: StoreParts, write: RegistryWrite) => {
  const { people, households, fields, note, mark } = write;
  const writes = [
    ...(mark === undefined ? [] : [markWrite(parts.table, mark)]),
    ...(await Promise.all(people.map((change) => personWrites(parts, change, fields)))).flat(),
    ...households.flatMap((change) => householdWrites(parts.table, change)),
    ...(await noteWrites(parts, note)),
  ];
  if (writes.length === 0) return 'saved';
  const failed = await transact(parts.client, writes);
  if (failed.has(MARK)) return 'repeated';
  return failed.size === 0 ? 'saved' : 'stale';
};

const notesOf = async ({ client, table, opener }: StoreParts, personId: string): Promise<PersonNote[]> => {
  const { pk } = personKey(personId);
  const answer = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :note)',
      ExpressionAttributeValues: { ':pk': pk, ':note': 'N#' },
      ConsistentRead: true,
    }),
  );
  return Promise.all(
    (answer.Items ?? []).map(async (item) => {
      const { sk, at, sealed } = noteRecord.parse(item);
      const fields = await opener.open({ table: 'registry', item: `${pk}/${sk}` }, sealed);
      const [, , id = ''] = sk.split('#');
      return { id, at, ...given({ note: fields['note'], holdReason: fields['holdReason'] }) };
    }),
  );
};

/** Changing people and households on DynamoDB. */
export const registryStore = (parts: StoreParts): RegistryStore => ({
  findHousehold: (householdId) => readHousehold(parts.client, parts.table, householdId),
  findPeople: async (personIds) => {
    const items = await batchGet(parts.client, parts.table, personIds.map(personKey));
    const records = new Map<string, PersonRecord>();
    for (const item of items) {
      const record = personRecord.parse(item);
      records.set(record.personId, record);
    }
    return personIds.flatMap((id) => {
      const record = records.get(id);
      return record === undefined ? [] : [personState(record)];
    });
  },
  save: (write) => save(parts, write),
  findMark: (keyMac) => findMark(parts.client, parts.table, keyMac),
  notesOf: (personId) => notesOf(parts, personId),
});
