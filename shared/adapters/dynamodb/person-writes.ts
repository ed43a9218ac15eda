import type { PersonChange, PersonIdentity } from '#shared/domain/registry/types.ts';
import type { FieldSealer, Sealed } from '../crypto/field-cipher.ts';
import type { IdKeys } from '../crypto/id-keys.ts';
import { outboxWrite } from './outbox.ts';
import { householdItem, lookupItem, personItem, personKey, personSeal } from './registry-item.ts';
import { type NamedWrite, putNew } from './transaction.ts';

export type PersonWriter = {
  readonly table: string;
  readonly sealer: FieldSealer;
  readonly tokens: IdKeys;
  /** The stored ciphertexts of a person who is in the registry already. */
  readonly sealedOf: (personId: string) => Promise<Sealed | undefined>;
};

const newPerson = async (
  { table, sealer, tokens }: PersonWriter,
  { person, household }: PersonChange,
  identity: PersonIdentity,
) => {
  const sealed = await sealer.seal(personSeal(person.personId), identity);
  const idKey = (await tokens.idKey())(identity.idNumber);
  return [
    putNew('person', table, personItem(person, sealed)),
    putNew('lookup', table, lookupItem(idKey, person.personId)),
    ...(household === undefined ? [] : [putNew('household', table, householdItem(household))]),
  ];
};

const knownPerson = async ({ table, sealedOf }: PersonWriter, { person }: PersonChange): Promise<NamedWrite[]> => {
  const sealed = await sealedOf(person.personId);
  if (sealed === undefined) throw new Error('a person to be changed is not in the registry');
  const write = {
    Put: {
      TableName: table,
      Item: personItem(person, sealed),
      ConditionExpression: 'version = :before',
      ExpressionAttributeValues: { ':before': person.version - 1 },
    },
  };
  return [{ name: `person ${personKey(person.personId).pk}`, write }];
};

/** The registry's writes of a change of a person: item, lookup and household where new, and the message. */
export const personWrites = async (
  writer: PersonWriter,
  change: PersonChange,
  identity: PersonIdentity,
): Promise<NamedWrite[]> => {
  const writes =
    change.person.version === 1 ? await newPerson(writer, change, identity) : await knownPerson(writer, change);
  return change.message === undefined ? writes : [...writes, outboxWrite(writer.table, change.message)];
};
