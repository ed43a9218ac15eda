import { open } from 'node:fs/promises';
import { createRandom } from '#scripts/seed/random.ts';
import { fileIn, type Manifest } from '#scripts/seed/source-files.ts';
import { columnsOf } from '#scripts/seed/source-rows.ts';
import { registryReader } from '#shared/adapters/dynamodb/registry.ts';
import { countyCodes } from '#shared/reference/regions.ts';
import { percentile } from '../figures.ts';
import type { Registry } from './store.ts';

export type Latency = { readonly p50: number; readonly p99: number; readonly count: number };

const LINE_BYTES = 512;
const WARM_UP = 50;

/** Identity numbers from anywhere in the largest file, without reading it. */
export const someNumbers = async (folder: string, { files }: Manifest, count: number): Promise<string[]> => {
  const [largest] = files.filter(({ name }) => name !== 'risks').sort((one, other) => other.rows - one.rows);
  if (largest === undefined) return [];
  const column = columnsOf(largest.name).indexOf('id_number');
  const random = createRandom(count);
  await using file = await open(fileIn(folder, largest.name));
  const numbers: string[] = [];
  while (numbers.length < count) {
    const { buffer } = await file.read(
      Buffer.alloc(LINE_BYTES),
      0,
      LINE_BYTES,
      random.below(largest.bytes - LINE_BYTES),
    );
    const [, line = ''] = buffer.toString('utf8').split('\n');
    const number = line.split(',')[column];
    if (number !== undefined && /^\d{17}[\dX]$/.test(number)) numbers.push(number);
  }
  return numbers;
};

const latencyOf = async (times: number, read: (nth: number) => Promise<unknown>): Promise<Latency> => {
  const taken: number[] = [];
  for (let nth = 0; nth < WARM_UP + times; nth += 1) {
    const began = performance.now();
    await read(nth);
    if (nth >= WARM_UP) taken.push(performance.now() - began);
  }
  return { p50: percentile(taken, 50), p99: percentile(taken, 99), count: times };
};

export type Reads = { readonly byNumber: Latency; readonly page: Latency; readonly found: number };

const PAGE = 50;

/** One person by identity number, opened; and one page of a county's list, opened: one after the other. */
export const measureReads = async (registry: Registry, numbers: readonly string[]): Promise<Reads> => {
  const reader = registryReader(registry);
  const random = createRandom(numbers.length);
  let found = 0;
  const byNumber = await latencyOf(numbers.length, async (nth) => {
    if ((await reader.findByIdNumber(numbers[nth % numbers.length] ?? '')) !== undefined) found += 1;
  });
  const page = await latencyOf(Math.ceil(numbers.length / 4), () =>
    reader.listPeople({
      regionCode: random.pick(countyCodes),
      layer: random.pick(['registered', 'suspected'] as const),
      limit: PAGE,
    }),
  );
  return { byNumber, page, found };
};
