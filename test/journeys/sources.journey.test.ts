import { createHash } from 'node:crypto';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { eventually, localCloud } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { receiveUntil } from '#test/support/queues.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

const COUNTY = '331081';
const NEIGHBOUR = '331082';
const SETTLED = ['done', 'refused', 'held', 'expired', 'undone'];

type Batch = {
  readonly batchId: string;
  readonly status: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly plan?: { readonly counts: Readonly<Record<string, number>> };
  readonly reasons: readonly { readonly code: string }[];
  readonly rejectsUrl?: string;
  readonly uploadUrl: string;
  readonly uploadHeaders: Record<string, string>;
};
type Answers = { readonly items: readonly { status: string; personId?: string; problem?: { code: string } }[] };
type People = { readonly items: readonly { layer: string; categories: string[]; personId: string }[] };

let endpoints: Endpoints;
let api: Api;
let token: string;
let sequence = Math.floor(Date.now() / 1000);
let keys = 0;

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  token = tokenOf(endpoints, 'province');
});

const nextKey = (): string => {
  keys += 1;
  return `T-${Date.now()}-${keys}`;
};
const personOf = (idNumber: string) => ({ idNumber, name: '测试来', regionCode: COUNTY });

const layerOf = async (idNumber: string): Promise<string | undefined> => {
  const { body } = await api.post<People>('/v1/people/search', { idNumber }, { token: tokenOf(endpoints, COUNTY) });
  return body.items[0]?.layer;
};
const standsAs = (idNumber: string, layer: string) =>
  eventually(`is ${layer}`, async () => ((await layerOf(idNumber)) === layer ? true : undefined));

const approval = (idNumber: string, sourceKey: string, occurredAt = '2026-11-01T00:00:00.000Z') => ({
  type: 'approved',
  sourceKey,
  occurredAt,
  evidence: '测民低保〔2026〕1号',
  person: personOf(idNumber),
  category: 'subsistence-allowance',
  from: '2026-11-01',
});

const tell = (source: string, events: readonly object[], by = token) =>
  api.post<Answers>(`/v1/sources/${source}/events`, events, { token: by });

type Row = { readonly key: string; readonly idNumber: string };
const fileOf = (rows: readonly Row[]): Buffer =>
  Buffer.from(
    `source_key,id_number,name,region_code,from\n${rows
      .map(({ key, idNumber }) => `${key},${idNumber},测试来,${COUNTY},2026-01-05`)
      .join('\n')}\n`,
  );

const settled = (source: string, batchId: string): Promise<Batch> =>
  eventually(`batch ${batchId} settles`, async () => {
    const { body } = await api.get<Batch>(`/v1/sources/${source}/batches/${batchId}`, { token });
    return SETTLED.includes(body.status) ? body : undefined;
  });

const send = async (source: string, file: Buffer, manifest: object): Promise<Batch> => {
  const sha256 = createHash('sha256').update(file).digest('hex');
  sequence += 1;
  const body = { period: '2026-11', sequence, sha256, ...manifest };
  const opened = await api.post<Batch>(`/v1/sources/${source}/batches`, body, { token });
  expect([opened.status, opened.text]).toEqual([201, opened.text]);
  const { uploadUrl, uploadHeaders, batchId } = opened.body;
  const sent = await fetch(uploadUrl, { method: 'PUT', headers: uploadHeaders, body: new Uint8Array(file) });
  expect(sent.status).toBe(200);
  return settled(source, batchId);
};

const command = async (source: string, batchId: string, step: string): Promise<Batch> => {
  const answer = await api.post(`/v1/sources/${source}/batches/${batchId}/${step}`, {}, { token });
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return settled(source, batchId);
};

