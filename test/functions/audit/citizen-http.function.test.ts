import { beforeEach, describe, expect, it } from 'vitest';
import { myAccessLog, myRecord, myTimeline } from '#shared/contracts/me.ts';
import type { AuditEntry } from '#shared/domain/audit/types.ts';
import { auditWorld, CITIZEN, idOf, me, NUMBER, STRANGER } from './audit-world.ts';

let world: ReturnType<typeof auditWorld>;
beforeEach(() => {
  world = auditWorld();
});

const stranger = { sub: 'citizen-2', id_number: STRANGER };
const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  at: '2026-11-24T01:00:00.000Z',
  actor: 'wang.li@shangcheng',
  region: '330102',
  act: 'read',
  subject: { kind: 'person', id: idOf(1) },
  requestId: 'r',
  ...more,
});

describe('GET /v1/me/record', () => {
  const get = (claims: object = CITIZEN) => world.asCitizen('/v1/me/record', { claims });

  it('shows layer, categories, sources and size of the household, masked, and nobody else', async () => {
    const { status, body, text } = await get();
    expect(status).toBe(200);
    expect(myRecord.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      inRegistry: true,
      name: '陈*明',
      idNumber: '110***********002X',
      phone: '138****1234',
      layer: 'suspected',
      householdSize: 3,
      since: '2026-10-01',
      region: '上城区',
    });
    expect(body.sources).toHaveLength(2);
    expect(body.reasons.length).toBeGreaterThan(0);
    for (const secret of [NUMBER, '陈小明', '13800001234', idOf(2), idOf(3), idOf(900)])
      expect(text).not.toContain(secret);
  });

  it('takes the number as the issuer writes it', async () => {
    for (const written of ['11010519491231002x', '110105 19491231 002X']) {
      expect((await get({ ...CITIZEN, id_number: written })).body.inRegistry).toBe(true);
    }
  });

  it('says plainly that somebody is not in the registry', async () => {
    const { status, body } = await get(stranger);
    expect(status).toBe(200);
    expect(myRecord.parse(body)).toEqual(body);
    expect(body).toMatchObject({ inRegistry: false, text: { zh: expect.any(String), en: expect.any(String) } });
  });

  it('is in the audit as the citizen’s own act, of a stranger by a keyed token only', async () => {
    await get();
    await get(stranger);
    expect(world.audited).toMatchObject([
      { actor: 'citizen-1', by: 'citizen', act: 'read', region: '330102', subject: { kind: 'person', id: idOf(1) } },
      { actor: 'citizen-2', by: 'citizen', act: 'read', region: '330000', subject: { kind: 'search' } },
    ]);
    expect(JSON.stringify(world.audited)).not.toMatch(/110105/);
  });

  it('does not leave when the audit cannot be written', async () => {
    world.breakAudit();
    const { status, text } = await get();
    expect(status).toBe(500);
    expect(text).not.toContain('陈');
  });

  it('is for nobody whose token names no number', async () => {
    expect((await get({ sub: 'citizen-1' })).status).toBe(403);
  });
});

describe('GET /v1/me/timeline', () => {
  const get = (query: Record<string, string> = {}, claims: object = CITIZEN) =>
    world.asCitizen('/v1/me/timeline', { query, claims });
  const line = (n: number, actor: string) => ({
    id: `L${n}`,
    at: `2026-11-0${n}T02:00:00.000Z`,
    kind: 'layer-change' as const,
    actor,
    text: { zh: '列为疑似困难对象。', en: 'Held as suspected.' },
  });

  it('tells what happened in order, page by page, and on whose side, never by whom', async () => {
    world.lines.push(
      line(1, 'public'),
      line(2, 'wang.li@shangcheng'),
      line(3, 'disabled-persons-federation'),
      line(4, 'system'),
    );
    const first = await get({ limit: '3' });
    expect(myTimeline.parse(first.body)).toEqual(first.body);
    const second = await get({ limit: '3', cursor: first.body.nextCursor });
    const actors = [...first.body.items, ...second.body.items].map(({ actor }: { actor: string }) => actor);
    expect(actors).toEqual(['public', 'official', 'source', 'system']);
    expect(first.text).not.toContain('wang');
    expect(second.body.nextCursor).toBeUndefined();
  });

  it('is empty for a stranger, who cannot use another’s cursor', async () => {
    world.lines.push(line(1, 'public'), line(2, 'public'));
    const { body } = await get({ limit: '1' });
    expect((await get({}, stranger)).body).toEqual({ items: [] });
    expect((await get({ cursor: body.nextCursor }, stranger)).body.code).toBe('cursor');
  });
});

