import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { householdRecord } from '#shared/contracts/records/registry.ts';
import type { DecisionWrite, IdentityStore } from '#shared/domain/identity/ports.ts';
import type { PersonChange, PersonIdentity } from '#shared/domain/registry/types.ts';
import { given } from '#shared/kernel/given.ts';
import type { FieldOpener, FieldSealer, Sealed } from '../crypto/field-cipher.ts';
import { type IdKeys, tokensOf } from '../crypto/id-keys.ts';
import { duplicateKey, duplicateWrite, listDuplicates, readDuplicate } from './duplicates.ts';
import { findMark, MARK, markWrite } from './idempotency.ts';
import { nameTokenOf } from './name-token.ts';
import { changeWrites, personWrite, personWrites } from './person-writes.ts';
import { readLookup, readPersonRecord } from './registry.ts';
import { householdKey, lookupItem, personSeal } from './registry-item.ts';
import { householdWrites, noteWrites } from './registry-store.ts';
import { type FailedConditions, type NamedWrite, putNew, transact } from './transaction.ts';

export type IdentityParts = {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly registry: string; readonly cases: string };
  readonly sealer: FieldSealer;
  readonly opener: FieldOpener;
  readonly tokens: IdKeys;
};

type Changed = { readonly change: PersonChange; readonly identity: PersonIdentity };

const LOOKUP = 'lookup';

const sealedOf = async ({ client, tables }: IdentityParts, personId: string): Promise<Sealed> => {
  const record = await readPersonRecord(client, tables.registry, personId);
  if (record === undefined) throw new Error('a person to be changed is not in the registry');
  return record.sealed;
};

/** A record's change with its ciphertexts as they are, or as they become. */
const changedWrites = async (parts: IdentityParts, { change, identity }: Changed, sealed: Sealed) => {
  const nameToken = await nameTokenOf(parts.tokens, identity.name);
  const { client, tables } = parts;
  const table = tables.registry;
  return [
    personWrite(table, change, { sealed, ...given({ nameToken }) }),
    ...(await changeWrites({ client, table }, change)),
  ];
};

/** From now on the number finds another record than before. */
const lookupTurns = async (
  parts: IdentityParts,
  idNumber: string,
  turn: { readonly from: string; readonly to: string; readonly of: string },
): Promise<NamedWrite[]> => {
  const { client, tables, tokens } = parts;
  if (idNumber === '') return [];
  const standing = await Promise.all(
    (await tokensOf(tokens))(idNumber).map(async (token) => ({
      token,
      personId: await readLookup(client, tables.registry, token),
    })),
  );
  return standing
    .filter(({ personId }) => personId === turn.from)
    .map(({ token }, index) => ({
      name: `${LOOKUP} ${index}`,
      write: {
        Put: {
          TableName: tables.registry,
          Item: lookupItem(token, turn.to, turn.of),
          ConditionExpression: 'personId = :from',
          ExpressionAttributeValues: { ':from': turn.from },
        },
      },
    }));
};

const mergerWrites = async (parts: IdentityParts, merger: NonNullable<DecisionWrite['merger']>) => {
  const { survivor, other, numberFinds, household } = merger;
  const [stays, goes] = [survivor.change.person.personId, other.change.person.personId];
  const turn = { from: numberFinds === stays ? goes : stays, to: numberFinds, of: goes };
  return [
    ...(await changedWrites(parts, survivor, await sealedOf(parts, stays))),
    ...(await changedWrites(parts, other, await sealedOf(parts, goes))),
    ...(await lookupTurns(parts, other.identity.idNumber, turn)),
    ...(household === undefined ? [] : householdWrites(parts.tables.registry, household)),
  ];
};

/** What the reviewer wrote, encrypted, below the suspicion. */
const decisionNoteWrites = async (parts: IdentityParts, { duplicate, notes }: DecisionWrite): Promise<NamedWrite[]> => {
  if (Object.keys(notes).length === 0) return [];
  const key = { pk: duplicateKey(duplicate.duplicateId).pk, sk: `NOTE#${String(duplicate.version).padStart(6, '0')}` };
  const sealed = await parts.sealer.seal({ table: 'cases', item: `${key.pk}/${key.sk}` }, notes);
  return [putNew('note', parts.tables.cases, { ...key, at: duplicate.decidedAt, sealed })];
};

const outcomeOf = (failed: FailedConditions): 'saved' | 'stale' | 'repeated' => {
  if (failed.has(MARK)) return 'repeated';
  return failed.size === 0 ? 'saved' : 'stale';
};

const decide = async (parts: IdentityParts, write: DecisionWrite) =>
  outcomeOf(
    await transact(parts.client, [
      markWrite(parts.tables.cases, write.mark),
      duplicateWrite(parts.tables.cases, write.duplicate),
      ...(await decisionNoteWrites(parts, write)),
      ...(write.merger === undefined ? [] : await mergerWrites(parts, write.merger)),
    ]),
  );

const link: (parts: IdentityParts) => IdentityStore['link'] =
  (parts) =>
  async ({ change, identity, note, mark }) => {
    const { client, tables, opener, sealer, tokens } = parts;
    const { personId } = change.person;
    const before = await sealedOf(parts, personId);
    const sealed = await opener.sealMore(personSeal(personId), before, { idNumber: identity.idNumber });
    const idKey = (await tokens.idKey())(identity.idNumber);
    const failed = await transact(client, [
      markWrite(tables.cases, mark),
      putNew(LOOKUP, tables.registry, lookupItem(idKey, personId)),
      ...(await changedWrites(parts, { change, identity }, sealed)),
      ...(await noteWrites({ table: tables.registry, sealer }, note)),
    ]);
    return failed.has(LOOKUP) && !failed.has(MARK) ? 'taken' : outcomeOf(failed);
  };

/** Identity on DynamoDB: suspicions with the cases, records and lookups in the registry, each decision one transaction. */
export const identityStore = (parts: IdentityParts): IdentityStore => {
  const { client, tables, sealer, tokens } = parts;
  const writer = {
    client,
    table: tables.registry,
    sealer,
    tokens,
    sealedOf: (personId: string) => sealedOf(parts, personId),
  };
  return {
    find: (duplicateId) => readDuplicate(client, tables.cases, duplicateId),
    list: (query) => listDuplicates(client, tables.cases, query),
    decide: (write) => decide(parts, write),
    reopen: async (duplicate) => {
      const failed = await transact(client, [duplicateWrite(tables.cases, duplicate)]);
      return failed.size === 0 ? 'saved' : 'stale';
    },
    findHousehold: async (householdId) => {
      const answer = await client.send(
        new GetCommand({ TableName: tables.registry, Key: householdKey(householdId), ConsistentRead: true }),
      );
      return answer.Item === undefined ? undefined : householdRecord.parse(answer.Item);
    },
    create: async ({ change, identity, mark }) =>
      outcomeOf(
        await transact(client, [markWrite(tables.cases, mark), ...(await personWrites(writer, change, identity))]),
      ),
    link: link(parts),
    findMark: (keyMac) => findMark(client, tables.cases, keyMac),
  };
};
