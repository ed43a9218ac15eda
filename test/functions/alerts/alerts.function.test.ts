import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '#functions/alerts/official-http/door.ts';
import type { AlertStore } from '#shared/domain/alerts/ports.ts';
import type { Alert } from '#shared/domain/alerts/types.ts';
import type { AuditEntry } from '#shared/domain/audit/types.ts';
import type { Message } from '#shared/domain/outbox/types.ts';
import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import { covers } from '#shared/kernel/region-code.ts';

const alertId = (n: number): string => `alert${String(n).padStart(17, '0')}`;
const anAlert = (n: number, over: Partial<Alert> = {}): Alert => ({
  alertId: alertId(n),
  kind: 'death',
  severity: 'orange',
  state: 'raised',
  regionCode: '330102001',
  personId: `P${n}`,
  householdId: `H${n}`,
  reasons: [{ code: 'member-died', text: { zh: '死亡', en: 'died' } }],
  evidence: [{ fact: `P${n}|2025-10-08`, personId: `P${n}`, batchId: 'B1' }],
  policyVersion: 'zhejiang-2025.1',
  raisedAt: `2026-11-24T02:00:0${n}.000Z`,
  dueAt: '2026-12-01T15:59:59.999Z',
  timeline: [{ at: '2026-11-24T02:00:00.000Z', kind: 'raised', actor: 'system', text: { zh: '预警', en: 'raised' } }],
  version: 1,
  ...over,
});

const setUp = () => {
  const asked: string[] = [];
  const alerts = new Map([1, 2, 3].map((n) => [alertId(n), anAlert(n)]));
  alerts.set(alertId(4), anAlert(4, { regionCode: '330203001' }));
  const marks = new Map<string, IdempotencyMark>();
  const audited: AuditEntry[] = [];
  const sent: Message[] = [];
  const notes: Readonly<Record<string, string>>[] = [];
  const logged: string[] = [];
  const store: AlertStore = {
    find: async (id) => {
      asked.push(id);
      return alerts.get(id);
    },
    list: async ({ regionCode, state, after, limit }) => {
      const rows = [...alerts.values()].filter(
        (one) =>
          covers(regionCode, one.regionCode) &&
          (state === undefined || one.state === state) &&
          one.raisedAt > (after ?? ''),
      );
      const items = rows.slice(0, limit);
      const last = items.at(-1)?.raisedAt;
      return { items, ...(rows.length > limit && last !== undefined ? { next: last } : {}) };
    },
    save: async ({ change, mark, notes: texts }) => {
      if (marks.has(mark.keyMac)) return 'repeated';
      if (alerts.get(change.alert.alertId)?.version !== change.alert.version - 1) return 'stale';
      marks.set(mark.keyMac, mark);
      alerts.set(change.alert.alertId, change.alert);
      sent.push(change.message);
      notes.push(texts);
      return 'saved';
    },
    findMark: async (keyMac) => marks.get(keyMac),
  };
  const keep = (event: string, fields: object = {}) => void logged.push(JSON.stringify([event, fields]));
  const mac = async (text: string) => text;
  const handler = createHandler({
    store,
    audit: { append: async (entry) => void audited.push(entry) },
    clock: () => new Date('2026-11-24T03:00:00.000Z'),
    newMessageId: () => 'M',
    macs: { idempotency: mac, cursor: mac },
    log: { info: keep, error: keep },
  });
  return { handler, alerts, asked, audited, sent, notes, logged };
};

let world = setUp();
beforeEach(() => {
  world = setUp();
});

type Call = { readonly body?: unknown; readonly query?: object; readonly region?: string; readonly headers?: object };
const call = async (method: string, path: string, { body, query = {}, region = '330100', headers = {} }: Call = {}) => {
  const event = {
    version: '2.0',
    rawPath: path,
    headers: { 'idempotency-key': 'key-0123456789012345', ...headers },
    queryStringParameters: query,
    body: body === undefined ? undefined : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      http: { method, path, sourceIp: '127.0.0.1' },
      requestId: 'request',
      authorizer: { jwt: { claims: { sub: 'official', region, roles: '[caseworker]' } } },
    },
  } as unknown as APIGatewayProxyEventV2;
  const answer = await world.handler(event, {} as Context);
  return { status: answer.statusCode, headers: answer.headers ?? {}, body: JSON.parse(answer.body ?? 'null') };
};
const path = `/v1/alerts/${alertId(1)}`;

