import { pinyin } from 'pinyin-pro';
import type { IdKeys } from '../crypto/id-keys.ts';

/** Characters of a token: with the county in front and the name itself compared afterwards, these are plenty. */
const TOKEN = 24;
/** Most readings of a name that a search follows: characters that are read in several ways multiply. */
const MOST_READINGS = 16;

const fold = (name: string): string => name.normalize('NFKC').replace(/[\s·•.]/g, '');

/** How a name is read, without tones, the surname as a surname: 单小明 is shan xiao ming. */
export const readingOf = (name: string): string =>
  pinyin(fold(name), { toneType: 'none', type: 'array', v: true, surname: 'head' }).join(' ').toLowerCase();

const readingsOfCharacter = (character: string): readonly string[] => [
  ...new Set(pinyin(character, { toneType: 'none', type: 'array', v: true, multiple: true })),
];

/** Every way in which a name may be read, the usual one first. */
const readingsOf = (name: string): readonly string[] => {
  const all = [...fold(name)]
    .map(readingsOfCharacter)
    .reduce<readonly string[]>(
      (heads, next) =>
        heads.flatMap((head) => next.map((syllable) => `${head} ${syllable}`.trim())).slice(0, MOST_READINGS),
      [''],
    );
  return [...new Set([readingOf(name), ...all])].slice(0, MOST_READINGS);
};

/** The token under which a person stands in the index by name: of the usual reading of the whole name. */
export const nameTokenOf = async ({ nameKeys }: IdKeys, name: string): Promise<string | undefined> => {
  if (nameKeys === undefined) return undefined;
  const [current] = await nameKeys();
  return current(readingOf(name)).slice(0, TOKEN);
};

/** Every token under which people of this name, or of one that sounds like it, may stand. */
export const nameTokensOf = async ({ nameKeys }: IdKeys, name: string): Promise<readonly string[]> => {
  const keys = (await nameKeys?.()) ?? [];
  return keys.flatMap((key) => readingsOf(name).map((reading) => key(reading).slice(0, TOKEN)));
};
