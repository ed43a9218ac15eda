import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { eventually, localCloud } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { consumerOf } from '#test/support/queues.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';
import { PROJECT_ROOT, rootClient } from '../../scripts/local-cloud/stage.ts';

/** Lishui: its queue is taken by this journey alone. */
const PREFECTURE = '331100';
const COUNTY = '331102';
const MAIN = join(PROJECT_ROOT, 'examples', 'regional-consumer', 'main.ts');

type Order = {
  readonly workOrderId: string;
  readonly state: string;
  readonly version: number;
  readonly timeline: readonly { kind: string }[];
};
type Line = {
  readonly message: string;
  readonly subject: string;
  readonly type: string;
  readonly version: number;
  readonly did: readonly string[];
};

let endpoints: Endpoints;
let api: Api;
let root: SQSClient;
let folder: string;
let QueueUrl: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  root = new SQSClient(rootClient(endpoints.aws));
  folder = await mkdtemp(join(tmpdir(), 'consumer-'));
  QueueUrl = endpoints.queues[PREFECTURE] ?? '';
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Starts the consumer as a region would: a process of its own, its keys in its settings. */
const start = (state: string, ...options: readonly string[]): ChildProcess => {
  const own = ['--endpoints', inject('endpointsFile'), '--region', PREFECTURE, '--state', state];
  const child = spawn(process.execPath, [MAIN, ...own, ...options], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  return child;
};

const run = async (state: string, ...options: readonly string[]): Promise<{ code: number; output: string }> => {
  const child = start(state, ...options);
  const parts: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => parts.push(part));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, output: Buffer.concat(parts).toString('utf8') };
};

const linesOf = async (state: string): Promise<Line[]> => {
  const text = await readFile(state, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
};

const read = async (id: string): Promise<Order> =>
  (await api.get<Order>(`/v1/work-orders/${id}`, { token: tokenOf(endpoints, COUNTY) })).body;

/** Reports someone, and returns the order's message as it lies on the queue, which stays there. */
const report = async (): Promise<string> => {
  const subject = { name: '测试丽', idNumber: newIdNumber(), regionCode: COUNTY, situations: ['other'] };
  const list = async () =>
    (
      await api.get<{ items: { workOrderId: string }[] }>('/v1/work-orders?limit=200', {
        token: tokenOf(endpoints, COUNTY),
      })
    ).body.items;
  const before = new Set((await list()).map(({ workOrderId }) => workOrderId));
  expect((await api.post('/v1/reports', { subject })).status).toBe(202);
  return (await list()).find(({ workOrderId }) => !before.has(workOrderId))?.workOrderId ?? '';
};

/** Waits for the message of an order, looks at it, and leaves it on the queue. */
const peek = (id: string): Promise<string> =>
  eventually(`the message of ${id}`, async () => {
    const sqs = consumerOf(endpoints, PREFECTURE);
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    return Messages.map(({ Body = '' }: Message) => Body).find(
      (body) => body.includes(id) && body.includes('work-order.issued'),
    );
  });

const put = (MessageBody: string) => root.send(new SendMessageCommand({ QueueUrl, MessageBody }));

type Turned = { readonly VisibilityTimeout?: string; readonly RedrivePolicy?: string };

/** The queue's own clock is minutes: a test turns it faster, and back. */
const turned = async <T>(attributes: Turned, act: () => Promise<T>): Promise<T> => {
  const { Attributes = {} } = await root.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  const before = Object.fromEntries(
    Object.keys(attributes).map((name) => [name, (Attributes as Record<string, string>)[name] ?? '']),
  );
  await root.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { ...attributes } }));
  try {
    return await act();
  } finally {
    await root.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: before }));
  }
};

