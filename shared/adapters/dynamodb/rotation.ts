import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { lookupRecord, personRecord } from '#shared/contracts/records/registry.ts';
import { sealed as sealedRecord } from '#shared/contracts/records/sealed.ts';
import type { FieldOpener, FieldRewrapper, SealContext } from '../crypto/field-cipher.ts';
import { type IdKeys, tokensOf } from '../crypto/id-keys.ts';
import { lookupItem, lookupKey, personSeal } from './registry-item.ts';
import { type Item, scanInParts } from './scan.ts';
import { type NamedWrite, putNew, transact } from './transaction.ts';

/** What a pass of a rotation came to, in items. A second pass that rewrites none and loses none has proved the first. */
export type RotationCount = {
  looked: number;
  rewritten: number;
  /** Another writer was there in the same moment: the next pass has it. */
  overtaken: number;
  /** Nobody finds this person by number: a fault, to be looked into. */
  missing: number;
  /** The former and the present lookup name two people: a duplicate, for a human to decide. */
  disputed: number;
};

type Progress = { readonly count: RotationCount; readonly stop: () => boolean };

/** Counters of a pass, and when it should end early: it may be begun again at any time. */
export const newRotation = (stop: () => boolean = () => false): Progress => ({
  count: { looked: 0, rewritten: 0, overtaken: 0, missing: 0, disputed: 0 },
  stop,
});

export type LookupRotation = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly opener: FieldOpener;
  readonly tokens: IdKeys;
};

const readLookupItem = async ({ client, table }: LookupRotation, idKey: string) => {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: lookupKey(idKey), ConsistentRead: true }));
  return Item === undefined ? undefined : lookupRecord.parse(Item);
};

/** The former lookup goes only if it still names the person whom the new one names. */
const formerGone = (table: string, former: string, personId: string): NamedWrite => ({
  name: 'former lookup',
  write: {
    Delete: {
      TableName: table,
      Key: lookupKey(former),
      ConditionExpression: 'personId = :person',
      ExpressionAttributeValues: { ':person': personId },
    },
  },
});

type Outcome = 'current' | 'rewritten' | 'overtaken' | 'missing' | 'disputed';

const rotateLookup = async (tokens: readonly string[], rotation: LookupRotation): Promise<Outcome> => {
  const { client, table } = rotation;
  const [current = '', ...formerTokens] = tokens;
  const standing = await readLookupItem(rotation, current);
  const formers = await Promise.all(formerTokens.map((token) => readLookupItem(rotation, token)));
  const former = formers.find((lookup) => lookup !== undefined);
  if (former === undefined) return standing === undefined ? 'missing' : 'current';
  const { idKey, personId, of } = former;
  if (standing !== undefined && standing.personId !== personId) return 'disputed';
  const failed = await transact(client, [
    ...(standing === undefined ? [putNew('lookup', table, lookupItem(current, personId, of))] : []),
    formerGone(table, idKey, personId),
  ]);
  return failed.size === 0 ? 'rewritten' : 'overtaken';
};

const tally = (count: RotationCount, outcome: Outcome): void => {
  count.looked += 1;
  if (outcome !== 'current') count[outcome] += 1;
};

/**
 * Rewrites the lookups of all people under the current version of the identity secret, beside live traffic: a number is found
 * under either at every moment. The person and their id stay as they are.
 */
export const rotateLookups = async (rotation: LookupRotation, progress: Progress): Promise<RotationCount> => {
  const tokensFor = await tokensOf(rotation.tokens);
  const visit = async (item: Item): Promise<void> => {
    const person = personRecord.parse(item);
    const { idNumber } = await rotation.opener.open(personSeal(person.personId), person.sealed);
    if (idNumber === undefined) return;
    tally(progress.count, await rotateLookup(tokensFor(idNumber), rotation));
  };
  await scanInParts(
    rotation.client,
    { table: rotation.table, prefix: 'P#', sort: 'STATE', stop: progress.stop },
    visit,
  );
  return progress.count;
};

export type WrappingRotation = {
  readonly client: DynamoDBDocumentClient;
  /** The table, and its name in what ciphertexts are bound to. */
  readonly table: string;
  readonly name: SealContext['table'];
  readonly rewrapper: FieldRewrapper;
};

/** Where an item's ciphertexts say that they are: the aggregate itself by its partition, what lies below it by both keys. */
const itemName = (pk: string, sk: string): string => (sk === 'STATE' ? pk : `${pk}/${sk}`);

/** The condition compares with what lies in the table, bytes or the base64 of former items. */
const wrappedItem = z.object({ sealed: z.looseObject({ wrappedKey: z.unknown() }) });

const rewrapItem = async (item: Item, { client, table, name, rewrapper }: WrappingRotation): Promise<Outcome> => {
  const { pk, sk } = item;
  if (typeof pk !== 'string' || typeof sk !== 'string') return 'current';
  const stored = wrappedItem.parse(item).sealed;
  const after = await rewrapper.rewrap({ table: name, item: itemName(pk, sk) }, sealedRecord.parse(stored));
  if (after === undefined) return 'current';
  const update = new UpdateCommand({
    TableName: table,
    Key: { pk, sk },
    UpdateExpression: 'SET sealed.kmsKey = :kms, sealed.wrappedKey = :after',
    ConditionExpression: 'sealed.wrappedKey = :before',
    ExpressionAttributeValues: { ':kms': after.kmsKey, ':after': after.wrappedKey, ':before': stored.wrappedKey },
  });
  return client.send(update).then<Outcome, Outcome>(
    () => 'rewritten',
    (fault: unknown) => {
      if (fault instanceof Error && fault.name === 'ConditionalCheckFailedException') return 'overtaken';
      throw fault;
    },
  );
};

/**
 * Puts the keys of all sealed items of a table under another KMS key. Fields, versions and everything else stay; an item that is
 * changed in the same moment keeps its former wrapping, which opens as well, until the next pass.
 */
export const rotateWrapping = async (rotation: WrappingRotation, progress: Progress): Promise<RotationCount> => {
  await scanInParts(rotation.client, { table: rotation.table, having: 'sealed', stop: progress.stop }, async (item) => {
    tally(progress.count, await rewrapItem(item, rotation));
  });
  return progress.count;
};
