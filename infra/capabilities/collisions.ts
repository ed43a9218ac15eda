import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as HttpEnv } from '#functions/collisions/official-http/env.ts';
import { door } from '../constructs/function.ts';
import type { Capability, House } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';
import { WorkQueue } from '../constructs/queue.ts';
import { deliver } from '../constructs/routing.ts';
import {
  addCollide,
  addResume,
  addVerify,
  CHUNK_SECONDS,
  type CollisionQueues,
  FILES,
  REJECTS,
  VERIFY_SECONDS,
} from './collisions-workers.ts';

/** A message is hidden for six times its function's timeout. */
const HIDDEN = 6;

const addQueues = (scope: Construct, { platform, data }: House): CollisionQueues => {
  const base = {
    config: platform.config,
    key: data.keys.queues,
    alarms: data.alarms,
    waitsAtMost: Duration.hours(1),
  };
  return {
    files: new WorkQueue(scope, 'FeedFiles', {
      ...base,
      impact: "A department's file is not verified; none of its rows is compared.",
      runbook: 'collisions-verify',
      visibilitySeconds: VERIFY_SECONDS * HIDDEN,
    }),
    chunks: new WorkQueue(scope, 'FeedChunks', {
      ...base,
      impact: "A part of a department's file is not compared; people in need of a visit are missed.",
      runbook: 'collisions-chunk',
      visibilitySeconds: CHUNK_SECONDS * HIDDEN,
    }),
  };
};

/** Registers files and says where they are sent to; it signs addresses with its own rights on the bucket. */
const addHttp = (scope: Construct, { platform, data, gateway }: House): void => {
  const { feeds, cases } = data.tables;
  const http = door<HttpEnv>(scope, platform, {
    door: 'collisions/official-http',
    environment: {
      FEEDS_TABLE: feeds.name,
      CASES_TABLE: cases.name,
      FILES_BUCKET: data.files.bucket.bucketName,
      OFFICIALS_SECRET: data.secrets.officials.arn,
    },
    errorImpact: 'Operators of the province cannot register files or see what became of them.',
    runbook: 'collisions-official-http',
  });
  feeds.grant(http, ['get', 'put'], ['BATCH#', 'FEED#']);
  cases.grant(http, ['get', 'put'], ['IDEM#']);
  data.files.grantWrite(http, FILES);
  data.files.grantRead(http, REJECTS);
  data.secrets.officials.grantRead(http);
  new HttpDoor(scope, gateway, http);
};

/**
 * Data collisions (数据碰撞): a file comes into the bucket, is verified whole, cut into chunks, and each chunk meets the
 * registry. Nobody here may decrypt an identity field or write to the registry.
 */
export const collisions: Capability = (scope, house) => {
  const { data, messaging } = house;
  const queues = addQueues(scope, house);
  deliver(scope, 'FeedFileArrived', {
    queue: queues.files.queue,
    undelivered: messaging.undelivered.queue,
    pattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { bucket: { name: [data.files.bucket.bucketName] }, object: { key: [{ prefix: FILES }] } },
    },
  });
  addHttp(scope, house);
  addVerify(scope, house, queues);
  addCollide(scope, house, queues);
  addResume(scope, house, queues);
  return {
    workQueues: { feedFiles: queues.files.queue.queueUrl, feedChunks: queues.chunks.queue.queueUrl },
  };
};