/** The dead-letter queue, and the policy that lets a message be received so often. */
const redrive = async (
  maxReceiveCount?: number,
): Promise<{ readonly deadLetters: string; readonly RedrivePolicy: string }> => {
  const { Attributes } = await root.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['RedrivePolicy'] }),
  );
  const policy = JSON.parse(Attributes?.['RedrivePolicy'] ?? '{}') as {
    deadLetterTargetArn: string;
    maxReceiveCount: number;
  };
  return {
    deadLetters: QueueUrl.replace(/[^/]+$/, policy.deadLetterTargetArn.split(':').at(-1) ?? ''),
    RedrivePolicy: JSON.stringify({ ...policy, maxReceiveCount: maxReceiveCount ?? policy.maxReceiveCount }),
  };
};

/** Takes whatever still lies on the queue: what was received often in one test must not become a dead letter of the next. */
const drained = (state: string): Promise<boolean> =>
  eventually('the queue is empty', async () => {
    await run(state, '--once');
    const { Attributes = {} } = await root.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    const left = [Attributes.ApproximateNumberOfMessages, Attributes.ApproximateNumberOfMessagesNotVisible];
    return left.every((count) => count === '0');
  });

const oneEffect = async (
  id: string,
  state: string,
  steps: readonly string[] = ['issued', 'accepted', 'feedback'],
): Promise<void> => {
  const order = await read(id);
  expect(order).toMatchObject({ state: 'closed', version: steps.length });
  expect(order.timeline.map(({ kind }) => kind)).toEqual(steps);
  const lines = (await linesOf(state)).filter(({ subject }) => subject === id);
  expect(new Set(lines.map(({ message }) => message)).size).toBe(lines.length);
};

