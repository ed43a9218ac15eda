import { SQSClient } from '@aws-sdk/client-sqs';
import { sha256 } from '#shared/adapters/crypto/sha256.ts';
import { coveredEntry, sealStore } from '#shared/adapters/dynamodb/audit-chain.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { parkingQueue } from '#shared/adapters/sqs/parking.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const { AUDIT_TABLE, PARKING_QUEUE_URL } = env.parse(process.env);
const clock = () => new Date();
const keepDays = policyFor(shanghaiDay(clock())).retention.audit.value;

export const handler = createHandler({
  store: sealStore({ client: documentClient(), table: AUDIT_TABLE, keepDays }),
  hash: sha256,
  covered: (item, takenAt) => coveredEntry(item, takenAt, sha256),
  clock,
  park: parkingQueue(new SQSClient(), PARKING_QUEUE_URL),
  log: createLog('audit/seal-stream'),
});
