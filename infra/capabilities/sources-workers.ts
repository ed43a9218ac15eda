import type { Construct } from 'constructs';
import type { Env as ApplyEnv } from '#functions/sources/apply-chunk-queue/env.ts';
import type { Env as ResumeEnv } from '#functions/sources/resume-batches-schedule/env.ts';
import type { Env as InboxEnv } from '#functions/sources/take-inbox-queue/env.ts';
import type { Env as VerifyEnv } from '#functions/sources/verify-batch-queue/env.ts';
import type { Env as WatchEnv } from '#functions/sources/watch-lists-schedule/env.ts';
import { consumeQueue, Schedule } from '../constructs/event-sources.ts';
import { type DoorFunction, door } from '../constructs/function.ts';
import type { House } from '../constructs/house.ts';
import type { WorkQueue } from '../constructs/queue.ts';

export const VERIFY_SECONDS = 600;
export const CHUNK_SECONDS = 300;
export const INBOX_SECONDS = 60;

/** Where files of sources lie in the bucket, and where the rejects of their rows. */
export const FILES = 'sources/';
export const REJECTS = 'rejects/';

/** Work that waits: files to be verified, parts to be applied, and what the assistance system tells. */
export type SourceQueues = { readonly files: WorkQueue; readonly chunks: WorkQueue; readonly inbox: WorkQueue };

/** What whoever takes a word of a source may: the key, the person, the way out. It seals identity fields and opens none. */
export const grantRegistry = (fn: DoorFunction, { data }: House): void => {
  const { feeds, registry } = data.tables;
  feeds.grant(fn, ['batch-get', 'put'], ['SRC#']);
  registry.grant(fn, ['get', 'batch-get'], ['P#', 'K#']);
  registry.grant(fn, ['get'], ['H#']);
  registry.grant(fn, ['put'], ['P#', 'K#', 'H#', 'OUT#']);
  registry.grant(fn, ['update'], ['H#']);
  fn.grant(['kms:GenerateDataKey'], [data.keys.fields.keyArn]);
  data.secrets.identity.grantRead(fn);
};

/** What verification, import and schedule all may: follow a batch through its plan and receipts. */
const grantBatches = (fn: DoorFunction, { data }: House): void => {
  data.tables.feeds.grant(fn, ['get', 'put', 'update', 'query'], ['SBATCH#', 'SOURCE#']);
  data.files.grantRead(fn, FILES);
  data.files.grantRead(fn, REJECTS);
  data.files.grantWrite(fn, REJECTS);
};

/** Reads a file once, whole, and plans what it changes; it has no right on the registry. */
export const addVerify = (scope: Construct, house: House, queues: SourceQueues): void => {
  const { platform, data } = house;
  const { feeds, cases } = data.tables;
  const verify = door<VerifyEnv>(scope, platform, {
    door: 'sources/verify-batch-queue',
    environment: {
      FEEDS_TABLE: feeds.name,
      CASES_TABLE: cases.name,
      FILES_BUCKET: data.files.bucket.bucketName,
      FILES_QUEUE_URL: queues.files.queue.queueUrl,
      CHUNKS_QUEUE_URL: queues.chunks.queue.queueUrl,
      IDENTITY_SECRET: data.secrets.identity.arn,
    },
    errorImpact: 'Lists of sources are not verified; the registry shows what they said before.',
    runbook: 'sources-verify',
    timeoutSeconds: VERIFY_SECONDS,
    memoryMb: 3_008,
  });
  grantBatches(verify, house);
  feeds.grant(verify, ['batch-get', 'query'], ['SRC#']);
  cases.grant(verify, ['put'], ['OUT#']);
  data.secrets.identity.grantRead(verify);
  queues.files.grantSend(verify);
  queues.chunks.grantSend(verify);
  consumeQueue(queues.files, verify, 1);
};

/** Applies a part of a planned file, or takes it back. */
export const addApply = (scope: Construct, house: House, queues: SourceQueues): void => {
  const { platform, data } = house;
  const { feeds, registry, cases } = data.tables;
  const apply = door<ApplyEnv>(scope, platform, {
    door: 'sources/apply-chunk-queue',
    environment: {
      FEEDS_TABLE: feeds.name,
      REGISTRY_TABLE: registry.name,
      CASES_TABLE: cases.name,
      FILES_BUCKET: data.files.bucket.bucketName,
      CHUNKS_QUEUE_URL: queues.chunks.queue.queueUrl,
      IDENTITY_SECRET: data.secrets.identity.arn,
      FIELDS_KEY: data.keys.fields.keyArn,
    },
    errorImpact: 'People whom a list names, or names no longer, stand in the registry as before.',
    runbook: 'sources-chunk',
    timeoutSeconds: CHUNK_SECONDS,
    memoryMb: 1_769,
  });
  grantBatches(apply, house);
  grantRegistry(apply, house);
  feeds.grant(apply, ['delete'], ['SRC#', 'SOURCE#']);
  queues.chunks.grantSend(apply);
  consumeQueue(queues.chunks, apply, 1);
};

/** Takes what the assistance system puts into our inbox. */
export const addInbox = (scope: Construct, house: House, queues: SourceQueues): void => {
  const { platform, data } = house;
  const inbox = door<InboxEnv>(scope, platform, {
    door: 'sources/take-inbox-queue',
    environment: {
      FEEDS_TABLE: data.tables.feeds.name,
      REGISTRY_TABLE: data.tables.registry.name,
      IDENTITY_SECRET: data.secrets.identity.arn,
      FIELDS_KEY: data.keys.fields.keyArn,
    },
    errorImpact: 'Decisions of the assistance system do not reach the registry; recipients stand as before.',
    runbook: 'sources-inbox',
    timeoutSeconds: INBOX_SECONDS,
  });
  grantRegistry(inbox, house);
  consumeQueue(queues.inbox, inbox, 10);
};

/** Takes up each minute what was left behind, and asks each day which lists did not come. */
export const addSchedules = (scope: Construct, house: House, queues: SourceQueues): void => {
  const { platform, data, messaging } = house;
  const { feeds, cases } = data.tables;
  const resume = door<ResumeEnv>(scope, platform, {
    door: 'sources/resume-batches-schedule',
    environment: {
      FEEDS_TABLE: feeds.name,
      CASES_TABLE: cases.name,
      FILES_BUCKET: data.files.bucket.bucketName,
      FILES_QUEUE_URL: queues.files.queue.queueUrl,
      CHUNKS_QUEUE_URL: queues.chunks.queue.queueUrl,
    },
    errorImpact: 'A list whose import was interrupted is not taken up again.',
    runbook: 'sources-resume',
    timeoutSeconds: 60,
  });
  grantBatches(resume, house);
  feeds.grant(resume, ['delete'], ['SOURCE#']);
  feeds.grantIndex(resume, 'waiting');
  queues.files.grantSend(resume);
  queues.chunks.grantSend(resume);
  new Schedule(resume, { expression: 'rate(1 minute)', deadLetters: messaging.missed.queue });
  const watch = door<WatchEnv>(scope, platform, {
    door: 'sources/watch-lists-schedule',
    environment: { FEEDS_TABLE: feeds.name, CASES_TABLE: cases.name },
    errorImpact: 'Nobody hears that a list did not come; the registry grows old unseen.',
    runbook: 'sources-watch',
    timeoutSeconds: 60,
  });
  feeds.grant(watch, ['get', 'put'], ['SOURCE#']);
  cases.grant(watch, ['put'], ['OUT#']);
  new Schedule(watch, { expression: 'rate(1 day)', deadLetters: messaging.missed.queue });
};
