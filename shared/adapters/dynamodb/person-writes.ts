import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PersonChange, PersonIdentity, Recheck } from '#shared/domain/registry/types.ts';
import { given } from '#shared/kernel/given.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import { firstToCome, shanghaiDay } from '#shared/kernel/time.ts';
import type { FieldSealer, Sealed } from '../crypto/field-cipher.ts';
import type { IdKeys } from '../crypto/id-keys.ts';
import { nameTokenOf } from './name-token.ts';
import { outboxWrite } from './outbox.ts';
import { readHousehold } from './registry.ts';
import {
  countyDue,
  formerEntryItem,
  householdItem,
  householdKey,
  lookupItem,
  personItem,
  personKey,
  personSeal,
} from './registry-item.ts';
import { timelineWrites } from './timeline.ts';
import { type NamedWrite, putNew } from './transaction.ts';

export type RegistryTable = { readonly client: DynamoDBDocumentClient; readonly table: string };

export type PersonWriter = RegistryTable & {
  readonly sealer: FieldSealer;
  readonly tokens: IdKeys;
  /** The stored ciphertexts of a person who is in the registry already. */
  readonly sealedOf: (personId: string) => Promise<Sealed | undefined>;
};

/** What a stored person holds beside its state: ciphertexts, and the token of how the name is read. */
export type StoredIdentity = { readonly sealed: Sealed; readonly nameToken?: string };

const newPerson = async (
  { table, sealer, tokens }: PersonWriter,
  { person, household }: PersonChange,
  identity: PersonIdentity,
) => {
  const { idNumber, ...known } = identity;
  const isKnown = idNumber !== '';
  const sealed = await sealer.seal(personSeal(person.personId), isKnown ? identity : known);
  const idKey = await tokens.idKey();
  return [
    putNew('person', table, personItem(person, sealed, await nameTokenOf(tokens, identity.name))),
    ...(isKnown ? [putNew('lookup', table, lookupItem(idKey(idNumber), person.personId))] : []),
    ...(household === undefined ? [] : [putNew('household', table, householdItem(household))]),
  ];
};

/** The write of a person who is in the registry, over the version that the change was decided on. */
export const personWrite = (table: string, { person, since }: PersonChange, stored: StoredIdentity): NamedWrite => ({
  name: `person ${personKey(person.personId).pk}`,
  write: {
    Put: {
      TableName: table,
      Item: personItem(person, stored.sealed, stored.nameToken),
      ConditionExpression: 'version = :before',
      ExpressionAttributeValues: { ':before': since },
    },
  },
});

const knownPerson = async (writer: PersonWriter, change: PersonChange, name: string): Promise<NamedWrite[]> => {
  const sealed = await writer.sealedOf(change.person.personId);
  if (sealed === undefined) throw new Error('a person to be changed is not in the registry');
  return [
    personWrite(writer.table, change, { sealed, ...given({ nameToken: await nameTokenOf(writer.tokens, name) }) }),
  ];
};

/** The household is found by the day on which it is to be checked again, over the day that was read. */
const recheckWrite = (table: string, { householdId, regionCode, dueOn }: Recheck, held?: string): NamedWrite => ({
  name: 'household recheck',
  write: {
    Update: {
      TableName: table,
      Key: householdKey(householdId),
      UpdateExpression: 'SET recheckDueOn = :due, duePk = :county, dueSk = :sort ADD version :one',
      ConditionExpression: `attribute_exists(pk) AND ${
        held === undefined ? 'attribute_not_exists(recheckDueOn)' : 'recheckDueOn = :held'
      }`,
      ExpressionAttributeValues: {
        ':due': dueOn,
        ':county': countyDue(countyOf(regionCode), 'household'),
        ':sort': `${dueOn}#${householdId}`,
        ':one': 1,
        ...given({ ':held': held }),
      },
    },
  },
});

const recheckWrites = async ({ client, table }: RegistryTable, recheck: Recheck | undefined): Promise<NamedWrite[]> => {
  if (recheck === undefined) return [];
  const { householdId, line } = recheck;
  const held = (await readHousehold(client, table, householdId))?.recheckDueOn;
  const days = [recheck.dueOn, ...(held === undefined ? [] : [held])] as const;
  // One check is for every death before it, so the first day stands, whichever death was heard of first.
  const dueOn = firstToCome(days, shanghaiDay(new Date(line.at)));
  return [
    recheckWrite(table, { ...recheck, dueOn }, held),
    ...timelineWrites(table, { kind: 'household', id: householdId }, [line]),
  ];
};

/** What a change writes beside the person's own item: lines, entries that went to the history, messages. */
export const changeWrites = async (registry: RegistryTable, change: PersonChange): Promise<NamedWrite[]> => {
  const { table } = registry;
  const { person, timeline, archived, recheck, messages } = change;
  return [
    ...timelineWrites(table, { kind: 'person', id: person.personId }, timeline),
    ...archived.map((entry) => ({
      name: 'history',
      write: { Put: { TableName: table, Item: formerEntryItem(person.personId, entry) } },
    })),
    ...(await recheckWrites(registry, recheck)),
    ...messages.map((message) => outboxWrite(table, message)),
  ];
};

/** The registry's writes of a change of a person: item, lookup and household where new, lines and messages. */
export const personWrites = async (
  writer: PersonWriter,
  change: PersonChange,
  identity: PersonIdentity,
): Promise<NamedWrite[]> => {
  if (change.since === change.person.version) return [];
  const writes =
    change.since === 0 ? await newPerson(writer, change, identity) : await knownPerson(writer, change, identity.name);
  return [...writes, ...(await changeWrites(writer, change))];
};
