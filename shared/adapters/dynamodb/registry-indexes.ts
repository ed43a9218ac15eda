import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { householdRecord, personRecord } from '#shared/contracts/records/registry.ts';
import type { FieldOpener } from '../crypto/field-cipher.ts';
import type { IdKeys } from '../crypto/id-keys.ts';
import { nameTokenOf } from './name-token.ts';
import { openPerson, personState } from './registry.ts';
import { householdItem, personItem } from './registry-item.ts';
import { type Item, scanInParts } from './scan.ts';

export type IndexParts = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly opener: FieldOpener;
  readonly tokens: IdKeys;
};

/** How a pass over the items stands. */
export type IndexCount = {
  looked: number;
  rewritten: number;
  /** Changed by others meanwhile, who wrote the present attributes with their change. */
  overtaken: number;
  unreadable: number;
};

export type IndexPass = {
  readonly count: IndexCount;
  /** Waited for before each write: it bounds the rate. */
  readonly turn: () => Promise<void>;
  readonly stop: () => boolean;
};

/** The attributes that are there for the indexes alone. */
const NAMES = ['layerPk', 'layerSk', 'namePk', 'nameSk', 'duePk', 'dueSk'] as const;

type Wanted = { readonly version: number; readonly item: Item };

/** The item as a writer of today would write it; `undefined`: it cannot be read. */
const wantedOf = async (stored: Item, { opener, tokens }: IndexParts): Promise<Wanted | undefined> => {
  if (String(stored['pk']).startsWith('H#')) {
    const household = householdRecord.safeParse(stored);
    return household.success ? { version: household.data.version, item: householdItem(household.data) } : undefined;
  }
  const record = personRecord.safeParse(stored);
  if (!record.success) return undefined;
  const { identity } = await openPerson(record.data, opener);
  const token = await nameTokenOf(tokens, identity.name);
  return { version: record.data.version, item: personItem(personState(record.data), record.data.sealed, token) };
};

const updateOf = (stored: Item, { version, item }: Wanted): Omit<UpdateCommandInput, 'TableName'> | undefined => {
  const changed = NAMES.filter((name) => stored[name] !== item[name]);
  if (changed.length === 0) return undefined;
  const set = changed.filter((name) => item[name] !== undefined);
  const remove = changed.filter((name) => item[name] === undefined);
  const terms = [
    ...(set.length === 0 ? [] : [`SET ${set.map((name) => `${name} = :${name}`).join(', ')}`]),
    ...(remove.length === 0 ? [] : [`REMOVE ${remove.join(', ')}`]),
  ];
  return {
    Key: { pk: stored['pk'], sk: stored['sk'] },
    UpdateExpression: terms.join(' '),
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: {
      ':version': version,
      ...Object.fromEntries(set.map((name) => [`:${name}`, item[name]])),
    },
  };
};

const visit = async (stored: Item, parts: IndexParts, { count, turn }: IndexPass): Promise<void> => {
  count.looked += 1;
  const wanted = await wantedOf(stored, parts);
  if (wanted === undefined) {
    count.unreadable += 1;
    return;
  }
  const update = updateOf(stored, wanted);
  if (update === undefined) return;
  await turn();
  try {
    await parts.client.send(new UpdateCommand({ TableName: parts.table, ...update }));
    count.rewritten += 1;
  } catch (fault) {
    if (!(fault instanceof ConditionalCheckFailedException)) throw fault;
    count.overtaken += 1;
  }
};

/**
 * Writes the index attributes of people and households anew from their state, beside live traffic: only where they are
 * not what they should be, and only over the version that was read. The version stays: nothing about a person changed.
 */
export const rebuildIndexes = async (parts: IndexParts, pass: IndexPass): Promise<IndexCount> => {
  for (const prefix of ['P#', 'H#']) {
    await scanInParts(parts.client, { table: parts.table, prefix, sort: 'STATE', stop: pass.stop }, (item) =>
      visit(item, parts, pass),
    );
  }
  return pass.count;
};
