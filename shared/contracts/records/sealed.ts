import * as z from 'zod';

/** Bytes of an item; former items have them as base64, which takes a third more. */
const bytes = z.union([
  z.instanceof(Uint8Array),
  z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64')),
]);

/** Identity fields of an item, encrypted (shared/adapters/crypto/field-cipher.ts). */
export const sealed = z.object({
  v: z.literal(1),
  kmsKey: bytes,
  wrappedKey: bytes,
  fields: z.record(z.string(), bytes),
});
