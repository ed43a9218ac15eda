import { err, ok, type Result } from './result.ts';
import { isDay } from './time.ts';

/** Why a text is not a resident identity number (公民身份号码, GB 11643-1999). */
export type IdNumberFault = 'id-number-shape' | 'id-number-birth-date' | 'id-number-check-digit';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** Check character of the first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
export const idNumberCheckCharacter = (first17: string): string => {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
};

const foldFullWidth = (text: string): string =>
  text.replace(/[\uFF10-\uFF19\uFF38\uFF58]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));

const birthDayOf = (number: string): string => `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;

/**
 * The canonical 18-character number: full-width folded, spaces removed, 15 digits (before 1999, born 19xx) widened to 18,
 * upper-case X, birth date and check character verified. The area part is that of first registration: an abolished
 * code is right, and no residence follows from it.
 */
export const canonicalIdNumber = (text: string): Result<string, IdNumberFault> => {
  const folded = foldFullWidth(text).replace(/\s/g, '').toUpperCase();
  const widened = /^\d{15}$/.test(folded) ? `${folded.slice(0, 6)}19${folded.slice(6)}` : folded;
  if (!/^\d{17}[\dX]?$/.test(widened) || (widened.length !== 18 && folded.length !== 15)) return err('id-number-shape');
  const number = widened.length === 17 ? widened + idNumberCheckCharacter(widened) : widened;
  if (!isDay(birthDayOf(number))) return err('id-number-birth-date');
  return idNumberCheckCharacter(number) === number[17] ? ok(number) : err('id-number-check-digit');
};

/** Birth day in a canonical number, `YYYY-MM-DD`. */
export const birthDay = (canonical: string): string => birthDayOf(canonical);

/** Full years of age on a day. */
export const ageOn = (canonical: string, day: string): number => {
  const born = birthDayOf(canonical);
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
};
