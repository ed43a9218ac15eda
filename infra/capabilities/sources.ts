import { Duration } from 'aws-cdk-lib';
import { ArnPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Env as HttpEnv } from '#functions/sources/official-http/env.ts';
import { door } from '../constructs/function.ts';
import type { Capability, House } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';
import { WorkQueue } from '../constructs/queue.ts';
import { deliver } from '../constructs/routing.ts';
import {
  addApply,
  addInbox,
  addSchedules,
  addVerify,
  CHUNK_SECONDS,
  FILES,
  grantRegistry,
  INBOX_SECONDS,
  REJECTS,
  type SourceQueues,
  VERIFY_SECONDS,
} from './sources-workers.ts';

/** A message is hidden for six times its function's timeout. */
const HIDDEN = 6;

const addQueues = (scope: Construct, { platform, data }: House): SourceQueues => {
  const base = {
    config: platform.config,
    key: data.keys.queues,
    alarms: data.alarms,
    waitsAtMost: Duration.hours(1),
  };
  return {
    files: new WorkQueue(scope, 'SourceFiles', {
      ...base,
      impact: 'A list is not verified; the registry shows what it said before.',
      runbook: 'sources-verify',
      visibilitySeconds: VERIFY_SECONDS * HIDDEN,
    }),
    chunks: new WorkQueue(scope, 'SourceChunks', {
      ...base,
      impact: 'A part of a list is not applied; the people in it stand in the registry as before.',
      runbook: 'sources-chunk',
      visibilitySeconds: CHUNK_SECONDS * HIDDEN,
    }),
    inbox: new WorkQueue(scope, 'AssistanceInbox', {
      ...base,
      impact: 'A decision of the assistance system was not taken; the recipient stands in the registry as before.',
      runbook: 'sources-inbox',
      visibilitySeconds: INBOX_SECONDS * HIDDEN,
      tries: 3,
    }),
  };
};

/** Where the stage's record names the principal of the assistance system, it may put messages in, and nobody else. */
const openInbox = ({ platform: { config } }: House, { inbox }: SourceQueues): void => {
  if (config.assistanceSystem === undefined) return;
  inbox.queue.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [new ArnPrincipal(config.assistanceSystem)],
      actions: ['sqs:SendMessage'],
      resources: [inbox.queue.queueArn],
    }),
  );
};

/** Takes events, registers files and says where they are sent to; it signs addresses with its own rights on the bucket. */
const addHttp = (scope: Construct, house: House, queues: SourceQueues): void => {
  const { platform, data, gateway } = house;
  const { feeds, cases, registry } = data.tables;
  const http = door<HttpEnv>(scope, platform, {
    door: 'sources/official-http',
    environment: {
      FEEDS_TABLE: feeds.name,
      CASES_TABLE: cases.name,
      REGISTRY_TABLE: registry.name,
      FILES_BUCKET: data.files.bucket.bucketName,
      FILES_QUEUE_URL: queues.files.queue.queueUrl,
      CHUNKS_QUEUE_URL: queues.chunks.queue.queueUrl,
      OFFICIALS_SECRET: data.secrets.officials.arn,
      IDENTITY_SECRET: data.secrets.identity.arn,
      FIELDS_KEY: data.keys.fields.keyArn,
    },
    errorImpact:
      'Sources cannot bring events or lists; recipients and people on lists stand in the registry as before.',
    runbook: 'sources-official-http',
    timeoutSeconds: 29,
    memoryMb: 1_024,
  });
  grantRegistry(http, house);
  feeds.grant(http, ['get', 'put', 'update'], ['SBATCH#', 'SOURCE#']);
  cases.grant(http, ['get', 'put'], ['IDEM#']);
  data.files.grantWrite(http, FILES);
  data.files.grantRead(http, REJECTS);
  data.secrets.officials.grantRead(http);
  queues.files.grantSend(http);
  queues.chunks.grantSend(http);
  new HttpDoor(scope, gateway, http);
};

/** Sources of the registry (S2): events, an inbox and lists, each word taken once and in the order of its source. */
export const sources: Capability = (scope, house) => {
  const { data, messaging } = house;
  const queues = addQueues(scope, house);
  openInbox(house, queues);
  deliver(scope, 'SourceFileArrived', {
    queue: queues.files.queue,
    undelivered: messaging.undelivered.queue,
    pattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { bucket: { name: [data.files.bucket.bucketName] }, object: { key: [{ prefix: FILES }] } },
    },
  });
  addHttp(scope, house, queues);
  addVerify(scope, house, queues);
  addApply(scope, house, queues);
  addInbox(scope, house, queues);
  addSchedules(scope, house, queues);
  return {
    workQueues: {
      sourceFiles: queues.files.queue.queueUrl,
      sourceChunks: queues.chunks.queue.queueUrl,
      assistanceInbox: queues.inbox.queue.queueUrl,
    },
    inboxes: { 'assistance-system': queues.inbox.queue.queueUrl },
  };
};
