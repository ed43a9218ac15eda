import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { HouseholdState, PersonIdentity, PersonState } from '#shared/domain/registry/types.ts';
import type { FieldSealer } from '../crypto/field-cipher.ts';
import type { IdKeys } from '../crypto/id-keys.ts';
import { batchPuts } from './batch-write.ts';
import { nameTokenOf } from './name-token.ts';
import { householdItem, lookupItem, personItem, personSeal } from './registry-item.ts';

/** A household with its members, as a load of history brings it. */
export type HouseholdLoad = {
  readonly household: HouseholdState;
  readonly members: readonly { readonly person: PersonState; readonly identity: PersonIdentity }[];
};

export type LoadParts = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly sealer: FieldSealer;
  readonly tokens: IdKeys;
};

const itemsOf = async (
  { household, members }: HouseholdLoad,
  parts: LoadParts,
): Promise<readonly Record<string, unknown>[]> => {
  const idKey = await parts.tokens.idKey();
  const people = await Promise.all(
    members.map(async ({ person, identity }) => [
      personItem(
        person,
        await parts.sealer.seal(personSeal(person.personId), identity),
        await nameTokenOf(parts.tokens, identity.name),
      ),
      lookupItem(idKey(identity.idNumber), person.personId),
    ]),
  );
  return [householdItem(household), ...people.flat()];
};

/**
 * Loads households as history: no transaction and no message a person. Written again, the same households give the same
 * items under the same keys; a registry that lives already is not for this.
 */
export const loadHouseholds = async (households: Iterable<HouseholdLoad>, parts: LoadParts): Promise<number> => {
  const puts = batchPuts(parts.client, parts.table);
  let people = 0;
  for (const household of households) {
    await puts.put(await itemsOf(household, parts));
    people += household.members.length;
  }
  await puts.end();
  return people;
};
