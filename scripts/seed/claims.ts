import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { claimItem } from '#shared/adapters/dynamodb/sources-item.ts';
import type { SourceClaim } from '#shared/domain/sources/types.ts';
import { startOfShanghaiDay } from '#shared/kernel/time.ts';
import type { SeedPerson } from './people.ts';

const BATCH = 25;

/**
 * What the assistance system is known to have said of a recipient: a full file that leaves the recipient out is seen to.
 * Lists of other sources are no list's of a full file, so that a short one that somebody tries ends nobody of the seed.
 */
export const claimsOf = ({ personId, regionCode, entries }: SeedPerson): SourceClaim[] =>
  entries.flatMap(({ source, sourceKey, from, until }) =>
    source === 'assistance-system'
      ? [
          {
            source,
            sourceKey,
            personId,
            regionCode,
            at: startOfShanghaiDay(from),
            mac: '',
            open: true,
            version: 1,
            ...(until === undefined ? {} : { until }),
          },
        ]
      : [],
  );

/** Writes claims as history; the same again are the same items. */
export const loadClaims = async (
  client: DynamoDBDocumentClient,
  table: string,
  claims: readonly SourceClaim[],
): Promise<void> => {
  for (let start = 0; start < claims.length; start += BATCH) {
    let open: readonly unknown[] = claims
      .slice(start, start + BATCH)
      .map((claim) => ({ PutRequest: { Item: claimItem(claim) } }));
    while (open.length > 0) {
      const answer = await client.send(
        new BatchWriteCommand({ RequestItems: { [table]: open.map((put) => ({ ...Object(put) })) } }),
      );
      open = answer.UnprocessedItems?.[table] ?? [];
    }
  }
};
