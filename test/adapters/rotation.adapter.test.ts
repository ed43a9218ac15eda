import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { seedPeople } from '#scripts/seed/people.ts';
import { fieldOpener, fieldRewrapper, fieldSealer } from '#shared/adapters/crypto/field-cipher.ts';
import { idKeys } from '#shared/adapters/crypto/id-keys.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { registryReader } from '#shared/adapters/dynamodb/registry.ts';
import { loadHouseholds } from '#shared/adapters/dynamodb/registry-load.ts';
import { newRotation, rotateLookups, rotateWrapping } from '#shared/adapters/dynamodb/rotation.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';

/** A KMS of several keys: a data key's blob names its key, as KMS knows it from the blob. */
class TwoKeyKms extends KMSClient {
  constructor() {
    super({ region: 'us-east-1' });
  }

  override async send(command: object): Promise<never> {
    if (command instanceof GenerateDataKeyCommand) {
      const KeyId = command.input.KeyId ?? '';
      return { Plaintext: this.plain(KeyId), CiphertextBlob: Buffer.from(KeyId) } as never;
    }
    if (!(command instanceof DecryptCommand)) throw new Error('not expected');
    const KeyId = Buffer.from(command.input.CiphertextBlob ?? []).toString();
    return { Plaintext: this.plain(KeyId), KeyId } as never;
  }

  private plain(keyId: string): Uint8Array {
    return new Uint8Array(32).fill(keyId.length);
  }
}

class Secret extends SecretsManagerClient {
  readonly versions: object;

  constructor(versions: object) {
    super({ region: 'us-east-1' });
    this.versions = versions;
  }

  override async send(): Promise<never> {
    return { SecretString: JSON.stringify(this.versions) } as never;
  }
}

const FIRST = { '1': 'a'.repeat(64) };
const before = idKeys(secretKeys(new Secret({ current: '1', ...FIRST }), 'arn'));
const after = idKeys(secretKeys(new Secret({ current: '2', ...FIRST, '2': 'b'.repeat(64) }), 'arn'));
const only = idKeys(secretKeys(new Secret({ current: '2', '2': 'b'.repeat(64) }), 'arn'));

const PEOPLE = 60;

const DAY = '2026-11-24';

/** Households as a load brings them; what they are in the registry for does not matter here. */
const households = () =>
  [...seedPeople({ count: PEOPLE, seed: 5, asOf: DAY })].map(({ householdId, regionCode, members }) => ({
    household: {
      householdId,
      regionCode,
      headPersonId: members[0]?.personId ?? '',
      memberIds: members.map(({ personId }) => personId),
      version: 1,
    },
    members: members.map(({ personId, birthYear, idNumber, name }) => ({
      person: {
        personId,
        householdId,
        regionCode,
        birthYear,
        layer: 'suspected' as const,
        categories: [],
        entries: [],
        version: 1,
        createdAt: `${DAY}T00:00:00Z`,
        updatedAt: `${DAY}T00:00:00Z`,
      },
      identity: { idNumber, name },
    })),
  }));

const setUp = async () => {
  const { client, table } = await createTable();
  const kms = new TwoKeyKms();
  const loads = households();
  await loadHouseholds(loads, { client, table, sealer: fieldSealer(kms, 'key-a'), tokens: before });
  const people = loads.flatMap(({ members }) => members);
  const opener = fieldOpener(kms);
  return { client, table, kms, people, opener };
};
type World = Awaited<ReturnType<typeof setUp>>;

/** Everything but what the rotation is there to change. */
const rest = async ({ client, table }: World) => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
  const kept = Items.filter(({ sk }) => sk === 'STATE').map((item): [unknown, object] => {
    const { kmsKey: _, wrappedKey: __, ...sealed } = item['sealed'] ?? {};
    return [item['pk'], { ...item, sealed }];
  });
  return new Map(kept);
};

/** Ciphertexts as they used to be stored. */
const asText = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asText(one)]))
    : value;
};

const find = ({ client, table, opener }: World, tokens: typeof after, idNumber: string) =>
  registryReader({ client, table, opener, tokens }).findByIdNumber(idNumber);

