import { beforeEach, describe, expect, it } from 'vitest';
import { auditList, verification, verificationStarted } from '#shared/contracts/audit.ts';
import type { AuditEntry } from '#shared/domain/audit/types.ts';
import { AUDITOR, auditWorld, idOf } from './audit-world.ts';

const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  at: '2026-11-24T01:00:00.000Z',
  actor: 'region-330102',
  region: '330102',
  act: 'read',
  subject: { kind: 'person', id: idOf(1) },
  requestId: 'r',
  ...more,
});

let world: ReturnType<typeof auditWorld>;
beforeEach(() => {
  world = auditWorld();
});

describe('GET /v1/audit', () => {
  const list = (query: Record<string, string> = {}, claims: object = AUDITOR) =>
    world.asAuditor('/v1/audit', { query, claims });

  it('shows who read a person, newest first, and stands there itself the next time', async () => {
    world.audited.push(
      entry(),
      entry({ act: 'read-unmasked', purpose: 'visit' }),
      entry({ subject: { kind: 'person', id: idOf(2) } }),
    );
    const { status, body } = await list({ subject: idOf(1) });
    expect(status).toBe(200);
    expect(auditList.parse(body)).toEqual(body);
    expect(body.items.map(({ act }: AuditEntry) => act)).toEqual(['read-unmasked', 'read']);
    expect(world.audited.at(-1)).toMatchObject({
      actor: 'auditor',
      act: 'read-audit',
      subject: { kind: 'person', id: idOf(1) },
      shown: 2,
    });
    expect((await list({ subject: idOf(1) })).body.items[0]).toMatchObject({ act: 'read-audit', actor: 'auditor' });
  });

  it('takes a kind before the id, an actor, both, or nothing', async () => {
    world.audited.push(entry(), entry({ subject: { kind: 'work-order', id: idOf(7) }, actor: 'region-330105' }));
    const acts = async (query: Record<string, string>) => (await list(query)).body.items.length;
    expect(await acts({ subject: `work-order:${idOf(7)}` })).toBe(1);
    expect(await acts({ actor: 'region-330102' })).toBe(1);
    expect(await acts({ actor: 'region-330102', subject: `work-order:${idOf(7)}` })).toBe(0);
    expect(await acts({})).toBeGreaterThanOrEqual(2);
    expect(world.audited.at(-1)?.subject).toEqual({ kind: 'audit', id: '330000' });
  });

  it('shows an auditor of a county acts of that county only', async () => {
    world.audited.push(entry(), entry({ region: '330105' }), entry({ region: '330102001' }));
    const { body } = await list({ subject: idOf(1) }, { ...AUDITOR, region: '330102' });
    expect(body.items.map(({ region }: AuditEntry) => region)).toEqual(['330102001', '330102']);
  });

  it('goes on with a cursor, which is good for this list and auditor only', async () => {
    world.audited.push(entry({ requestId: '1' }), entry({ requestId: '2' }), entry({ requestId: '3' }));
    const first = await list({ subject: idOf(1), limit: '2' });
    expect(first.body.items.map(({ requestId }: AuditEntry) => requestId)).toEqual(['3', '2']);
    const cursor = first.body.nextCursor;
    const second = await list({ subject: idOf(1), limit: '2', cursor });
    expect(second.body.items.map(({ requestId }: AuditEntry) => requestId)).toEqual(['1']);
    for (const stolen of [
      await list({ subject: idOf(2), cursor }),
      await list({ subject: idOf(1), cursor }, { ...AUDITOR, region: '330102' }),
      await list({ subject: idOf(1), cursor: `${cursor}x` }),
    ]) {
      expect(stolen).toMatchObject({ status: 400, body: { code: 'cursor' } });
    }
  });

  it('is closed to everybody else, and shows nothing that could not be written down', async () => {
    for (const roles of ['[caseworker]', '[reviewer operator]', '']) {
      expect((await list({}, { ...AUDITOR, roles })).status).toBe(403);
    }
    expect(world.audited).toEqual([]);
    world.audited.push(entry());
    world.breakAudit();
    const { status, text } = await list({ subject: idOf(1) });
    expect(status).toBe(500);
    expect(text).not.toContain('region-330102');
  });

  it('says what is wrong with a query', async () => {
    for (const query of [{ subject: 'a b' }, { subject: '' }, { limit: '201' }, { who: 'x' }, { actor: '' }]) {
      expect((await list(query)).status).toBe(400);
    }
  });
});

describe('POST /v1/audit/verification', () => {
  const start = (body: unknown = {}, key?: string) =>
    world.asAuditor('/v1/audit/verification', { body, ...(key === undefined ? {} : { key }) });

  it('begins over the last 30 days where none are named, and is an act in the audit', async () => {
    const { status, body } = await start();
    expect(status).toBe(202);
    expect(verificationStarted.parse(body)).toEqual(body);
    expect(body).toMatchObject({ from: '2026-10-26', to: '2026-11-24' });
    expect(world.verifications.asked.get(body.verificationId)).toMatchObject({ requestedBy: 'auditor' });
    expect(world.audited).toMatchObject([{ act: 'verify-audit', subject: { kind: 'audit', id: body.verificationId } }]);
  });

  it('is begun once a key', async () => {
    const [one, other] = [await start({ from: '2026-11-01' }), await start({ from: '2026-11-01' })];
    expect(other.text).toBe(one.text);
    expect(world.verifications.asked.size).toBe(1);
    expect(await start({ from: '2026-11-02' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    expect(await start({}, 'short')).toMatchObject({ status: 400, body: { code: 'idempotency-key' } });
  });

  it.each([
    [{ to: '2026-11-25' }, '/to', 'day-in-future'],
    [{ from: '2026-11-20', to: '2026-11-19' }, '/from', 'days-reversed'],
    [{ from: '2025-10-01' }, '/from', 'days-too-many'],
    [{ from: '2026-02-30' }, '/from', 'day-impossible'],
    [{ days: 3 }, '/days', 'unknown-field'],
  ])('refuses %j', async (body, path, code) => {
    expect(await start(body)).toMatchObject({ status: 400, body: { errors: [{ path, code }] } });
    expect(world.verifications.asked.size).toBe(0);
  });
});

describe('GET /v1/audit/verification/{verificationId}', () => {
  const get = (id: string) => world.asAuditor(`/v1/audit/verification/${id}`);

  it('runs, and then says what was found', async () => {
    const { verificationId } = (await world.asAuditor('/v1/audit/verification', { body: {} })).body;
    expect((await get(verificationId)).body).toMatchObject({ verificationId, status: 'running' });
    world.verifications.verdicts.set(verificationId, {
      status: 'broken',
      entries: 9,
      finishedAt: '2026-11-24T02:00:09.000Z',
      firstBreak: { day: '2026-11-23', kind: 'dropped', at: '2026-11-23T01:00:00.000Z', seal: 4 },
    });
    const { body } = await get(verificationId);
    expect(verification.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      status: 'broken',
      entries: 9,
      firstBreak: { day: '2026-11-23', kind: 'dropped', seal: 4 },
    });
  });

  it('is not found where nothing was asked', async () => {
    expect(await get(idOf(5))).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
