import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { statisticsReader } from '#shared/adapters/dynamodb/statistics-reader.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { STATISTICS_TABLE } = env.parse(process.env);

export const handler = createHandler({
  reader: statisticsReader(documentClient(), STATISTICS_TABLE),
  smallestAt: (now) => policyFor(shanghaiDay(now)).disclosure.smallest.value,
  clock: () => new Date(),
  log: createLog('statistics/public-http'),
});