describeOnDynoxide('a rotation of the identity secret', () => {
  it('rewrites every lookup and nothing else; interrupted and begun again it ends the same', async () => {
    const world = await setUp();
    const untouched = await rest(world);
    let pages = 0;
    const afterTwoPages = () => {
      pages += 1;
      return pages > 2;
    };
    const rotation = { ...world, tokens: after };
    const first = await rotateLookups(rotation, newRotation(afterTwoPages));
    expect(first.rewritten).toBeLessThan(PEOPLE);
    const second = await rotateLookups(rotation, newRotation());
    expect(first.rewritten + second.rewritten).toBe(PEOPLE);
    expect(await rotateLookups(rotation, newRotation())).toMatchObject({ looked: PEOPLE, rewritten: 0, missing: 0 });
    expect(await rest(world)).toEqual(untouched);
    for (const { person, identity } of world.people) {
      expect((await find(world, only, identity.idNumber))?.person.personId).toBe(person.personId);
    }
  });

  it('finds everybody at every moment of it', async () => {
    const world = await setUp();
    const running = rotateLookups({ ...world, tokens: after }, newRotation());
    const found = await Promise.all(world.people.map(({ identity }) => find(world, after, identity.idNumber)));
    await running;
    expect(found.filter((one) => one === undefined)).toEqual([]);
  });

  it('two at once do it once', async () => {
    const world = await setUp();
    const both = await Promise.all([
      rotateLookups({ ...world, tokens: after }, newRotation()),
      rotateLookups({ ...world, tokens: after }, newRotation()),
    ]);
    expect(both.reduce((sum, { rewritten }) => sum + rewritten, 0)).toBe(PEOPLE);
  });

  it('tells of a person whom no number finds', async () => {
    const world = await setUp();
    const lost = await rotateLookups({ ...world, tokens: only }, newRotation());
    expect(lost).toMatchObject({ rewritten: 0, missing: PEOPLE });
  });
});

describeOnDynoxide('a rotation of the wrapping key', () => {
  it('puts every item under the other key: all open as before, and no field or version moved', async () => {
    const world = await setUp();
    const untouched = await rest(world);
    const rotation = { ...world, name: 'registry', rewrapper: fieldRewrapper(world.kms, 'another-key') };
    expect(await rotateWrapping(rotation, newRotation())).toMatchObject({ looked: PEOPLE, rewritten: PEOPLE });
    expect(await rotateWrapping(rotation, newRotation())).toMatchObject({ looked: PEOPLE, rewritten: 0 });
    expect(await rest(world)).toEqual(untouched);
    const [one] = world.people;
    expect((await find(world, before, one?.identity.idNumber ?? ''))?.identity.name).toBe(one?.identity.name);
  });

  it('rewraps items of former days too, whose ciphertexts are text, and they open before and after', async () => {
    const world = await setUp();
    const [one] = world.people;
    const key = { pk: `P#${one?.person.personId}`, sk: 'STATE' };
    const { Item } = await world.client.send(new GetCommand({ TableName: world.table, Key: key }));
    await world.client.send(
      new PutCommand({ TableName: world.table, Item: { ...Item, sealed: asText(Item?.['sealed']) } }),
    );
    const name = async () => (await find(world, before, one?.identity.idNumber ?? ''))?.identity.name;
    expect(await name()).toBe(one?.identity.name);
    const rotation = { ...world, name: 'registry', rewrapper: fieldRewrapper(world.kms, 'another-key') };
    expect(await rotateWrapping(rotation, newRotation())).toMatchObject({ looked: PEOPLE, rewritten: PEOPLE });
    expect(await name()).toBe(one?.identity.name);
  });

  it('leaves what another writer changes in the same moment to the next pass', async () => {
    const world = await setUp();
    const rewrapper = fieldRewrapper(world.kms, 'another-key');
    let meddled = false;
    const meddling: typeof rewrapper = {
      rewrap: async (context, sealed) => {
        const rewrapped = await rewrapper.rewrap(context, sealed);
        if (meddled) return rewrapped;
        meddled = true;
        const key = { pk: context.item, sk: 'STATE' };
        const { Item } = await world.client.send(new GetCommand({ TableName: world.table, Key: key }));
        const fresh = await fieldSealer(world.kms, 'key-a').seal(context, { idNumber: '1', name: '别的' });
        await world.client.send(new PutCommand({ TableName: world.table, Item: { ...Item, sealed: fresh } }));
        return rewrapped;
      },
    };
    const rotation = { ...world, name: 'registry', rewrapper: meddling };
    expect(await rotateWrapping(rotation, newRotation())).toMatchObject({ overtaken: 1, rewritten: PEOPLE - 1 });
    expect(await rotateWrapping(rotation, newRotation())).toMatchObject({ overtaken: 0, rewritten: 1 });
  });
});
