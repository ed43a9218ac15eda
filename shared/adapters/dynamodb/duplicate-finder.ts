import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { personRecord } from '#shared/contracts/records/registry.ts';
import type { DuplicateFinder } from '#shared/domain/identity/ports.ts';
import type { Compared } from '#shared/domain/identity/types.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import type { FieldOpener } from '../crypto/field-cipher.ts';
import type { IdKeys } from '../crypto/id-keys.ts';
import { batchGet } from './batch-get.ts';
import { putDuplicate } from './duplicates.ts';
import { nameTokensOf, readingOf } from './name-token.ts';
import { openPerson, readPersonRecord } from './registry.ts';
import { countyName } from './registry-item.ts';

export type DuplicateFinderParts = {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly registry: string; readonly cases: string };
  readonly opener: FieldOpener;
  readonly tokens: IdKeys;
};

/** Namesakes of a county that are looked at: more carry a name so common that it says nothing. */
const MOST_NAMESAKES = 200;

const keysAt = async ({ client, tables }: DuplicateFinderParts, partition: string) => {
  const answer = await client.send(
    new QueryCommand({
      TableName: tables.registry,
      IndexName: 'name',
      KeyConditionExpression: 'namePk = :partition',
      ExpressionAttributeValues: { ':partition': partition },
      Limit: MOST_NAMESAKES,
    }),
  );
  return (answer.Items ?? []).map(({ pk }) => ({ pk, sk: 'STATE' }));
};

/** Whoever stands under a reading of the name reads alike, whichever reading of theirs it is. */
const namesakes = async (found: Compared, parts: DuplicateFinderParts): Promise<readonly Compared[]> => {
  const county = countyOf(found.person.regionCode);
  const tokens = await nameTokensOf(parts.tokens, found.identity.name);
  const keys = (await Promise.all(tokens.map((token) => keysAt(parts, countyName(county, token))))).flat();
  const unique = [...new Map(keys.map((key) => [key.pk, key])).values()];
  const items = await batchGet(parts.client, parts.tables.registry, unique);
  const opened = items.flatMap((item) => {
    const record = personRecord.safeParse(item);
    return record.success ? [openPerson(record.data, parts.opener)] : [];
  });
  return (await Promise.all(opened)).map((known) => ({ ...known, reading: found.reading }));
};

/** Finds namesakes by the index of names, and keeps what is suspected in the cases table. */
export const duplicateFinder = (parts: DuplicateFinderParts): DuplicateFinder => ({
  findCompared: async (personId) => {
    const record = await readPersonRecord(parts.client, parts.tables.registry, personId);
    if (record === undefined) return undefined;
    const known = await openPerson(record, parts.opener);
    return { ...known, reading: readingOf(known.identity.name) };
  },
  namesakes: (found) => namesakes(found, parts),
  idOf: async (pair) => createHash('sha256').update(pair.join('|')).digest().subarray(0, 16).toString('base64url'),
  propose: (duplicate) => putDuplicate(parts.client, parts.tables.cases, duplicate),
});
