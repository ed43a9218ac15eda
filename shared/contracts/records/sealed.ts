import * as z from 'zod';

/** Identity fields of an item, encrypted (shared/adapters/crypto/field-cipher.ts). */
export const sealed = z.object({
  v: z.literal(1),
  kmsKey: z.string(),
  wrappedKey: z.string(),
  fields: z.record(z.string(), z.string()),
});
