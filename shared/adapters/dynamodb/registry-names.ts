import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { personRecord } from '#shared/contracts/records/registry.ts';
import type { KnownPerson, NameQuery, NameSearch } from '#shared/domain/registry/ports.ts';
import { inTextOrder } from '#shared/kernel/order.ts';
import { covers } from '#shared/kernel/region-code.ts';
import { batchGet } from './batch-get.ts';
import { nameTokensOf } from './name-token.ts';
import { countiesOf } from './region-partitions.ts';
import { openPerson, type RegistryParts } from './registry.ts';
import { countyName } from './registry-item.ts';

/** Queries that are under way at once: a whole province has many counties, and a name several readings. */
const IN_FLIGHT = 24;
/** Rows of one county and reading: nobody reads a longer list of people of one name. */
const MOST_ROWS = 100;

const rowsOf = async (
  { client, table }: { client: DynamoDBDocumentClient; table: string },
  partition: string,
  birthYear: number | undefined,
): Promise<readonly Record<string, unknown>[]> => {
  const answer = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'name',
      KeyConditionExpression:
        birthYear === undefined ? 'namePk = :name' : 'namePk = :name AND begins_with(nameSk, :year)',
      ExpressionAttributeValues: {
        ':name': partition,
        ...(birthYear === undefined ? {} : { ':year': `${birthYear}#` }),
      },
      Limit: MOST_ROWS,
    }),
  );
  return answer.Items ?? [];
};

const foundIn = async (parts: RegistryParts, { regionCode, birthYear }: NameQuery, tokens: readonly string[]) => {
  const partitions = countiesOf(regionCode).flatMap((county) => tokens.map((token) => countyName(county, token)));
  const keys = new Set<string>();
  for (let from = 0; from < partitions.length; from += IN_FLIGHT) {
    const wave = partitions.slice(from, from + IN_FLIGHT).map((partition) => rowsOf(parts, partition, birthYear));
    for (const row of (await Promise.all(wave)).flat()) keys.add(String(row['pk']));
  }
  return [...keys].map((pk) => ({ pk, sk: 'STATE' }));
};

/** Who has the name comes first, the others by year of birth. */
const inOrder =
  (name: string) =>
  (one: KnownPerson, other: KnownPerson): number =>
    Number(other.identity.name === name) - Number(one.identity.name === name) ||
    one.person.birthYear - other.person.birthYear ||
    inTextOrder(one.person.personId, other.person.personId);

/**
 * People by name: the index knows a keyed token of how a name is read, so that homophones are found and nothing is given
 * away. Every row is read again, and only people of the region are opened.
 */
export const nameSearch = (parts: RegistryParts): NameSearch => ({
  findByName: async (query) => {
    const tokens = await nameTokensOf(parts.tokens, query.name);
    const items = await batchGet(parts.client, parts.table, await foundIn(parts, query, tokens));
    const records = items.flatMap((item) => {
      const record = personRecord.safeParse(item);
      return record.success && covers(query.regionCode, record.data.regionCode) ? [record.data] : [];
    });
    const people = await Promise.all(records.map((record) => openPerson(record, parts.opener)));
    return people.sort(inOrder(query.name)).slice(0, query.limit);
  },
});
