import { z } from 'zod';

const property = z.object({ enum: z.array(z.string()).optional(), type: z.string().optional() });
const shape = z.object({ properties: z.record(z.string(), property).default({}) });

/** Variables that a function's own schema takes: its first option where it names some, else any text. */
export const variablesFor = (env: z.ZodType): Record<string, string> => {
  const { properties } = shape.parse(z.toJSONSchema(env, { io: 'input', unrepresentable: 'any' }));
  return Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [name, one.enum?.[0] ?? 'https://bench.invalid/x']),
  );
};
