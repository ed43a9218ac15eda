import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context, SQSEvent } from 'aws-lambda';
import { createHandler as createApply } from '#functions/sources/apply-chunk-queue/door.ts';
import { createHandler as createHttp } from '#functions/sources/official-http/door.ts';
import { createHandler as createResume } from '#functions/sources/resume-batches-schedule/door.ts';
import { createHandler as createInbox } from '#functions/sources/take-inbox-queue/door.ts';
import { createHandler as createVerify } from '#functions/sources/verify-batch-queue/door.ts';
import { createHandler as createWatch } from '#functions/sources/watch-lists-schedule/door.ts';
import { fileKey } from '#shared/adapters/s3/keys.ts';
import type { SourceWork } from '#shared/domain/sources/ports.ts';
import type { Log } from '#shared/edge/observability.ts';
import { policyFor } from '#shared/policy/policy.ts';
import type { Source } from '#shared/reference/words.ts';
import { memoryFiles } from '../collisions/memory-files.ts';
import { memoryBatches, memoryRegistry } from './memory-sources.ts';

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

const queueEvent = (...bodies: readonly unknown[]): SQSEvent =>
  ({
    Records: bodies.map((body, index) => ({
      messageId: `m${index}`,
      body: JSON.stringify(body),
      eventSource: 'aws:sqs',
    })),
  }) as unknown as SQSEvent;

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The whole way of sources with everything outside the functions in memory. */
export const sourceWorld = () => {
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
  const registry = memoryRegistry();
  const feeds = memoryBatches(registry.undo);
  const bucket = memoryFiles();
  const queues = { files: [] as unknown[], chunks: [] as { batchId: string; chunk: number }[] };
  const work: SourceWork = {
    verify: async ({ batchId, source, versionId }) => {
      const key = fileKey({ batchId, feed: source, folder: 'sources' });
      queues.files.push({ detail: { object: { key, 'version-id': versionId } } });
    },
    apply: async (batchId, chunks) => void queues.chunks.push(...chunks.map((chunk) => ({ batchId, chunk }))),
  };
  const policy = policyFor('2026-11-24');
  const mac = async (text: string) => sha256(Buffer.from(text));
  const ids_ = { clock, newId, newMessageId: newId };
  const common = { ...ids_, log, book: registry.book, people: registry.people, policyAt: () => policy.registry };
  const batches = { batches: feeds.store, parts: feeds.parts, files: bucket.files, work };
  const links = {
    upload: async (file: { batchId: string }) => ({
      url: `put:${file.batchId}`,
      headers: {},
      expiresAt: now.toISOString(),
    }),
    rejects: async (batchId: string) => `get:${batchId}`,
  };
  const http = createHttp({ ...common, ...batches, links, sequences: feeds.sequences, mac, factMac: mac });
  const inbox = createInbox({ ...common, mac });
  const verify = createVerify({
    ...ids_,
    ...batches,
    log,
    mac,
    book: registry.book,
    index: registry.index,
    limitsAt: () => policy.breaker,
  });
  const apply = createApply({ ...common, ...batches, mac });
  const resume = createResume({ ...batches, clock, log });
  const watch = createWatch({ watch: feeds.watch, policyAt: () => policy.lists, clock, newMessageId: newId, log });

  const call = async (path: string, options: Call = {}) => {
    const answer = await http(httpEvent(path, options), {} as Context);
    return { status: answer.statusCode, body: JSON.parse(answer.body === '' ? 'null' : (answer.body ?? 'null')) };
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
      const { batchItemFailures } = await apply(queueEvent(message));
      if (batchItemFailures.length > 0) failures.push('chunk');
    }
  };
  const settle = async () => {
    await runFiles();
    await runChunks();
  };
  const tick = () => {
    now = new Date(now.getTime() + 1_000);
  };
  const events = (source: Source, list: readonly unknown[], claims: object = PROVINCE) => {
    tick();
    return call(`/v1/sources/${source}/events`, { method: 'POST', body: list, claims });
  };
  const open = (source: Source, bytes: Buffer, over: object = {}) => {
    tick();
    return call(`/v1/sources/${source}/batches`, {
      method: 'POST',
      key: `key-${newId()}`,
      body: { rows: 1, sha256: sha256(bytes), period: '2026-10', sequence: 1, ...over },
    });
  };
  const upload = (source: Source, batchId: string, bytes: Buffer) => {
    const key = fileKey({ feed: source, batchId, folder: 'sources' });
    const versionId = bucket.put(key, bytes);
    queues.files.push({ detail: { object: { key, 'version-id': versionId } } });
  };
  const look = async (source: Source, batchId: string) => (await call(`/v1/sources/${source}/batches/${batchId}`)).body;
  const send = async (source: Source, bytes: Buffer, over: object = {}) => {
    const { body } = await open(source, bytes, over);
    upload(source, body.batchId, bytes);
    await settle();
    return look(source, body.batchId);
  };
  const ask = (source: Source, batchId: string, step: string) => {
    tick();
    const path = `/v1/sources/${source}/batches/${batchId}/${step}`;
    return call(path, { method: 'POST', key: `key-${newId()}` });
  };
  const command = async (source: Source, batchId: string, step: string) => {
    const answer = await ask(source, batchId, step);
    await settle();
    return answer;
  };
  const wait = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
  };
  return {
    call,
    events,
    open,
    upload,
    send,
    look,
    ask,
    command,
    settle,
    runFiles,
    runChunks,
    resume,
    take: (...bodies: readonly unknown[]) => inbox(queueEvent(...bodies)),
    wait,
    queues,
    failures,
    logged,
    registry,
    ...feeds,
    watch,
    joined: bucket.joined,
  };
};