describe('GET /v1/me/access-log', () => {
  const get = (query: Record<string, string> = {}, claims: object = CITIZEN) =>
    world.asCitizen('/v1/me/access-log', { query, claims });

  it('shows who looked, when and why, newest first: the office and not the person, and oneself as you', async () => {
    world.audited.push(
      entry(),
      entry({ act: 'read-unmasked', purpose: 'visit' }),
      entry({ act: 'read-audit', actor: 'auditor', region: '330000' }),
      entry({ subject: { kind: 'person', id: idOf(2) } }),
    );
    const { body, text } = await get();
    expect(myAccessLog.parse(body)).toEqual(body);
    expect(body.items.map(({ by, act }: { by: string; act: string }) => [by, act])).toEqual([
      ['you', 'read-audit'],
      ['official', 'read-audit'],
      ['official', 'read-unmasked'],
      ['official', 'read'],
    ]);
    expect(body.items[2]).toMatchObject({ who: { zh: '上城区的工作人员' }, purpose: 'visit', why: { zh: '上门走访' } });
    expect(body.items[1]).toMatchObject({ who: { zh: '浙江省的审计人员' } });
    expect(text).not.toContain('wang');
  });

  it('shows reads of work orders that are known to be about the person', async () => {
    world.orders.push(idOf(7));
    world.audited.push(
      entry({ subject: { kind: 'work-order', id: idOf(7) } }),
      entry({ subject: { kind: 'work-order', id: idOf(8) } }),
    );
    const { body } = await get();
    expect(body.items).toHaveLength(2);
    expect(body.items[1].what.zh).toContain('工单');
  });

  it('goes on with a cursor, and is empty for a stranger', async () => {
    world.audited.push(entry(), entry(), entry());
    const first = await get({ limit: '2' });
    expect(first.body.items).toHaveLength(2);
    const rest = await get({ limit: '50', cursor: first.body.nextCursor });
    expect(rest.body.items).toHaveLength(2);
    expect((await get({}, stranger)).body).toEqual({ items: [] });
  });
});

describe('POST /v1/me/corrections', () => {
  const body = { field: 'phone', text: '我的手机号换了,新的是 13911112222。' };
  const ask = (over: object = {}, claims: object = CITIZEN, key?: string) =>
    world.asCitizen('/v1/me/corrections', {
      body: { ...body, ...over },
      claims,
      ...(key === undefined ? {} : { key }),
    });

  it('makes a work order of the person’s locality, to be followed like a report', async () => {
    const { status, body: receipt } = await ask();
    expect(status).toBe(202);
    expect(receipt).toMatchObject({ secret: `secret of ${receipt.trackingCode}`, dueAt: expect.any(String) });
    const made = world.submissions.get(receipt.trackingCode);
    expect(made?.workOrder).toMatchObject({
      origin: 'correction',
      personId: idOf(1),
      regionCode: '330102001',
      state: 'issued',
    });
    expect(made?.subject).toMatchObject({ name: '陈小明', idNumber: NUMBER, reporterRelation: 'self' });
    expect(made?.subject.description).toBe(`【申请更正:电话】${body.text}`);
    expect(made?.report).toMatchObject({
      status: 'received',
      timeline: [{ text: { zh: expect.stringContaining('更正') } }],
    });
    expect(JSON.stringify([made?.report, made?.message])).not.toMatch(/13911112222|陈小明|110105/);
  });

  it('is taken once a key, and is another thing for another person', async () => {
    const [one, other] = [await ask(), await ask()];
    expect(other.text).toBe(one.text);
    expect(world.submissions.size).toBe(1);
    expect(await ask({ field: 'address' })).toMatchObject({ status: 422 });
    world.people.set(STRANGER, me());
    expect((await ask({}, { ...CITIZEN, id_number: STRANGER })).body.trackingCode).not.toBe(one.body.trackingCode);
  });

  it('has nothing to correct for a stranger', async () => {
    expect(await ask({}, stranger)).toMatchObject({ status: 409, body: { code: 'not-in-registry' } });
    expect(world.submissions.size).toBe(0);
  });

  it.each([
    [{ field: 'layer' }, '/field', 'not-an-option'],
    [{ text: '' }, '/text', 'required'],
    [{ text: '字'.repeat(1_001) }, '/text', 'too-long'],
    [{ text: '控\u0000制' }, '/text', 'text-unprintable'],
    [{ idNumber: STRANGER }, '/idNumber', 'unknown-field'],
  ])('refuses %j', async (over, path, code) => {
    expect(await ask(over)).toMatchObject({ status: 400, body: { errors: [{ path, code }] } });
  });
});
