import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FactMac } from '#shared/adapters/crypto/fact-mac.ts';
import { batchPuts } from '#shared/adapters/dynamodb/batch-write.ts';
import type { HouseholdLoad } from '#shared/adapters/dynamodb/registry-load.ts';
import { claimItem } from '#shared/adapters/dynamodb/sources-item.ts';
import type { SourceEntry } from '#shared/domain/registry/types.ts';
import { claimAfter, factContent } from '#shared/domain/sources/decide.ts';
import type { SourceClaim, SourceFact } from '#shared/domain/sources/types.ts';
import { startOfShanghaiDay } from '#shared/kernel/time.ts';

type Member = HouseholdLoad['members'][number];

/** An entry as the source's own list would say it. */
const factOf = ({ person, identity }: Member, entry: SourceEntry): SourceFact => {
  const { source, sourceKey, layer: _, department: __, ...naming } = entry;
  return {
    source,
    sourceKey,
    at: startOfShanghaiDay(entry.from),
    kind: 'named',
    person: { idNumber: identity.idNumber, name: identity.name, regionCode: person.regionCode },
    naming,
    risks: [],
  };
};

/**
 * What the sources are known to have said of a person, as if their lists had been taken: a full list that says the same
 * changes nothing, and one that leaves the person out is seen to.
 */
export const claimsOf = (member: Member, mac: FactMac): Promise<SourceClaim[]> =>
  Promise.all(
    member.person.entries.map(async (entry) => {
      const fact = factOf(member, entry);
      const known = { personId: member.person.personId, mac: await mac(factContent(fact)) };
      return claimAfter(fact, undefined, known);
    }),
  );

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

/** The claims of whole households. */
export const claimsOfAll = async (loads: readonly HouseholdLoad[], mac: FactMac): Promise<SourceClaim[]> => {
  const members = loads.flatMap((load) => load.members);
  return (await Promise.all(members.map((member) => claimsOf(member, mac)))).flat();
};
