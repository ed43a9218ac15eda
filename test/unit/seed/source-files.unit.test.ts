import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HouseholdRows, HouseholdStream } from '#scripts/seed/household-stream.ts';
import { registeredOf } from '#scripts/seed/people.ts';
import { fileIn, type Manifest, writeSourceFiles } from '#scripts/seed/source-files.ts';
import { columnsOf, readRow } from '#scripts/seed/source-rows.ts';

const AS_OF = '2026-11-24';
const COUNT = 1_500;

let root: string;
let manifest: Manifest;
const folder = (name: string) => join(root, name);
const make = (name: string, seed = 1) => writeSourceFiles(folder(name), { count: COUNT, seed, asOf: AS_OF });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'seed-'));
  manifest = await make('one');
});
afterAll(() => rm(root, { recursive: true }));

const householdsOf = async (name: string) => {
  const names = manifest.files.map((file) => file.name);
  const stream = await HouseholdStream.open(folder(name), names, AS_OF);
  const all: HouseholdRows[] = [];
  for (let next = await stream.next(); next !== undefined; next = await stream.next()) all.push(next);
  return { all, rejects: stream.takeRejects() };
};

describe('source files of a seed', () => {
  it('are the same bytes for the same seed, and others for another', async () => {
    expect(await make('two')).toEqual(manifest);
    expect((await make('three', 2)).files).not.toEqual(manifest.files);
  });

  it('are what their manifest says: rows, bytes and hash', async () => {
    for (const { name, rows, bytes, sha256 } of manifest.files) {
      const content = await readFile(fileIn(folder('one'), name));
      expect(content.length).toBe(bytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
      const lines = content.toString('utf8').trimEnd().split('\n');
      expect(lines[0]).toBe(columnsOf(name).join(','));
      expect(lines.length - 1).toBe(rows);
    }
  });

  it('name each person of the seed in the proportions of the article, every row right', async () => {
    const { all, rejects } = await householdsOf('one');
    expect(rejects).toEqual([]);
    expect(all).toHaveLength(manifest.households);
    const rows = all.flatMap((household) => household.rows);
    const entries = rows.flatMap((row) => ('entry' in row ? [row] : []));
    const people = new Set(entries.map(({ person }) => person.idNumber));
    const registered = new Set(
      entries.filter(({ entry }) => entry.layer === 'registered').map(({ person }) => person.idNumber),
    );
    expect(people.size).toBe(COUNT);
    expect(registered.size).toBe(registeredOf(COUNT));
    expect(rows.every((row) => !('risk' in row) || people.has(row.idNumber))).toBe(true);
  });

  it('interleave the counties', async () => {
    const { all } = await householdsOf('one');
    const regions = all
      .slice(100, 300)
      .flatMap(({ rows }) => rows.flatMap((row) => ('person' in row ? [row.person.regionCode] : [])));
    expect(new Set(regions.map((code) => code.slice(0, 6))).size).toBeGreaterThan(30);
  });

  it('bring risks in believable proportions, most of them of illness', async () => {
    const { all } = await householdsOf('one');
    const risks = all.flatMap(({ rows }) => rows.flatMap((row) => ('risk' in row ? [row.risk.kind] : [])));
    expect(risks.length / COUNT).toBeGreaterThan(0.15);
    expect(risks.length / COUNT).toBeLessThan(0.5);
    expect(risks.filter((kind) => kind === 'medical-spending').length).toBeGreaterThan(COUNT * 0.06);
  });
});

describe('a row', () => {
  const good = {
    source_key: 's-1',
    id_number: '330102198212157415',
    name: '章伟志',
    region_code: '330102004061',
    category: 'marginal',
    from: '2026-10-10',
    until: '',
    evidence: '民救〔2026〕1号',
    phone: '',
    household_key: 'hh-00000001',
    relation: 'head',
  };
  it.each([
    ['id_number', '330102198212157416'],
    ['name', ''],
    ['name', '=1+1'],
    ['region_code', '990102'],
    ['phone', '12345'],
    ['household_key', '1'],
    ['relation', 'neighbour'],
    ['category', 'rich'],
    ['evidence', ''],
    ['from', '2026-02-30'],
    ['from', '1970-01-01'],
    ['from', '2026-12-01'],
    ['until', 'never'],
  ])('with another %s (%s) is rejected by that field', (field, value) => {
    const row = readRow('assistance-system', { ...good, [field]: value }, AS_OF);
    expect(row.ok ? undefined : row.error.field).toBe(field);
  });

  it('of the right form is taken, whatever the case of its number', () => {
    const row = readRow('assistance-system', { ...good, id_number: '11010519491231002x', from: '2020-01-01' }, AS_OF);
    expect(row).toMatchObject({ ok: true, value: { person: { idNumber: '11010519491231002X', relation: 'head' } } });
  });
});
