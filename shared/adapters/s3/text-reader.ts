import type { Manifest, TextTally } from '#shared/domain/collisions/types.ts';

/** Reads records of bytes as text in the declared encoding, and keeps count of which encodings fit. */
export type TextReader = {
  /** The cells as text; `undefined` where one cannot be read. */
  readonly read: (cells: readonly Buffer[]) => readonly string[] | undefined;
  readonly tally: () => TextTally;
};

const isAscii = (bytes: Buffer): boolean => bytes.every((byte) => byte < 0x80);

type Decoder = { readonly decode: (bytes: Buffer) => string };

const decodeAll = (decoder: Decoder, cells: readonly Buffer[]): readonly string[] | undefined => {
  try {
    return cells.map((cell) => decoder.decode(cell));
  } catch {
    return undefined;
  }
};

export const textReader = (encoding: Manifest['encoding']): TextReader => {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const declared = encoding === 'utf-8' ? utf8 : new TextDecoder(encoding, { fatal: true });
  const tally = { beyondAscii: 0, asDeclared: 0, asUtf8: 0 };
  const read = (cells: readonly Buffer[]) => {
    if (cells.every(isAscii)) return cells.map((cell) => cell.toString('latin1'));
    const text = decodeAll(declared, cells);
    tally.beyondAscii += 1;
    if (text !== undefined) tally.asDeclared += 1;
    if (encoding === 'utf-8' ? text !== undefined : decodeAll(utf8, cells) !== undefined) tally.asUtf8 += 1;
    return text;
  };
  return { read, tally: () => ({ ...tally }) };
};
