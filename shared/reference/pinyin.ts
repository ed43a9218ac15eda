/** How the names of regions are read, without tones, ü as v. The JSON is made by scripts/regions.ts. */
import pinyin from './data/pinyin.json' with { type: 'json' };

const usual: ReadonlyMap<string, string> = new Map(
  Object.entries(pinyin.characters).flatMap(([syllable, characters]) =>
    [...characters].map((character): [string, string] => [character, syllable]),
  ),
);
const otherwise: ReadonlyMap<string, string> = new Map(Object.entries(pinyin.names));

/** The syllables of a region's name, one a character; characters without a reading (brackets) stand for themselves. */
export const syllablesOf = (name: string): readonly string[] =>
  otherwise.get(name)?.split(' ') ?? [...name].map((character) => usual.get(character) ?? character);
