import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalKeys, localKeys } from '#scripts/engine/local-keys.ts';
import { registryIndexes } from '#scripts/engine/registry-table.ts';
import { readCheckpoint } from '#scripts/seed/checkpoint.ts';
import { type ImportTarget, importFiles } from '#scripts/seed/import.ts';
import { registeredOf } from '#scripts/seed/people.ts';
import { fileIn, type Manifest, writeSourceFiles } from '#scripts/seed/source-files.ts';
import { registryReader } from '#shared/adapters/dynamodb/registry.ts';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';

const AS_OF = '2026-11-24';
const NOW = new Date('2026-11-24T02:00:00.000Z');
const COUNT = 1_200;
const WINDOW = 300;

let root: string;
let keys: LocalKeys;
const options = { count: COUNT, seed: 1, asOf: AS_OF };

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'seed-import-'));
  keys = await localKeys();
});
afterAll(() => rm(root, { recursive: true }));

type Setting = { readonly folder: string; readonly manifest: Manifest; readonly target: ImportTarget };

const setUp = async (name: string): Promise<Setting> => {
  const folder = join(root, name);
  const manifest = await writeSourceFiles(folder, options);
  const { table, client } = await createTable({ indexes: registryIndexes });
  const { table: feeds } = await createTable({ indexes: [] });
  return { folder, manifest, target: { name: table, client, table, feeds, ...keys } };
};

const importInto = (setting: Setting, changes: { client?: DynamoDBDocumentClient; signal?: AbortSignal } = {}) => {
  const { client = setting.target.client, signal = new AbortController().signal } = changes;
  return importFiles({ ...setting, target: { ...setting.target, client }, now: NOW, signal, window: WINDOW });
};

/** A client that is killed at its `n`th call: nothing goes out from then on. */
const killedAt = (client: DynamoDBDocumentClient, n: number): DynamoDBDocumentClient => {
  let calls = 0;
  return new Proxy(client, {
    get: (target, name) =>
      name === 'send'
        ? (command: PutCommand) => {
            calls += 1;
            return calls >= n ? Promise.reject(new Error('killed')) : target.send(command);
          }
        : Reflect.get(target, name),
  });
};

const scan = async ({ client }: ImportTarget, table: string) => {
  const items: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new ScanCommand({ TableName: table, ...(ExclusiveStartKey && { ExclusiveStartKey }) }),
    );
    items.push(...(answer.Items ?? []));
    ExclusiveStartKey = answer.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return items;
};

/** As text, whatever the order in which the engine keeps the fields of a map. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort())
      : one,
  );

/** What an import left, without what chance made: the ciphertexts, and the ids that follow from the import's own key. */
const left = async (target: ImportTarget) => {
  const items = await scan(target, target.table);
  const claims = await scan(target, target.feeds);
  const people = items.filter(({ pk }) => String(pk).startsWith('P#'));
  const tokenOf = new Map(items.flatMap(({ personId, idKey }) => (idKey === undefined ? [] : [[personId, idKey]])));
  return {
    lookups: tokenOf.size,
    households: items.filter(({ pk }) => String(pk).startsWith('H#')).length,
    people: people
      .map(({ personId, regionCode, entries, risks, layer, categories, dueOn, version, createdAt }) =>
        inOrder([tokenOf.get(personId), layer, regionCode, entries, risks, categories, dueOn, version, createdAt]),
      )
      .sort(),
    claims: claims
      .map(({ source, sourceKey, personId, regionCode, until, open }) =>
        inOrder([source, sourceKey, tokenOf.get(personId), regionCode, until, open]),
      )
      .sort(),
  };
};
/** One line instead of thousands, where they should be the same. */
const digest = ({ people, claims, ...counts }: Awaited<ReturnType<typeof left>>) => ({
  ...counts,
  people: createHash('sha256')
    .update([...people, ...claims].join('\n'))
    .digest('hex'),
});

describeOnDynoxide('an import of source files', () => {
  it('brings everybody, in the proportions of the files, and each is found by number', async () => {
    const setting = await setUp('whole');
    const { state, checkpoint } = await importInto(setting);
    expect({ state, people: checkpoint.people, rejected: checkpoint.rejected }).toEqual({
      state: 'done',
      people: COUNT,
      rejected: 0,
    });
    expect(checkpoint.idKey).toBeUndefined();
    const all = await left(setting.target);
    expect(all.people).toHaveLength(COUNT);
    expect(all.lookups).toBe(COUNT);
    expect(all.households).toBe(setting.manifest.households);
    expect(new Set(all.claims).size).toBe(
      setting.manifest.files.filter(({ name }) => name !== 'risks').reduce((sum, { rows }) => sum + rows, 0),
    );
    expect(all.people.filter((text) => text.includes(',"registered","33'))).toHaveLength(registeredOf(COUNT));

    const [, row = ''] = (await readFile(fileIn(setting.folder, 'assistance-system'), 'utf8')).split('\n');
    const [, idNumber = '', name] = row.split(',');
    const reader = registryReader({ ...setting.target, opener: keys.opener });
    expect((await reader.findByIdNumber(idNumber))?.identity).toMatchObject({ idNumber, name });
  });

  it('killed again and again it goes on, and what it leaves is what an uninterrupted one leaves', async () => {
    const [broken, whole] = [await setUp('broken'), await setUp('unbroken')];
    const { client } = broken.target;
    for (const n of [1, 4, 30, 45, 60]) {
      await importInto(broken, { client: killedAt(client, n) }).catch((fault: Error) =>
        expect(fault.message).toBe('killed'),
      );
    }
    const before = await readCheckpoint(broken.folder);
    expect(before?.done).toBe(false);
    expect(before?.people).toBeGreaterThan(0);
    expect((await importInto(broken)).state).toBe('done');
    await importInto(whole);
    expect(digest(await left(broken.target))).toEqual(digest(await left(whole.target)));
  }, 240_000);

  it('asked to stop it ends at a checkpoint; asked again it goes on, and once done it does nothing', async () => {
    const setting = await setUp('stopped');
    const asked = new AbortController();
    const stopped = await importFiles({
      ...setting,
      now: NOW,
      window: WINDOW,
      signal: asked.signal,
      onProgress: () => asked.abort(),
    });
    expect(stopped.state).toBe('interrupted');
    expect(stopped.checkpoint.people).toBeLessThan(COUNT);
    expect((await importInto(setting)).state).toBe('done');
    expect((await importInto(setting)).state).toBe('done-before');
    expect((await left(setting.target)).people).toHaveLength(COUNT);
  });

  it('refuses a registry that is not empty', async () => {
    const setting = await setUp('lived-in');
    const { client, table } = setting.target;
    await client.send(new PutCommand({ TableName: table, Item: { pk: 'P#somebody', sk: 'STATE' } }));
    await expect(importInto(setting)).rejects.toThrow('is not empty');
    expect(await scan(setting.target, setting.target.table)).toHaveLength(1);
  });

  it('takes nothing from a file that is not the one of the manifest', async () => {
    const setting = await setUp('forged');
    const file = fileIn(setting.folder, 'housing');
    await writeFile(file, `${await readFile(file, 'utf8')}\n`);
    await expect(importInto(setting)).rejects.toThrow('is not the file of the manifest');
    expect(await scan(setting.target, setting.target.table)).toEqual([]);
  });
});
