import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openApi } from '../../../examples/regional-consumer/api.ts';
import { consumeOnce } from '../../../examples/regional-consumer/consume.ts';
import { openLedger } from '../../../examples/regional-consumer/ledger.ts';

type Answer = readonly [status: number, body: object];

const ISSUED = {
  source: 'low-income-net',
  'detail-type': 'work-order.issued',
  detail: { id: 'm1', type: 'work-order.issued', subject: { id: 'w1' }, version: 1, data: { state: 'issued' } },
};

describe('the regional consumer', () => {
  let server: Server;
  let file: string;
  let tokens: number;
  let given: readonly Answer[];
  let met: string[];

  beforeEach(async () => {
    [tokens, met, file] = [0, [], join(tmpdir(), `regional-consumer-${randomUUID()}.jsonl`)];
    server = createServer((request, response) => {
      const isToken = request.url === '/token';
      if (isToken) tokens += 1;
      else met.push(`${request.method ?? ''} ${request.headers.authorization ?? ''}`);
      const [first, ...rest] = given;
      if (!isToken) given = rest;
      const [status, body]: Answer = isToken
        ? [200, { access_token: `t${tokens}`, expires_in: 3600 }]
        : (first ?? [500, {}]);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.close();
    await rm(file, { force: true });
  });

  const consume = async (...answers: readonly Answer[]) => {
    given = answers;
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    const ledger = openLedger(file);
    const deleted: unknown[] = [];
    const sqs = {
      send: (command: object) => {
        if (command instanceof DeleteMessageCommand) deleted.push(command.input.ReceiptHandle);
        return Promise.resolve({ Messages: [{ Body: JSON.stringify(ISSUED), ReceiptHandle: 'r1' }] });
      },
    } as unknown as SQSClient;
    const api = openApi({ api: url, issuer: url, clientId: 'c', clientSecret: 's' });
    const consumer = {
      sqs,
      queueUrl: 'q',
      ledger,
      api,
      isValid: () => true,
      outcome: 'unfounded',
      say: () => undefined,
    };
    const take = () => consumeOnce({ ...consumer, does: 'accept' }, 0);
    return { take, done: await take(), deleted, ledger: () => readFileSync(file, 'utf8') };
  };

  it('accepts an order and deletes its message', async () => {
    const { done, deleted, ledger } = await consume([200, { state: 'issued' }], [200, { state: 'accepted' }]);
    expect([done, deleted]).toEqual([1, ['r1']]);
    expect(ledger()).toContain('accepted');
  });

  it.each([401, 403])(
    'leaves a message whose order it could not even ask for: %s says nothing of the order',
    async (status) => {
      const { done, deleted, ledger } = await consume([status, { message: 'no' }]);
      expect([done, deleted, ledger()]).toEqual([0, [], '']);
    },
  );

  it('leaves a message whose order it was not let accept', async () => {
    const { done, deleted } = await consume([200, { state: 'issued' }], [403, { code: 'role-required' }]);
    expect([done, deleted]).toEqual([0, []]);
  });

  it('is done with an order that is not its own any more, or was taken up by somebody else', async () => {
    expect((await consume([404, { code: 'not-found' }])).done).toBe(1);
    await rm(file, { force: true });
    expect((await consume([200, { state: 'issued' }], [409, { code: 'work-order-closed' }])).done).toBe(1);
  });

  it('asks for another token when the one that it has is taken no more', async () => {
    const { take } = await consume([401, { message: 'Unauthorized' }]);
    given = [
      [200, { state: 'issued' }],
      [200, { state: 'accepted' }],
    ];
    expect(await take()).toBe(1);
    expect(met).toEqual(['GET Bearer t1', 'GET Bearer t2', 'POST Bearer t2']);
  });
});