describe('a decision of the assistance system', () => {
  it('comes as an event: approved is registered, and an exit leaves the person watched on', async () => {
    const number = newIdNumber();
    const key = nextKey();
    const told = await tell('assistance-system', [approval(number, key), { broken: true }]);
    expect([told.status, told.text]).toEqual([200, told.text]);
    expect(told.body.items.map(({ status }) => status)).toEqual(['applied', 'rejected']);
    expect(await layerOf(number)).toBe('registered');
    const again = await tell('assistance-system', [approval(number, key)]);
    expect(again.body.items[0]?.status).toBe('unchanged');
    const { category: _, ...exit } = approval(number, key, '2026-11-20T00:00:00.000Z');
    const left = await tell('assistance-system', [{ ...exit, type: 'exited', from: '2026-11-20' }]);
    expect([left.body.items[0]?.status, left.text]).toEqual(['applied', left.text]);
    expect(await layerOf(number)).toBe('suspected');
  });

  it('of another county is rejected, for an operator of a county', async () => {
    const told = await tell('assistance-system', [approval(newIdNumber(), nextKey())], tokenOf(endpoints, NEIGHBOUR));
    expect(told.body.items[0]).toMatchObject({ status: 'rejected', problem: { code: 'region-outside-scope' } });
  });

  it('comes through the inbox, which only the system may write and not even it may read', async () => {
    const number = newIdNumber();
    const sender = new SQSClient({
      endpoint: endpoints.aws,
      region: endpoints.region,
      credentials: endpoints.senders['assistance-system'] ?? { accessKeyId: '', secretAccessKey: '' },
    });
    const QueueUrl = endpoints.inboxes['assistance-system'] ?? '';
    const { sourceKey, occurredAt, type: _, ...data } = approval(number, nextKey());
    const detail = {
      id: nextKey(),
      type: 'recipient.approved',
      schemaVersion: 1,
      occurredAt,
      regionCode: COUNTY,
      subject: { kind: 'recipient', id: sourceKey },
      version: 1,
      data,
    };
    const MessageBody = JSON.stringify({ source: 'low-income-net', 'detail-type': detail.type, detail });
    await sender.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    await standsAs(number, 'registered');
    await expect(sender.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toThrow();
    const { '330100': consumer } = endpoints.consumers;
    const stranger = new SQSClient({
      endpoint: endpoints.aws,
      region: endpoints.region,
      credentials: consumer ?? { accessKeyId: '', secretAccessKey: '' },
    });
    await expect(stranger.send(new SendMessageCommand({ QueueUrl, MessageBody }))).rejects.toThrow();
  });
});

describe('a list', () => {
  const [one, two, three] = [newIdNumber(), newIdNumber(), newIdNumber()].map((idNumber) => ({
    key: nextKey(),
    idNumber,
  })) as [Row, Row, Row];

  it('suspects whom it names, ends whom the next leaves out, and is taken back', async () => {
    const first = await send('human-resources', fileOf([one, two]), { rows: 2 });
    expect(first).toMatchObject({ status: 'done', counts: { rows: 2, created: 2 } });
    expect([await layerOf(one.idNumber), await layerOf(two.idNumber)]).toEqual(['suspected', 'suspected']);

    const second = await send('human-resources', fileOf([one, three]), { rows: 2 });
    expect(second.counts).toMatchObject({ created: 1, unchanged: 1 });
    expect(second.counts['closed']).toBeGreaterThanOrEqual(1);
    expect([await layerOf(two.idNumber), await layerOf(three.idNumber)]).toEqual(['exited', 'suspected']);

    expect(await command('human-resources', second.batchId, 'undo')).toMatchObject({ status: 'undone' });
    expect([await layerOf(two.idNumber), await layerOf(three.idNumber)]).toEqual(['suspected', 'exited']);
  });

  it('that is not as registered applies nothing, and says why', async () => {
    const number = newIdNumber();
    const file = fileOf([{ key: nextKey(), idNumber: number }]);
    const wrong: [object, string][] = [
      [{ rows: 1, sha256: 'a'.repeat(64) }, 'hash-differs'],
      [{ rows: 2 }, 'rows-differ'],
    ];
    for (const [manifest, code] of wrong) {
      expect(await send('justice', file, manifest)).toMatchObject({ status: 'refused', reasons: [{ code }] });
    }
    const header = Buffer.from(`source_key,number\nK,${number}\n`);
    expect(await send('justice', header, { rows: 1 })).toMatchObject({
      status: 'refused',
      reasons: [{ code: 'columns-missing' }],
    });
    expect(await layerOf(number)).toBeUndefined();
  });

  it('applies its good rows and hands back the others, with what to do', async () => {
    const number = newIdNumber();
    const rows = fileOf([{ key: nextKey(), idNumber: number }]).toString();
    const file = Buffer.from(`${rows}${nextKey()},110105194912310021,测试来,${COUNTY},2026-01-05\n`);
    const batch = await send('justice', file, { rows: 2, mode: 'delta' });
    expect(batch).toMatchObject({ status: 'done', counts: { created: 1, rejected: 1 } });
    const rejects = await (await fetch(batch.rejectsUrl ?? '')).text();
    expect(rejects).toContain('"2","id_number","id-number-check-digit"');
  });
});

describe('the full file of the assistance system', () => {
  it('that leaves out a recipient is held, the province is told, and nobody leaves the register by it', async () => {
    const number = newIdNumber();
    await tell('assistance-system', [approval(number, nextKey())]);
    const file = Buffer.from('source_key,id_number,name,region_code,category,from,evidence\n');
    const held = await send('assistance-system', file, { rows: 0 });
    expect(held.status).toBe('held');
    expect(held.reasons.map(({ code }) => code)).toContain('registered-without-decision');
    expect(held.plan?.counts['conflicts']).toBeGreaterThanOrEqual(1);
    await receiveUntil(endpoints, '330000', (all) =>
      all.some(({ detail }) => detail.type === 'batch.held' && detail.subject.id === held.batchId),
    );
    const released = await command('assistance-system', held.batchId, 'release');
    expect(released).toMatchObject({ status: 'done', counts: { closed: 0 } });
    expect(await layerOf(number)).toBe('registered');
  });
});