describe('GET /v1/alerts', () => {
  it('lists in the order of raising, page by page, within the region, and is audited once', async () => {
    const first = await call('GET', '/v1/alerts', { query: { limit: '2' } });
    expect(first.body.items.map((item: Alert) => item.alertId)).toEqual([alertId(1), alertId(2)]);
    const rest = await call('GET', '/v1/alerts', { query: { limit: '2', after: first.body.nextCursor } });
    expect(rest.body.items.map((item: Alert) => item.alertId)).toEqual([alertId(3)]);
    expect(rest.body.nextCursor).toBeUndefined();
    expect(world.audited).toHaveLength(2);
    expect(world.audited[0]).toMatchObject({ act: 'list', subject: { kind: 'alerts', id: '330100' }, shown: 2 });
  });

  it('refuses a region outside, a cursor of another list, and what it does not know', async () => {
    expect(await call('GET', '/v1/alerts', { query: { regionCode: '330200' } })).toMatchObject({ status: 403 });
    const { body } = await call('GET', '/v1/alerts', { query: { limit: '1' } });
    const other = await call('GET', '/v1/alerts', { query: { after: body.nextCursor, state: 'closed' } });
    expect(other).toMatchObject({ status: 400, body: { code: 'cursor' } });
    expect(await call('GET', '/v1/alerts', { query: { what: 'x' } })).toMatchObject({ status: 400 });
  });
});

describe('GET /v1/alerts/{alertId}', () => {
  it('shows the alert with its version and without the facts themselves', async () => {
    const { status, headers, body } = await call('GET', path);
    expect(status).toBe(200);
    expect(headers['etag']).toBe('"1"');
    expect(body).toMatchObject({ alertId: alertId(1), batchIds: ['B1'], overdue: false });
    expect(JSON.stringify(body)).not.toContain('P1|2025-10-08');
    expect(world.audited).toMatchObject([{ act: 'read', subject: { kind: 'alert', id: alertId(1) } }]);
  });

  it('is not found outside the region, and not audited', async () => {
    expect(await call('GET', `/v1/alerts/${alertId(4)}`)).toMatchObject({ status: 404 });
    expect(await call('GET', '/v1/alerts/nothing')).toMatchObject({ status: 404 });
    expect(world.audited).toEqual([]);
  });

  it('is not even asked for by what can be no id: the table refuses a key that is too long', async () => {
    const nothing = `/v1/alerts/${'x'.repeat(3_000)}`;
    expect(await call('GET', nothing)).toMatchObject({ status: 404 });
    expect(await call('POST', `${nothing}/acknowledgement`, { body: {} })).toMatchObject({ status: 404 });
    expect(world.asked).toEqual([]);
  });
});

describe('a command', () => {
  it('moves the alert, sends a message and keeps the note out of it and of the log', async () => {
    const { status, body } = await call('POST', `${path}/acknowledgement`, { body: { note: '秘密' } });
    expect(status).toBe(200);
    expect(body).toEqual({ alertId: alertId(1), state: 'acknowledged', version: 2 });
    expect(world.notes).toEqual([{ note: '秘密' }]);
    expect(JSON.stringify([world.sent, world.logged])).not.toContain('秘密');
  });

  it('given twice under one key is done once, and another body under it is refused', async () => {
    const first = await call('POST', `${path}/outcome`, { body: { outcome: 'true' } });
    expect(first.body).toMatchObject({ state: 'closed', outcome: 'true', version: 2 });
    expect((await call('POST', `${path}/outcome`, { body: { outcome: 'true' } })).body).toEqual(first.body);
    expect(world.sent).toHaveLength(1);
    expect(await call('POST', `${path}/outcome`, { body: { outcome: 'false' } })).toMatchObject({ status: 422 });
  });

  it('is refused where state, version, region or body do not allow it', async () => {
    const key = (n: number) => ({ 'idempotency-key': `key-${String(n).padStart(16, '0')}` });
    const late = await call('POST', `${path}/outcome`, {
      body: { outcome: 'true' },
      headers: { ...key(1), 'if-match': '"7"' },
    });
    expect(late).toMatchObject({ status: 412, headers: { etag: '"1"' }, body: { code: 'precondition-failed' } });
    await call('POST', `${path}/acknowledgement`, { body: {}, headers: key(2) });
    const again = await call('POST', `${path}/acknowledgement`, { body: {}, headers: key(3) });
    expect(again).toMatchObject({ status: 409, body: { code: 'alert-state' } });
    await call('POST', `${path}/outcome`, { body: { outcome: 'false' }, headers: { ...key(4), 'if-match': '"2"' } });
    const closed = await call('POST', `${path}/outcome`, { body: { outcome: 'true' }, headers: key(5) });
    expect(closed).toMatchObject({ status: 409, body: { code: 'alert-closed' } });
    expect(
      await call('POST', `/v1/alerts/${alertId(4)}/outcome`, { body: { outcome: 'true' }, headers: key(6) }),
    ).toMatchObject({ status: 404 });
    expect(
      await call('POST', `${path}/outcome`, { body: { outcome: 'perhaps', x: 1 }, headers: key(7) }),
    ).toMatchObject({ status: 400 });
    expect(
      await call('POST', `${path}/outcome`, { body: { outcome: 'true' }, headers: { 'idempotency-key': 'short' } }),
    ).toMatchObject({ status: 400 });
  });
});
