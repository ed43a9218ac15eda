import { randomInt } from 'node:crypto';
import { idNumberCheckCharacter } from '#shared/kernel/id-number.ts';
import { addDays } from '#shared/kernel/time.ts';

/** A well-formed number that nobody has: the seed knows no one first registered in this part of Beijing. */
export const newIdNumber = (): string => {
  const born = addDays('1940-01-01', randomInt(22_000)).replaceAll('-', '');
  const first = `110105${born}${String(randomInt(1_000)).padStart(3, '0')}`;
  return first + idNumberCheckCharacter(first);
};

/** The same number with a last character that cannot be right. */
export const misspelt = (number: string): string => `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`;
