import * as z from 'zod';
import { canonicalIdNumber } from '#shared/kernel/id-number.ts';
import { regionExists } from '#shared/reference/region-tree.ts';
import { currentRegion } from './file-cells.ts';
import { localRegionCode } from './light-primitives.ts';

/** Letters, digits, Chinese characters and what stands between them in a reference; `#` is ours. */
const KEY = /^[\p{L}\p{N}][\p{L}\p{N}._:/()（）〔〕[\] -]*$/u;

/** A source's own key. It stands in clear beside the entry, so that it may not be an identity number. */
export const sourceKey = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .refine((key) => KEY.test(key), { error: 'wrong-format', abort: true })
  .refine((key) => !canonicalIdNumber(key).ok, { error: 'source-key-identity' })
  .meta({
    description: "The source's own key of the decision or of the place on the list; never an identity number",
    example: 'JZ-2025-000123',
  });

/** The name of a list within a source. */
export const listName = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine((name) => KEY.test(name), { error: 'wrong-format' })
  .meta({
    description: 'The list within the source; a full file ends what is on the lists that it names',
    example: 'county-list',
  });

/** Where a person lives: a county or below that exists; an abolished county stands for its successor. */
export const livingRegion = z.pipe(
  localRegionCode,
  z.transform((code: string, context) => {
    const current = currentRegion(code);
    if (current !== undefined && regionExists(current)) return current;
    context.issues.push({ code: 'custom', message: 'region-unknown', input: code });
    return z.NEVER;
  }),
);
