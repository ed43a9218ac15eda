/** Crockford's base32: no I, L, O or U, so that a code can be read aloud and copied by hand. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Bytes as base32, most significant bit first; 16 bytes give 26 characters. */
export const base32 = (bytes: Uint8Array): string => {
  let buffer = 0;
  let bits = 0;
  let text = '';
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((buffer >>> bits) & 31);
    }
    buffer &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET.charAt((buffer << (5 - bits)) & 31);
};

/** A code as a person may have copied it, in its canonical form: spaces and hyphens go, look-alikes fold. */
export const foldBase32 = (typed: string): string =>
  typed.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
