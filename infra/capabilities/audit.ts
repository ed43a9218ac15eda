import type { Construct } from 'constructs';
import type { Env as OfficialEnv } from '#functions/audit/official-http/env.ts';
import type { Env as SealEnv } from '#functions/audit/seal-stream/env.ts';
import type { Env as VerifyEnv } from '#functions/audit/verify-stream/env.ts';
import { AUDIT_ENTRIES } from '../constructs/audit-entries.ts';
import { readStream } from '../constructs/event-sources.ts';
import { door } from '../constructs/function.ts';
import type { Capability, House } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';

const SEALS = ['SEAL#'];
const VERIFICATIONS = ['VERIFY#'];

/** New items whose partition begins so, and where it matters whose sort key does. */
const newItems = (pk: readonly string[], sk?: readonly string[]) => ({
  eventName: ['INSERT'],
  dynamodb: {
    Keys: {
      pk: { S: pk.map((prefix) => ({ prefix })) },
      ...(sk === undefined ? {} : { sk: { S: sk.map((prefix) => ({ prefix })) } }),
    },
  },
});

/** Chains new entries by hash. May put seals, and nothing else. */
const addSealer = (scope: Construct, { platform, data, messaging }: House): void => {
  const { audit } = data.tables;
  const sealer = door<SealEnv>(scope, platform, {
    door: 'audit/seal-stream',
    environment: { AUDIT_TABLE: audit.name, PARKING_QUEUE_URL: messaging.parking.queue.queueUrl },
    errorImpact: 'Reads of people are recorded but not sealed: a change of the record would go unseen.',
    runbook: 'audit-sealer',
    timeoutSeconds: 60,
  });
  audit.grant(sealer, ['query', 'put'], SEALS);
  messaging.parking.grantSend(sealer);
  readStream(audit, sealer, {
    config: platform.config,
    parking: messaging.parking,
    filter: newItems(AUDIT_ENTRIES),
    batchSize: 100,
  });
};

/** Compares entries with their chain. May put what a verification found, and nothing else. */
const addVerifier = (scope: Construct, { platform, data, messaging }: House): void => {
  const { audit } = data.tables;
  const verifier = door<VerifyEnv>(scope, platform, {
    door: 'audit/verify-stream',
    environment: { AUDIT_TABLE: audit.name, PARKING_QUEUE_URL: messaging.parking.queue.queueUrl },
    errorImpact: 'Auditors do not learn whether the record of reads is whole; nothing else waits.',
    runbook: 'audit-verifier',
    timeoutSeconds: 900,
    memoryMb: 1_769,
  });
  audit.grant(verifier, ['get', 'query'], [...AUDIT_ENTRIES, ...SEALS, ...VERIFICATIONS]);
  audit.grant(verifier, ['put'], VERIFICATIONS);
  messaging.parking.grantSend(verifier);
  readStream(audit, verifier, {
    config: platform.config,
    parking: messaging.parking,
    filter: newItems(VERIFICATIONS, ['STATE', 'PROGRESS#']),
    batchSize: 1,
  });
};

/** The audit: sealed as it is written, read by auditors, verified when they ask. */
export const audit: Capability = (scope, house) => {
  const { platform, data, gateway } = house;
  addSealer(scope, house);
  addVerifier(scope, house);
  const table = data.tables.audit;
  const officialHttp = door<OfficialEnv>(scope, platform, {
    door: 'audit/official-http',
    environment: { AUDIT_TABLE: table.name, OFFICIALS_SECRET: data.secrets.officials.arn },
    errorImpact: 'Auditors cannot see who read whose data.',
    runbook: 'audit-official-http',
  });
  table.grant(officialHttp, ['get'], [...VERIFICATIONS, 'IDEM#']);
  table.grant(officialHttp, ['batch-get', 'query'], AUDIT_ENTRIES);
  table.grant(officialHttp, ['put'], [...AUDIT_ENTRIES, ...VERIFICATIONS, 'IDEM#']);
  table.grantIndex(officialHttp, 'subject');
  table.grantIndex(officialHttp, 'actor');
  data.secrets.officials.grantRead(officialHttp);
  new HttpDoor(scope, gateway, officialHttp);
};
