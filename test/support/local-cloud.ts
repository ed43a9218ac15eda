import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

/** The endpoints of the cloud under test. */
export const endpoints = async (): Promise<Endpoints> => JSON.parse(readFileSync(inject('endpointsFile'), 'utf8'));

/** The cloud under test. */
export const localCloud = async (): Promise<{ readonly endpoints: Endpoints }> => ({ endpoints: await endpoints() });

export type SeededPerson = {
  readonly idNumber: string;
  readonly name: string;
  readonly regionCode: string;
  readonly layer: string;
};

/** The seeded people, from the only place where their numbers stand. */
export const seededPeople = ({ seedPeople }: Endpoints): SeededPerson[] =>
  readFileSync(seedPeople, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [idNumber = '', name = '', regionCode = '', layer = ''] = line.split(',');
      return { idNumber, name, regionCode, layer };
    });

/** Asks until the answer is there; what was expected is named when it is not, after `seconds`. */
export const eventually = async <T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  seconds = 30,
): Promise<T> => {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(200);
  }
};
