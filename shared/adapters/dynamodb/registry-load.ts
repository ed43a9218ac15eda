import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { HouseholdState, PersonIdentity, PersonState } from '#shared/domain/registry/types.ts';
import type { FieldSealer } from '../crypto/field-cipher.ts';
import type { IdKeys } from '../crypto/id-keys.ts';
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

const BATCH = 25;
const IN_FLIGHT = 4;
const TRIES = 8;

type Put = { readonly PutRequest: { readonly Item: Record<string, unknown> } };

const writeBatch = async ({ client, table }: LoadParts, puts: readonly Put[]): Promise<void> => {
  let open: readonly unknown[] = puts;
  for (let attempt = 0; open.length > 0; attempt += 1) {
    if (attempt === TRIES) throw new Error('a batch of the load was not taken');
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 25 * 2 ** attempt));
    const answer = await client.send(
      new BatchWriteCommand({ RequestItems: { [table]: open.map((put) => ({ ...Object(put) })) } }),
    );
    open = answer.UnprocessedItems?.[table] ?? [];
  }
};

const itemsOf = async ({ household, members }: HouseholdLoad, parts: LoadParts): Promise<Put[]> => {
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
  return [householdItem(household), ...people.flat()].map((Item) => ({ PutRequest: { Item } }));
};

/**
 * Loads households as history: no transaction and no message a person. Written again, the same households give the same
 * items under the same keys; a registry that lives already is not for this.
 */
export const loadHouseholds = async (households: Iterable<HouseholdLoad>, parts: LoadParts): Promise<number> => {
  let waiting: Put[] = [];
  let flying: Promise<void>[] = [];
  let people = 0;
  const flush = async (least: number) => {
    while (waiting.length >= least && waiting.length > 0) {
      flying.push(writeBatch(parts, waiting.slice(0, BATCH)));
      waiting = waiting.slice(BATCH);
      if (flying.length >= IN_FLIGHT) {
        await Promise.all(flying);
        flying = [];
      }
    }
  };
  for (const household of households) {
    waiting.push(...(await itemsOf(household, parts)));
    people += household.members.length;
    await flush(BATCH);
  }
  await flush(1);
  await Promise.all(flying);
  return people;
};
