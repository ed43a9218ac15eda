import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SourceBook, SourcePeople } from '#shared/domain/sources/ports.ts';
import { type FactMac, factMac } from '../crypto/fact-mac.ts';
import { fieldSealer } from '../crypto/field-cipher.ts';
import { idKeys } from '../crypto/id-keys.ts';
import { secretKeys } from '../crypto/secret-keys.ts';
import { readPersonRecord, registryMatcher } from './registry.ts';
import { findPersonState, sourceBook } from './sources.ts';

export type SourceRegistryParts = {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly feeds: string; readonly registry: string };
  readonly identitySecret: string;
  readonly fieldsKey: string;
};

/** The registry as sources write to it: it seals identity fields of new people and opens none. */
export const sourceRegistry = (
  parts: SourceRegistryParts,
): { readonly book: SourceBook; readonly people: SourcePeople; readonly mac: FactMac } => {
  const { client, tables } = parts;
  const keys = secretKeys(new SecretsManagerClient(), parts.identitySecret);
  const tokens = idKeys(keys);
  const matcher = registryMatcher(client, tables.registry, tokens);
  const people = {
    client,
    table: tables.registry,
    sealer: fieldSealer(new KMSClient(), parts.fieldsKey),
    tokens,
    sealedOf: async (personId: string) => (await readPersonRecord(client, tables.registry, personId))?.sealed,
  };
  return {
    book: sourceBook({ client, feeds: tables.feeds, people }),
    people: {
      matchMany: matcher.matchMany,
      recordOf: matcher.recordOf,
      household: matcher.findHousehold,
      find: findPersonState(client, tables.registry),
    },
    mac: factMac(keys),
  };
};
