/**
 * Takes the region lists over into shared/reference/data: `node scripts/regions.ts <folder>`, where the folder holds
 * `regions.csv` (code,name,level,parent) and `villages.csv` (code,name,township). Readings are worked out here, so that
 * no function carries a dictionary: one reading a character, and the names in which a character is read otherwise.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { pinyin } from 'pinyin-pro';
import { z } from 'zod';
import { regions } from '#shared/reference/regions.ts';

const DATA = join(import.meta.dirname, '../shared/reference/data');
/** Place names that the dictionary reads otherwise than the people who live there. */
const LOCAL_READINGS: Readonly<Record<string, string>> = {
  乐清: 'yue qing',
  丽水: 'li shui',
  台州: 'tai zhou',
  长兴: 'chang xing',
  嵊泗: 'sheng si',
  大峃: 'da xue',
};

const townshipRow = z.object({ code: z.string(), name: z.string(), level: z.string(), parent: z.string() });
const villageRow = z.object({ code: z.string(), name: z.string(), township: z.string() });
type Named = { readonly code: string; readonly name: string };

const read = <Row extends z.ZodType>(folder: string, file: string, row: Row): z.output<Row>[] =>
  z.array(row).parse(parse(readFileSync(join(folder, file)), { columns: true, bom: true, skip_empty_lines: true }));

const readingsOf = (name: string): string[] => {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true });
  for (const [place, reading] of Object.entries(LOCAL_READINGS)) {
    const at = name.indexOf(place);
    if (at >= 0) syllables.splice(at, place.length, ...reading.split(' '));
  }
  return syllables;
};

/** The reading that a character has in most names. */
const usualReadings = (names: ReadonlyMap<string, readonly string[]>): Map<string, string> => {
  const counts = new Map<string, Map<string, number>>();
  for (const [name, syllables] of names) {
    [...name].forEach((character, index) => {
      const syllable = syllables[index] ?? '';
      const of = counts.get(character) ?? new Map<string, number>();
      counts.set(character, of.set(syllable, (of.get(syllable) ?? 0) + 1));
    });
  }
  const most = (of: ReadonlyMap<string, number>) => [...of].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  return new Map([...counts].map(([character, of]) => [character, most(of)]));
};

/** `{"characters": {"shang": "上尚商"}, "names": {"乐清市": "yue qing shi"}}` */
const writePinyin = (named: readonly Named[]): void => {
  const names = new Map(named.map(({ name }) => [name, readingsOf(name)]));
  const usual = usualReadings(names);
  const characters: Record<string, string> = {};
  for (const [character, syllable] of [...usual].sort()) {
    if (/^[a-z]+$/.test(syllable)) characters[syllable] = (characters[syllable] ?? '') + character;
  }
  const otherwise = [...names].filter(([name, syllables]) =>
    [...name].some((character, index) => usual.get(character) !== syllables[index]),
  );
  const exceptions = Object.fromEntries(otherwise.map(([name, syllables]) => [name, syllables.join(' ')]));
  const sorted = Object.fromEntries(Object.entries(characters).sort());
  writeFileSync(join(DATA, 'pinyin.json'), `${JSON.stringify({ characters: sorted, names: exceptions }, null, 1)}\n`);
};

/** One line a township: `"330102001": {"name": "…", "villages": "051清波门社区,052…"}`. */
const writeTree = (townships: readonly Named[], villages: readonly z.output<typeof villageRow>[]): void => {
  const below = Map.groupBy(villages, ({ township }) => township);
  const lines = townships.map(({ code, name }) => {
    const packed = (below.get(code) ?? []).map((village) => village.code.slice(9) + village.name).join(',');
    return `"${code}":${JSON.stringify({ name, villages: packed })}`;
  });
  writeFileSync(join(DATA, 'townships.json'), `{\n${lines.join(',\n')}\n}\n`);
};

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node scripts/regions.ts <folder with regions.csv and villages.csv>');
const listed = read(folder, 'regions.csv', townshipRow);
const villages = read(folder, 'villages.csv', villageRow);
const upper = listed.filter(({ level }) => level !== 'township').map(({ code, name }) => `${code} ${name}`);
const differing = upper.filter((row) => !regions.some(({ code, name }) => row === `${code} ${name}`));
if (differing.length > 0 || upper.length !== regions.length)
  throw new Error(`regions.ts differs: ${differing.join(', ')}`);
writeTree(
  listed.filter(({ level }) => level === 'township'),
  villages,
);
writePinyin([...listed, ...villages]);
