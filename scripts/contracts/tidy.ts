import type { z } from 'zod';

type Context = { readonly zodSchema: z.core.$ZodType; readonly jsonSchema: z.core.JSONSchema.BaseSchema };

/**
 * What a generated schema says too much: bounds that only tell how large a number a computer holds, and closed answers.
 * Fields may be added to an answer or a message, so only what is closed in the code is closed here. And `example` is no
 * word of JSON Schema, `examples` is.
 */
export const tidy = ({ zodSchema, jsonSchema }: Context): void => {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  const { def } = zodSchema._zod;
  const isOpen = def.type === 'object' && (!('catchall' in def) || def.catchall === undefined);
  if (isOpen) delete jsonSchema.additionalProperties;
  if (jsonSchema['example'] === undefined) return;
  jsonSchema.examples = [jsonSchema['example']];
  delete jsonSchema['example'];
};
