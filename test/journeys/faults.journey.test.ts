import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { apiOf, tokenOf } from '#test/support/api.ts';
import { eventually, endpoints as readEndpoints } from '#test/support/local-cloud.ts';
import { receiveUntil } from '#test/support/queues.ts';
import { runScript } from '#test/support/scripts.ts';
import { killWorkers } from '#test/support/workers.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';
import { rootClient } from '../../scripts/local-cloud/stage.ts';

const COUNTY = '330702';
const PREFECTURE = '330700';
const REPORTS = 40;

let endpoints: Endpoints;
beforeAll(async () => {
  endpoints = await readEndpoints();
});

const report = async (regionCode = COUNTY): Promise<void> => {
  const subject = { name: '测试人', regionCode, situations: ['other'] };
  const { status } = await apiOf(endpoints).post('/v1/reports', { subject });
  expect(status).toBe(202);
};

const workOrderIds = async (): Promise<string[]> => {
  type Page = { items: { workOrderId: string }[]; nextCursor?: string };
  const ids: string[] = [];
  let cursor = '';
  do {
    const token = tokenOf(endpoints, COUNTY);
    const { body } = await apiOf(endpoints).get<Page>(`/v1/work-orders?limit=200${cursor}`, { token });
    ids.push(...body.items.map(({ workOrderId }) => workOrderId));
    cursor = body.nextCursor === undefined ? '' : `&cursor=${body.nextCursor}`;
  } while (cursor !== '');
  return ids;
};

const depth = async (sqs: SQSClient, QueueUrl: string): Promise<number> => {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
};

describe('relay and projector, killed again and again in the middle of their work', () => {
  it('lose no message and double no figure', async () => {
    const before = new Set(await workOrderIds());
    let over = false;
    let killed = 0;
    const killer = (async () => {
      while (!over) {
        killed += killWorkers(endpoints, 'OutboxRelayStream') + killWorkers(endpoints, 'StatisticsProjectView');
        await sleep(60);
      }
    })();
    for (let sent = 0; sent < REPORTS; sent += 8) await Promise.all(Array.from({ length: 8 }, () => report()));
    await sleep(2_000);
    over = true;
    await killer;
    expect(killed).toBeGreaterThan(0);

    const issued = (await workOrderIds()).filter((id) => !before.has(id));
    expect(issued).toHaveLength(REPORTS);
    const received = await receiveUntil(
      endpoints,
      PREFECTURE,
      (messages) => issued.every((id) => messages.some(({ detail }) => detail.subject.id === id)),
      100,
    );
    const idOf = new Map<string, Set<string>>();
    for (const { detail } of received) {
      const ids = idOf.get(detail.subject.id) ?? new Set();
      idOf.set(detail.subject.id, ids.add(detail.id));
    }
    // A repetition is the same message under the same id: a consumer that met it drops it.
    for (const id of issued) expect(idOf.get(id)?.size).toBe(1);
    const recount = await runScript('scripts/recount.ts', '--endpoints', inject('endpointsFile'));
    expect(recount.code, recount.output).toBe(0);
  });
});

describe('a stream record that can never be handled', () => {
  it('is parked by its number, without its content, while its neighbours flow on', async () => {
    const root = rootClient(endpoints.aws);
    const canary = `canary-${randomBytes(8).toString('hex')}`;
    const table = new DynamoDBClient(root);
    const cases = endpoints.tables['cases'] ?? '';
    const item = {
      pk: { S: 'OUT#0' },
      sk: { S: `00000000000000000000${canary}` },
      message: { M: { id: { S: canary } } },
    };
    await table.send(new PutItemCommand({ TableName: cases, Item: item }));
    const before = new Set(await workOrderIds());
    await report();
    const [fresh] = (await workOrderIds()).filter((id) => !before.has(id));
    await receiveUntil(endpoints, PREFECTURE, (messages) => messages.some(({ detail }) => detail.subject.id === fresh));

    const sqs = new SQSClient(root);
    const operations = endpoints['operations'] as { parking: string };
    const parked = await eventually('the parked record', async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: operations.parking, MaxNumberOfMessages: 10, VisibilityTimeout: 1 }),
      );
      return Messages.map(({ Body = '' }) => Body).find((body) => body.includes(cases));
    });
    expect(JSON.parse(parked)).toMatchObject({ table: cases, sequenceNumber: expect.stringMatching(/\d+/) });
    expect(parked).not.toContain(canary);
    await table.send(new DeleteItemCommand({ TableName: cases, Key: { pk: item.pk, sk: item.sk } }));
  });
});

describe('a message that cannot be read', () => {
  it('lands in the dead-letter queue while its neighbours pass', async () => {
    const sqs = new SQSClient(rootClient(endpoints.aws));
    const QueueUrl = endpoints.workQueues['feedChunks'] ?? '';
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    const { deadLetterTargetArn } = JSON.parse(Attributes?.RedrivePolicy ?? '{}') as { deadLetterTargetArn: string };
    const deadLetters = QueueUrl.replace(/[^/]+$/, deadLetterTargetArn.split(':').at(-1) ?? '');
    const before = await depth(sqs, deadLetters);
    // The queue's own clock is minutes: a test turns it faster, and back.
    const clock = (VisibilityTimeout: string) =>
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout } }));
    await clock('1');
    try {
      const good = JSON.stringify({ batchId: randomBytes(16).toString('base64url'), chunk: 0 });
      for (const MessageBody of ['{"batchId":"x', good, 'not json at all', good, '{"unknown":true}']) {
        await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      }
      await eventually('an empty queue', async () => (await depth(sqs, deadLetters)) >= before + 3, 60);
      expect(await depth(sqs, QueueUrl)).toBe(0);
      expect(await depth(sqs, deadLetters)).toBe(before + 3);
    } finally {
      await clock(Attributes?.VisibilityTimeout ?? '90');
    }
  });
});
