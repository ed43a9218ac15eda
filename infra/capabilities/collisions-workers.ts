import type { Construct } from 'constructs';
import type { Env as CollideEnv } from '#functions/collisions/collide-chunk-queue/env.ts';
import type { Env as ResumeEnv } from '#functions/collisions/resume-batches-schedule/env.ts';
import type { Env as VerifyEnv } from '#functions/collisions/verify-batch-queue/env.ts';
import { consumeQueue, Schedule } from '../constructs/event-sources.ts';
import { type DoorFunction, door } from '../constructs/function.ts';
import type { House } from '../constructs/house.ts';
import type { WorkQueue } from '../constructs/queue.ts';

export const VERIFY_SECONDS = 600;
export const CHUNK_SECONDS = 300;

/** Where files of departments lie in the bucket, and where the rejects of their rows. */
export const FILES = 'feeds/';
export const REJECTS = 'rejects/';

/** Work that waits: files to be verified, chunks to be compared. */
export type CollisionQueues = { readonly files: WorkQueue; readonly chunks: WorkQueue };

/** What verification, comparison and schedule all may: follow a batch through its plan and receipts. */
const grantBatches = (fn: DoorFunction, { data }: House): void => {
  data.tables.feeds.grant(fn, ['get', 'put', 'update', 'query'], ['BATCH#', 'FEED#']);
  data.files.grantRead(fn, FILES);
  data.files.grantRead(fn, REJECTS);
  data.files.grantWrite(fn, REJECTS);
};

/** Reads a file once, whole, and cuts it into chunks. */
export const addVerify = (scope: Construct, house: House, queues: CollisionQueues): void => {
  const { platform, data } = house;
  const verify = door<VerifyEnv>(scope, platform, {
    door: 'collisions/verify-batch-queue',
    environment: {
      FEEDS_TABLE: data.tables.feeds.name,
      REGISTRY_TABLE: data.tables.registry.name,
      FILES_BUCKET: data.files.bucket.bucketName,
      CHUNKS_QUEUE_URL: queues.chunks.queue.queueUrl,
      IDENTITY_SECRET: data.secrets.identity.arn,
    },
    errorImpact: "Departments' files are not verified; their rows are compared late.",
    runbook: 'collisions-verify',
    timeoutSeconds: VERIFY_SECONDS,
    memoryMb: 3_008,
  });
  grantBatches(verify, house);
  data.tables.registry.grant(verify, ['batch-get'], ['K#', 'P#']);
  data.secrets.identity.grantRead(verify);
  queues.chunks.grantSend(verify);
  consumeQueue(queues.files, verify, 1);
};

/** Compares a chunk with the registry; may write alerts, and nothing of a person. */
export const addCollide = (scope: Construct, house: House, queues: CollisionQueues): void => {
  const { platform, data } = house;
  const { registry, cases } = data.tables;
  const collide = door<CollideEnv>(scope, platform, {
    door: 'collisions/collide-chunk-queue',
    environment: {
      FEEDS_TABLE: data.tables.feeds.name,
      REGISTRY_TABLE: registry.name,
      CASES_TABLE: cases.name,
      FILES_BUCKET: data.files.bucket.bucketName,
      CHUNKS_QUEUE_URL: queues.chunks.queue.queueUrl,
      IDENTITY_SECRET: data.secrets.identity.arn,
    },
    errorImpact: 'Changes in the lives of registered and suspected families are noticed late.',
    runbook: 'collisions-chunk',
    timeoutSeconds: CHUNK_SECONDS,
    memoryMb: 1_769,
  });
  grantBatches(collide, house);
  registry.grant(collide, ['batch-get'], ['K#', 'P#']);
  registry.grant(collide, ['get'], ['H#']);
  cases.grant(collide, ['get'], ['ALERT#', 'ALERT-KEY#']);
  cases.grant(collide, ['put'], ['ALERT#', 'ALERT-KEY#', 'OUT#']);
  data.secrets.identity.grantRead(collide);
  queues.chunks.grantSend(collide);
  consumeQueue(queues.chunks, collide, 1);
};

/** Takes up each minute what was left behind. */
export const addResume = (scope: Construct, house: House, queues: CollisionQueues): void => {
  const { platform, data, messaging } = house;
  const resume = door<ResumeEnv>(scope, platform, {
    door: 'collisions/resume-batches-schedule',
    environment: {
      FEEDS_TABLE: data.tables.feeds.name,
      FILES_BUCKET: data.files.bucket.bucketName,
      FILES_QUEUE_URL: queues.files.queue.queueUrl,
      CHUNKS_QUEUE_URL: queues.chunks.queue.queueUrl,
    },
    errorImpact: 'A file whose processing was interrupted is not taken up again.',
    runbook: 'collisions-resume',
    timeoutSeconds: 60,
  });
  grantBatches(resume, house);
  data.tables.feeds.grantIndex(resume, 'waiting');
  queues.files.grantSend(resume);
  queues.chunks.grantSend(resume);
  new Schedule(resume, { expression: 'rate(1 minute)', deadLetters: messaging.missed.queue });
};
