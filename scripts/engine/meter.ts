import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';

export type Units = { readonly read: number; readonly write: number };

const READS = /^(Get|BatchGet|Query|Scan|TransactGet)/;
const one = z.object({ CapacityUnits: z.number().default(0) });
const consumed = z.object({ ConsumedCapacity: z.union([one, z.array(one)]).default([]) });

/** Adds up the capacity that the engine reports for a client's calls from now on; its sums are those of AWS. */
export const meterOf = (client: DynamoDBDocumentClient): { readonly units: () => Units } => {
  const sum = { read: 0, write: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      const { ConsumedCapacity } = consumed.parse(answer.output);
      const kind = READS.test(context.commandName ?? '') ? 'read' : 'write';
      for (const { CapacityUnits } of [ConsumedCapacity].flat()) sum[kind] += CapacityUnits;
      return answer;
    },
    { step: 'initialize', name: 'meter', override: true },
  );
  return { units: () => ({ ...sum }) };
};
