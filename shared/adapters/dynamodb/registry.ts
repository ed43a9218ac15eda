import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { householdRecord, lookupRecord, type PersonRecord, personRecord } from '#shared/contracts/records/registry.ts';
import type { KnownPerson, PeopleQuery, RegistryMatcher, RegistryReader } from '#shared/domain/registry/ports.ts';
import type { PersonIdentity, PersonState } from '#shared/domain/registry/types.ts';
import { given } from '#shared/kernel/given.ts';
import { covers } from '#shared/kernel/region-code.ts';
import type { FieldOpener } from '../crypto/field-cipher.ts';
import { type IdKeys, tokensOf } from '../crypto/id-keys.ts';
import { batchGet } from './batch-get.ts';
import { countiesOf, partOfCounty } from './region-partitions.ts';
import { countyLayer, householdKey, lookupKey, personKey, personSeal } from './registry-item.ts';
import { readSideBySide } from './side-by-side.ts';

/** The person without ciphertexts and index keys. */
export const personState = ({ sealed: _, namePk: __, ...state }: PersonRecord): PersonState => state;

const identityOf = (fields: Readonly<Record<string, string>>): PersonIdentity => ({
  idNumber: fields['idNumber'] ?? '',
  name: fields['name'] ?? '',
  ...given({ phone: fields['phone'], address: fields['address'] }),
});

/** A stored person with the identity fields opened. */
export const openPerson = async (record: PersonRecord, opener: FieldOpener): Promise<KnownPerson> => ({
  person: personState(record),
  identity: identityOf(await opener.open(personSeal(record.personId), record.sealed)),
});

/** A person's record by id. */
export const readPersonRecord = async (
  client: DynamoDBDocumentClient,
  table: string,
  personId: string,
): Promise<PersonRecord | undefined> => {
  const answer = await client.send(
    new GetCommand({ TableName: table, Key: personKey(personId), ConsistentRead: true }),
  );
  return answer.Item === undefined ? undefined : personRecord.parse(answer.Item);
};

/** The record of a person; in the place of one that was merged, through a chain of mergers too, the one that is left. */
export const readPresentRecord = async (
  client: DynamoDBDocumentClient,
  table: string,
  personId: string,
): Promise<PersonRecord | undefined> => {
  const record = await readPersonRecord(client, table, personId);
  return record?.mergedInto === undefined ? record : readPresentRecord(client, table, record.mergedInto);
};

/** The people of these ids; in the place of one who was merged stands the one into whom. */
const presentPeople = async (
  client: DynamoDBDocumentClient,
  table: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, PersonRecord>> => {
  if (personIds.length === 0) return new Map();
  const items = await batchGet(client, table, [...new Set(personIds)].map(personKey));
  const records = items.map((item) => personRecord.parse(item));
  const gone = records.flatMap(({ mergedInto }) => (mergedInto === undefined ? [] : [mergedInto]));
  const stays = await presentPeople(client, table, gone);
  return new Map(
    records.flatMap((record) => {
      const present = record.mergedInto === undefined ? record : stays.get(record.mergedInto);
      return present === undefined ? [] : [[record.personId, present] as const];
    }),
  );
};

/** The id of the person of a keyed token. */
export const readLookup = async (
  client: DynamoDBDocumentClient,
  table: string,
  idKey: string,
): Promise<string | undefined> => {
  const answer = await client.send(new GetCommand({ TableName: table, Key: lookupKey(idKey), ConsistentRead: true }));
  return answer.Item === undefined ? undefined : lookupRecord.parse(answer.Item).personId;
};

/** The household of an id, strongly consistent. */
export const readHousehold = async (client: DynamoDBDocumentClient, table: string, householdId: string) => {
  const answer = await client.send(
    new GetCommand({ TableName: table, Key: householdKey(householdId), ConsistentRead: true }),
  );
  return answer.Item === undefined ? undefined : householdRecord.parse(answer.Item);
};

export type RegistryParts = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly opener: FieldOpener;
  readonly tokens: IdKeys;
};

