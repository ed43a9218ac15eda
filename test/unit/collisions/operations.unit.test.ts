import { describe, expect, it } from 'vitest';
import { alertOperations } from '#shared/contracts/alerts.ts';
import { feedOperations } from '#shared/contracts/feeds.ts';
import type { Operation } from '#shared/contracts/operation.ts';

const operations: readonly (readonly [string, Operation])[] = Object.entries({ ...feedOperations, ...alertOperations });

describe('the examples of the contract', () => {
  it.each(operations)('of %s are what it says', (_, { request, responses }) => {
    if (request !== undefined) expect(request.schema.safeParse(request.example).success).toBe(true);
    for (const { schema, example } of Object.values(responses)) expect(schema?.safeParse(example).success).toBe(true);
  });
});
