import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as FindEnv } from '#functions/identity/find-duplicates-queue/env.ts';
import type { Env } from '#functions/identity/official-http/env.ts';
import { AUDIT_ENTRIES } from '../constructs/audit-entries.ts';
import { consumeQueue } from '../constructs/event-sources.ts';
import { door } from '../constructs/function.ts';
import type { Capability, House } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';
import { WorkQueue } from '../constructs/queue.ts';
import { deliver } from '../constructs/routing.ts';

const FIND_SECONDS = 60;

/**
 * Whoever is new where they live: the first version of a person in the registry, and whoever came from another county. History
 * that is loaded sends no message.
 */
const NEW_PEOPLE = {
  NewPeopleRule: { 'detail-type': ['person.layer-changed'], detail: { version: [1] } },
  MovedPeopleRule: { 'detail-type': ['person.handed-over'] },
};

/** New people are compared with those of their county that read alike: may read people, and put suspicions. */
const addFinder = (scope: Construct, { platform, data, messaging }: House): WorkQueue => {
  const { registry, cases } = data.tables;
  const queue = new WorkQueue(scope, 'NewPeople', {
    config: platform.config,
    key: data.keys.queues,
    alarms: platform.alarms,
    impact: 'Two records of one person stand side by side unseen: aid may be given twice, or withheld by mistake.',
    runbook: 'identity-new-people',
    waitsAtMost: Duration.hours(1),
    visibilitySeconds: 6 * FIND_SECONDS,
  });
  for (const [rule, pattern] of Object.entries(NEW_PEOPLE)) {
    deliver(scope, rule, {
      bus: messaging.bus,
      pattern: { source: ['low-income-net'], ...pattern },
      queue: queue.queue,
      undelivered: messaging.undelivered.queue,
    });
  }
  const find = door<FindEnv>(scope, platform, {
    door: 'identity/find-duplicates-queue',
    environment: {
      REGISTRY_TABLE: registry.name,
      CASES_TABLE: cases.name,
      IDENTITY_SECRET: data.secrets.identity.arn,
    },
    errorImpact: 'Records that may be of one person are not put before a reviewer.',
    runbook: 'identity-find-duplicates',
    timeoutSeconds: FIND_SECONDS,
  });
  registry.grant(find, ['get', 'batch-get'], ['P#']);
  registry.grantIndex(find, 'name');
  cases.grant(find, ['put'], ['DUPLICATE#']);
  find.grant(['kms:Decrypt'], [data.keys.fields.keyArn]);
  data.secrets.identity.grantRead(find);
  consumeQueue(queue, find, 10);
  return queue;
};

/** Who is who: people without a number, records that may be of one person, and what reviewers decide of them. */
export const identity: Capability = (scope, house) => {
  const { platform, data, gateway } = house;
  const { registry, cases, audit } = data.tables;
  const officialHttp = door<Env>(scope, platform, {
    door: 'identity/official-http',
    environment: {
      REGISTRY_TABLE: registry.name,
      CASES_TABLE: cases.name,
      AUDIT_TABLE: audit.name,
      FIELDS_KEY: data.keys.fields.keyArn,
      OFFICIALS_SECRET: data.secrets.officials.arn,
      IDENTITY_SECRET: data.secrets.identity.arn,
    },
    errorImpact: 'People without a number cannot be recorded, and duplicates cannot be decided.',
    runbook: 'identity-official-http',
  });
  registry.grant(officialHttp, ['get', 'put'], ['P#', 'K#', 'H#', 'OUT#']);
  // A death that a merged record brings: the household of the one that stays is checked again.
  registry.grant(officialHttp, ['update'], ['H#']);
  cases.grant(officialHttp, ['get', 'put'], ['DUPLICATE#', 'IDEM#']);
  cases.grant(officialHttp, ['batch-get'], ['DUPLICATE#']);
  cases.grantIndex(officialHttp, 'open');
  cases.grantIndex(officialHttp, 'ledger');
  audit.grant(officialHttp, ['put'], AUDIT_ENTRIES);
  officialHttp.grant(['kms:GenerateDataKey', 'kms:Decrypt'], [data.keys.fields.keyArn]);
  data.secrets.officials.grantRead(officialHttp);
  data.secrets.identity.grantRead(officialHttp);
  new HttpDoor(scope, gateway, officialHttp);
  return { workQueues: { newPeople: addFinder(scope, house).queue.queueUrl } };
};
