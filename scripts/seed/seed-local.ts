import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { factMac } from '#shared/adapters/crypto/fact-mac.ts';
import { fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { idKeys } from '#shared/adapters/crypto/id-keys.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { type HouseholdLoad, loadHouseholds } from '#shared/adapters/dynamodb/registry-load.ts';
import { deriveLayer } from '#shared/domain/registry/rules/derive-layer.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import type { Endpoints } from '../local-cloud/endpoints.ts';
import { rootClient } from '../local-cloud/stage.ts';
import { claimsOfAll, loadClaims } from './claims.ts';
import { type SeedHousehold, type SeedPerson, seedCsvHeader, seedCsvRow, seedPeople } from './people.ts';

const PEOPLE = 2_000;
const SEED = 1;

const personOf = (member: SeedPerson, householdId: string, now: Date) => {
  const { idNumber, name, phone, address, personId, birthYear, regionCode, entries } = member;
  const at = now.toISOString();
  return {
    person: {
      personId,
      regionCode,
      birthYear,
      householdId,
      entries,
      ...deriveLayer({ entries }, shanghaiDay(now)),
      version: 1,
      createdAt: at,
      updatedAt: at,
    },
    identity: {
      idNumber,
      name,
      ...(phone === undefined ? {} : { phone }),
      ...(address === undefined ? {} : { address }),
    },
  };
};

const loadOf = ({ householdId, regionCode, members }: SeedHousehold, now: Date): HouseholdLoad => ({
  household: {
    householdId,
    regionCode,
    headPersonId: members[0]?.personId ?? householdId,
    memberIds: members.map(({ personId }) => personId),
    version: 1,
  },
  members: members.map((member) => personOf(member, householdId, now)),
});

const required = (values: Readonly<Record<string, string>>, name: string): string => {
  const value = values[name];
  if (value === undefined) throw new Error(`the stacks name no ${name}`);
  return value;
};

/** Loads 2,000 synthetic people as history and writes the list of them, the only place where their numbers stand. */
export const seedLocalRegistry = async (endpoints: Endpoints, log: (line: string) => void): Promise<void> => {
  const aws = rootClient(endpoints.aws);
  const now = new Date();
  await mkdir(dirname(endpoints.seedPeople), { recursive: true });
  const list = createWriteStream(endpoints.seedPeople, { mode: 0o600 });
  list.write(seedCsvHeader);
  const loads: HouseholdLoad[] = [];
  for (const household of seedPeople({ count: PEOPLE, seed: SEED, asOf: shanghaiDay(now) })) {
    for (const member of household.members) list.write(seedCsvRow(member));
    loads.push(loadOf(household, now));
  }
  const keys = secretKeys(new SecretsManagerClient(aws), required(endpoints.secrets, 'identity'));
  const client = documentClient(new DynamoDBClient(aws));
  const people = await loadHouseholds(loads, {
    client,
    table: required(endpoints.tables, 'registry'),
    sealer: fieldSealer(new KMSClient(aws), required(endpoints.keys, 'fields')),
    tokens: idKeys(keys),
  });
  // Of recipients only: a short full list of another source that somebody tries ends nobody of the seed.
  const claims = (await claimsOfAll(loads, factMac(keys))).filter(({ source }) => source === 'assistance-system');
  await loadClaims(client, required(endpoints.tables, 'feeds'), claims);
  list.end();
  await finished(list);
  log(`  ${people} synthetic people in the registry; ${endpoints.seedPeople} lists them`);
};