const listPeople = async ({ client, table, opener }: RegistryParts, query: PeopleQuery) => {
  const page = await readSideBySide(client, {
    table,
    index: 'layer',
    partitionName: 'layerPk',
    sortName: 'layerSk',
    partitions: countiesOf(query.regionCode).map((county) => countyLayer(county, query.layer)),
    after: query.after,
    ...boundsOf(query.regionCode),
    ...given({ containing: query.category && { categories: query.category } }),
    limit: query.limit,
  });
  const items = await batchGet(
    client,
    table,
    page.rows.map(({ pk }) => ({ pk, sk: 'STATE' })),
  );
  // An index is a moment late: whoever was handed over since is shown to the old county no more.
  const isMeant = ({ regionCode, layer }: PersonRecord) =>
    covers(query.regionCode, regionCode) && layer === query.layer;
  const readable = items.flatMap((item) => {
    const record = personRecord.safeParse(item);
    return record.success && isMeant(record.data) ? [record.data] : [];
  });
  const order = new Map(page.rows.map(({ pk }, index) => [pk, index]));
  const place = (record: PersonRecord) => order.get(personKey(record.personId).pk) ?? 0;
  readable.sort((one, other) => place(one) - place(other));
  const people = await Promise.all(readable.map((record) => openPerson(record, opener)));
  return { people, ...given({ next: page.next }) };
};

/** The sort key begins with the region, so a part of a county is a range of it. */
const boundsOf = (regionCode: string): { from?: string; to?: string } => {
  const part = partOfCounty(regionCode);
  return part === undefined ? {} : { from: part, to: `${part}~` };
};

/** The registry on DynamoDB, for reading. */
export const registryReader = (parts: RegistryParts): RegistryReader => {
  const findPerson = async (personId: string) => {
    const record = await readPersonRecord(parts.client, parts.table, personId);
    return record === undefined ? undefined : openPerson(record, parts.opener);
  };
  /** A number may find a record that was merged since: the one into whom is who is meant. */
  const findPresent = async (personId: string): Promise<KnownPerson | undefined> => {
    const record = await readPresentRecord(parts.client, parts.table, personId);
    return record === undefined ? undefined : openPerson(record, parts.opener);
  };
  return {
    findPerson,
    findByIdNumber: async (idNumber) => {
      const tokens = (await tokensOf(parts.tokens))(idNumber);
      // A rotation may move the lookup between two reads: where there are former tokens, the current one is asked again.
      for (const token of tokens.length > 1 ? [...tokens, ...tokens.slice(0, 1)] : tokens) {
        const personId = await readLookup(parts.client, parts.table, token);
        if (personId !== undefined) return findPresent(personId);
      }
      return undefined;
    },
    listPeople: (query) => listPeople(parts, query),
  };
};

/** The lookups of many tokens; where a rotation moved one between two reads, its other tokens are asked again. */
const readLookups = async (
  client: DynamoDBDocumentClient,
  table: string,
  numberOf: ReadonlyMap<string, string>,
): Promise<z.output<typeof lookupRecord>[]> => {
  const read = async (tokens: readonly string[]) =>
    (await batchGet(client, table, tokens.map(lookupKey))).map((item) => lookupRecord.parse(item));
  const numbers = new Set(numberOf.values());
  const found = await read([...numberOf.keys()]);
  if (numberOf.size === numbers.size) return found;
  for (const { idKey } of found) numbers.delete(numberOf.get(idKey) ?? '');
  return [...found, ...(await read([...numberOf].flatMap(([token, number]) => (numbers.has(number) ? [token] : []))))];
};

/** Matching many numbers against the registry; needs no right to open identity fields. */
export const registryMatcher = (client: DynamoDBDocumentClient, table: string, tokens: IdKeys): RegistryMatcher => ({
  matchMany: async (idNumbers) => {
    const tokenOf = await tokensOf(tokens);
    const numberOf = new Map(idNumbers.flatMap((number) => tokenOf(number).map((token) => [token, number])));
    const lookups = await readLookups(client, table, numberOf);
    const personIds = lookups.map(({ personId }) => personId);
    const people = await presentPeople(client, table, personIds);
    // After a merger two numbers are of one person: both find them.
    return new Map(
      lookups.flatMap(({ idKey, personId }) => {
        const [number, record] = [numberOf.get(idKey), people.get(personId)];
        return number === undefined || record === undefined ? [] : [[number, personState(record)] as const];
      }),
    );
  },
  recordOf: async (idNumber) => {
    const tokenOf = await tokensOf(tokens);
    const [lookup] = await readLookups(client, table, new Map(tokenOf(idNumber).map((token) => [token, idNumber])));
    return lookup?.of ?? lookup?.personId;
  },
  findHousehold: (householdId) => readHousehold(client, table, householdId),
  findPeople: async (personIds) => [...(await presentPeople(client, table, personIds)).values()].map(personState),
});