describe('a regional consumer', () => {
  it('takes an order from its queue, reads it over the API, accepts it and answers', async () => {
    const state = join(folder, 'plain.jsonl');
    const id = await report();
    await peek(id);
    const { code, output } = await run(state, '--once', '--does', 'answer', '--outcome', 'confirmed');
    expect(code, output).toBe(0);
    await oneEffect(id, state);
    // It hears of its own steps too, in order or not, and holds no word about the person.
    await eventually('the closing is on the ledger', async () => {
      await run(state, '--once');
      return (await linesOf(state)).some(({ subject, type }) => subject === id && type === 'work-order.closed');
    });
    const ledger = await readFile(state, 'utf8');
    for (const text of [output, ledger]) expect(text).not.toMatch(/测试|110105/);
  });

  it('sends the visit by two people that stands behind its answer, once however often it dies', async () => {
    const state = join(folder, 'visits.jsonl');
    const id = await report();
    const body = await peek(id);
    const visit = ['--visitors', '王芳,李强', '--findings', '家里没有吃的。'];
    await turned({ VisibilityTimeout: '1' }, async () => {
      for (let round = 0; round < 3; round += 1) {
        const child = start(state, '--follow', '--does', 'answer', '--outcome', 'confirmed', ...visit);
        const ended = once(child, 'close');
        await sleep(300 + randomInt(300));
        child.kill('SIGKILL');
        await ended;
      }
      await put(body);
      await eventually('the answer', async () => {
        await run(state, '--once', '--does', 'answer', '--outcome', 'confirmed', ...visit);
        return (await read(id)).state === 'closed';
      });
      await drained(state);
    });
    await oneEffect(id, state, ['issued', 'accepted', 'visited', 'feedback']);
    expect((await run(state, '--once', '--visitors', '王芳', '--findings', '看过。')).code).toBe(1);
  });

  it('meets two deliveries of one message and one that is older than what it knows: one effect', async () => {
    const state = join(folder, 'twice.jsonl');
    const id = await report();
    const body = await peek(id);
    await put(body);
    await put(body);
    await run(state, '--once', '--does', 'answer');
    await oneEffect(id, state);
    const late = JSON.parse(body) as { detail: { id: string } };
    await put(JSON.stringify({ ...late, detail: { ...late.detail, id: randomUUID() } }));
    await eventually('the late one is met', async () => {
      await run(state, '--once', '--does', 'answer');
      return (await linesOf(state)).some(
        ({ subject, did }) => subject === id && did.includes('older than what is known'),
      );
    });
    expect((await read(id)).version).toBe(3);
  });

  it('killed between accepting and answering goes on from there, whichever message comes first', async () => {
    const state = join(folder, 'half.jsonl');
    const id = await report();
    const issued = await peek(id);
    // What a process leaves behind that dies after the first of its two steps.
    await api.post(
      `/v1/work-orders/${id}/acceptance`,
      {},
      { token: tokenOf(endpoints, PREFECTURE), key: `regional-accept-${id}` },
    );
    await eventually('the answer', async () => {
      await run(state, '--once', '--does', 'answer');
      return (await read(id)).state === 'closed';
    });
    await put(issued);
    await run(state, '--once', '--does', 'answer');
    await oneEffect(id, state);
  });

  it('killed again and again in the middle of its work loses nothing and does nothing twice', async () => {
    const state = join(folder, 'killed.jsonl');
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) ids.push(await report());
    for (const id of ids) await put(await peek(id));
    let cut = 0;
    // A process that dies over a message a few times would leave it to the dead-letter queue: here it dies more often.
    const { RedrivePolicy } = await redrive(100);
    await turned({ VisibilityTimeout: '1', RedrivePolicy }, async () => {
      for (let round = 0; round < 12; round += 1) {
        const child = start(state, '--follow', '--does', 'answer');
        const ended = once(child, 'close');
        // It wakes after some 300 ms: the first kills meet its start, the later ones the work.
        await sleep(250 + randomInt(450));
        if (child.kill('SIGKILL')) cut += 1;
        await ended;
        if (round % 4 === 3) await appendFile(state, '{"at":"half a li');
      }
      await eventually('all orders are closed and on the ledger', async () => {
        await run(state, '--once', '--does', 'answer');
        const known = new Set((await linesOf(state)).map(({ subject }) => subject));
        const open = await Promise.all(ids.map(async (id) => (await read(id)).state !== 'closed' || !known.has(id)));
        return open.every((one) => !one);
      });
      await drained(state);
    });
    expect(cut).toBe(12);
    for (const id of ids) await oneEffect(id, state);
  });

  it('leaves what it cannot read to the dead-letter queue, while its neighbours pass', async () => {
    const state = join(folder, 'poison.jsonl');
    const { deadLetters } = await redrive();
    const depth = async (): Promise<number> => {
      const queue = new GetQueueAttributesCommand({
        QueueUrl: deadLetters,
        AttributeNames: ['ApproximateNumberOfMessages'],
      });
      return Number((await root.send(queue)).Attributes?.['ApproximateNumberOfMessages'] ?? 0);
    };
    await drained(state);
    const before = await depth();
    const id = await report();
    const body = await peek(id);
    const { detail, ...rest } = JSON.parse(body) as { detail: Record<string, unknown> };
    await put(body.slice(0, 200));
    await put(JSON.stringify({ ...rest, detail: { ...detail, id: randomUUID(), version: 'new' } }));
    await turned({ VisibilityTimeout: '1' }, () =>
      eventually(
        'both are dead letters',
        async () => {
          await run(state, '--once');
          return (await depth()) >= before + 2;
        },
        60,
      ),
    );
    expect(await read(id)).toMatchObject({ state: 'accepted', version: 2 });
    expect(await depth()).toBe(before + 2);
  });

  it('may do nothing but take its own messages: no other queue, no sending, no table', async () => {
    const own = consumerOf(endpoints, PREFECTURE);
    const denied = { name: expect.stringMatching(/AccessDenied/) };
    await expect(own.send(new ReceiveMessageCommand({ QueueUrl: endpoints.queues['330100'] }))).rejects.toMatchObject(
      denied,
    );
    await expect(own.send(new ReceiveMessageCommand({ QueueUrl: endpoints.queues['330000'] }))).rejects.toMatchObject(
      denied,
    );
    await expect(own.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }))).rejects.toMatchObject(denied);
    const elsewhere = await run(join(folder, 'none.jsonl'), '--once', '--region', '330198');
    expect(elsewhere.code).toBe(1);
  });
});
