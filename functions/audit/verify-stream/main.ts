import { SQSClient } from '@aws-sdk/client-sqs';
import { sha256 } from '#shared/adapters/crypto/sha256.ts';
import { chainReader } from '#shared/adapters/dynamodb/audit-chain.ts';
import { verificationStore } from '#shared/adapters/dynamodb/audit-verification.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { parkingQueue } from '#shared/adapters/sqs/parking.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { createHandler } from './door.ts';
import { env } from './env.ts';

const MINUTE_MS = 60_000;
/** Well below the function's timeout, which also has to take the longest single day. */
const RUN_MS = MINUTE_MS;

const { AUDIT_TABLE, PARKING_QUEUE_URL } = env.parse(process.env);
const client = documentClient();
const clock = () => new Date();
const keepDays = policyFor(shanghaiDay(clock())).retention.audit.value;

export const handler = createHandler({
  chain: chainReader(client, AUDIT_TABLE, sha256),
  store: verificationStore({ client, table: AUDIT_TABLE, keepDays }),
  hash: sha256,
  policyAt: (now) => ({ graceMs: policyFor(shanghaiDay(now)).auditGrace.value * MINUTE_MS }),
  runMs: RUN_MS,
  clock,
  park: parkingQueue(new SQSClient(), PARKING_QUEUE_URL),
  log: createLog('audit/verify-stream'),
});
