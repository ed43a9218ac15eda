import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context, SQSEvent } from 'aws-lambda';
import { createHandler as createCollide } from '#functions/collisions/collide-chunk-queue/door.ts';
import { createHandler as createHttp } from '#functions/collisions/official-http/door.ts';
import { createHandler as createResume } from '#functions/collisions/resume-batches-schedule/door.ts';
import { createHandler as createVerify } from '#functions/collisions/verify-batch-queue/door.ts';
import { fileKey } from '#shared/adapters/s3/keys.ts';
import type { BatchWork } from '#shared/domain/collisions/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import { countyFigures, policyFor } from '#shared/policy/policy.ts';
import type { FeedType } from '#shared/reference/feeds.ts';
import { memoryFiles } from './memory-files.ts';
import { memoryBook, memoryFeeds, memoryRegistry } from './memory-stores.ts';

export const PROVINCE = { sub: 'province', region: '330000', roles: '[operator]' };

type Call = { readonly method?: string; readonly body?: unknown; readonly key?: string; readonly claims?: object };

const httpEvent = (path: string, { method = 'GET', body, key, claims = PROVINCE }: Call): APIGatewayProxyEventV2 =>
  ({
    version: '2.0',
    rawPath: path,
    headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
    body: body === undefined ? undefined : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      http: { method, path, sourceIp: '127.0.0.1' },
      requestId: 'request',
      authorizer: { jwt: { claims } },
    },
  }) as unknown as APIGatewayProxyEventV2;

const queueEvent = (body: unknown): SQSEvent =>
  ({ Records: [{ messageId: 'm', body: JSON.stringify(body), eventSource: 'aws:sqs' }] }) as unknown as SQSEvent;

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The whole way of a feed with everything outside the functions in memory. */
export const feedWorld = () => {
  let now = new Date('2026-11-24T02:00:00.000Z');
  let ids = 0;
  const clock = () => now;
  const newId = () => {
    ids += 1;
    return `id${String(ids).padStart(20, '0')}`;
  };
  const logged: string[] = [];
  const keep = (event: string, fields: object = {}) => void logged.push(JSON.stringify([event, fields]));
  const log: Log = { info: keep, error: keep };
  const feeds = memoryFeeds();
  const bucket = memoryFiles();
  const cases = memoryBook();
  const registry = memoryRegistry();
  const queues = { files: [] as unknown[], chunks: [] as { batchId: string; chunk: number }[] };
  const work: BatchWork = {
    verify: async (file) =>
      void queues.files.push({ detail: { object: { key: fileKey(file), 'version-id': file.versionId } } }),
    collide: async (batchId, chunks) => void queues.chunks.push(...chunks.map((chunk) => ({ batchId, chunk }))),
  };
  const policy = policyFor('2026-11-24');
  const { version, calendar, alerts } = policy;
  const rules = { ...alerts, standardOf: (code: string) => countyFigures(policy, code)?.subsistenceStandard };
  const shared = { batches: feeds.store, chunks: feeds.chunks, files: bucket.files, work, clock, log };
  const links = {
    upload: async (file: { batchId: string }) => ({
      url: `put:${file.batchId}`,
      headers: {},
      expiresAt: now.toISOString(),
    }),
    rejects: async (batchId: string) => `get:${batchId}`,
  };
  const http = createHttp({
    batches: feeds.store,
    sequences: feeds.sequences,
    links,
    clock,
    newId,
    mac: async (t) => t,
    log,
  });
  const verify = createVerify({ ...shared, matcher: registry.matcher, limitsAt: () => policy.breaker });
  const collide = createCollide({
    ...shared,
    matcher: registry.matcher,
    book: cases.book,
    policyAt: () => ({ alerts: { version, calendar, ...alerts }, rules }),
    newId,
    newMessageId: newId,
  });
  const resume = createResume(shared);

  const call = async (path: string, options: Call = {}) => {
    const answer = await http(httpEvent(path, options), {} as Context);
    return { status: answer.statusCode, body: JSON.parse(answer.body ?? 'null') };
  };
  const failures: string[] = [];
  const runFiles = async () => {
    for (let message = queues.files.shift(); message !== undefined; message = queues.files.shift()) {
      const { batchItemFailures } = await verify(queueEvent(message));
      if (batchItemFailures.length > 0) failures.push('file');
    }
  };
  const runChunks = async () => {
    for (let message = queues.chunks.shift(); message !== undefined; message = queues.chunks.shift()) {
      const { batchItemFailures } = await collide(queueEvent(message));
      if (batchItemFailures.length > 0) failures.push('chunk');
    }
  };
  const settle = async () => {
    await runFiles();
    await runChunks();
  };
  const open = (feed: FeedType, bytes: Buffer, over: object = {}, key = `key-${newId()}`) =>
    call(`/v1/feeds/${feed}/batches`, {
      method: 'POST',
      key,
      body: { rows: 1, sha256: sha256(bytes), period: '2026-10', sequence: 1, ...over },
    });
  const upload = (feed: FeedType, batchId: string, bytes: Buffer, event = true) => {
    const key = fileKey({ feed, batchId });
    const versionId = bucket.put(key, bytes);
    const arrived = { detail: { object: { key, 'version-id': versionId, size: bytes.length } } };
    if (event) queues.files.push(arrived);
    return arrived;
  };
  const send = async (feed: FeedType, bytes: Buffer, over: object = {}) => {
    const { body } = await open(feed, bytes, over);
    upload(feed, body.batchId, bytes);
    await settle();
    return look(feed, body.batchId);
  };
  const look = async (feed: FeedType, batchId: string) => (await call(`/v1/feeds/${feed}/batches/${batchId}`)).body;
  const wait = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
  };
  return {
    call,
    open,
    upload,
    send,
    look,
    settle,
    runFiles,
    runChunks,
    resume,
    wait,
    queues,
    failures,
    logged,
    ...feeds,
    ...cases,
    ...registry,
    joined: bucket.joined,
  };
};
