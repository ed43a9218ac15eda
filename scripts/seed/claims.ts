import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchPuts } from '#shared/adapters/dynamodb/batch-write.ts';
import { claimItem } from '#shared/adapters/dynamodb/sources-item.ts';
import type { PersonState } from '#shared/domain/registry/types.ts';
import type { SourceClaim } from '#shared/domain/sources/types.ts';
import { startOfShanghaiDay } from '#shared/kernel/time.ts';

type Named = Pick<PersonState, 'personId' | 'regionCode' | 'entries'>;

/** What the sources are known to have said of a person: a full file that leaves the person out is seen to. */
export const claimsOf = ({ personId, regionCode, entries }: Named): SourceClaim[] =>
  entries.map(({ source, sourceKey, from, until }) => ({
    source,
    sourceKey,
    personId,
    regionCode,
    at: startOfShanghaiDay(from),
    mac: '',
    open: true,
    version: 1,
    ...(until === undefined ? {} : { until }),
  }));

/** Writes claims as history; the same again are the same items. */
export const loadClaims = async (
  client: DynamoDBDocumentClient,
  table: string,
  claims: Iterable<SourceClaim>,
): Promise<void> => {
  const puts = batchPuts(client, table);
  for (const claim of claims) await puts.put([claimItem(claim)]);
  await puts.end();
};
