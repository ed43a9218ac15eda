import { beforeEach, describe, expect, it } from 'vitest';
import { workOrderDetail, workOrderList, workOrderStep } from '#shared/contracts/work-orders.ts';
import { anOrder, caseworkWorld, HERE, idOf } from './casework-world.ts';

let world: ReturnType<typeof caseworkWorld>;
beforeEach(() => {
  world = caseworkWorld();
  world.add(anOrder(1), anOrder(3, { regionCode: '330105001' }));
});
const at = (n: number) => `/v1/work-orders/${idOf(n)}`;
const path = at(1);
let keys = 0;
const post = (what: string, body: object, call: object = {}) => {
  keys += 1;
  return world.onOrders(`${path}/${what}`, { body, key: `a-key-of-its-own-${keys}`, ...call });
};

const visit = { visitedAt: '2026-11-24T02:00:00Z', visitors: ['王芳', '李强'], findings: '一人在家,卧床。' };

describe('POST …/visits', () => {
  it('is two people at the door: names and findings are sealed, the reporter reads that somebody came', async () => {
    const { status, body } = await post('visits', { ...visit, note: '下周再去。' });
    expect(status).toBe(200);
    expect(workOrderStep.parse(body)).toEqual({ workOrderId: idOf(1), state: 'visiting', version: 2 });
    expect(world.steps).toEqual([expect.objectContaining({ status: 'being-verified', code: 'visited' })]);
    expect(JSON.stringify([world.steps, world.logged, world.orders.get(idOf(1))?.order])).not.toMatch(/王芳|卧床|下周/);
    const masked = await world.onOrders(path);
    expect(masked.body.visits).toEqual([{ visitedAt: visit.visitedAt }]);
    const whole = await world.onOrders(path, { query: { purpose: 'visit' } });
    expect(workOrderDetail.parse(whole.body)).toEqual(whole.body);
    expect(whole.body.visits).toEqual([{ ...visit, note: '下周再去。' }]);
  });

  it('can be several', async () => {
    await post('visits', visit);
    expect(await post('visits', { ...visit, findings: '第二次去。' })).toMatchObject({
      status: 200,
      body: { version: 3 },
    });
    const { body } = await world.onOrders(path, { query: { purpose: 'visit' } });
    expect(body.visits.map(({ findings }: { findings: string }) => findings)).toEqual([visit.findings, '第二次去。']);
  });

  it.each([
    ['one person', { ...visit, visitors: ['王芳'] }, '/visitors', 'too-short'],
    ['three people', { ...visit, visitors: ['王芳', '李强', '赵敏'] }, '/visitors', 'too-long'],
    ['the same person twice', { ...visit, visitors: ['王芳', ' 王 芳'] }, '/visitors', 'visitors-same'],
    ['tomorrow', { ...visit, visitedAt: '2026-11-25T02:00:00Z' }, '/visitedAt', 'visit-in-future'],
    ['before the report', { ...visit, visitedAt: '2026-11-23T02:00:00Z' }, '/visitedAt', 'visit-before-report'],
    ['no findings', { visitedAt: visit.visitedAt, visitors: visit.visitors }, '/findings', 'required'],
  ])('by or at %s is refused, by the name of the field', async (_, body, field, code) => {
    const answer = await post('visits', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ path: field, code }] } });
    expect(world.orders.get(idOf(1))?.order.version).toBe(1);
  });

  it('takes names and findings as people have them: one character, an emoji, a right-to-left mark', async () => {
    const odd = { ...visit, visitors: ['罗', '阿卜杜拉‏'], findings: `家里只有老人 👵🏻${'很'.repeat(900)}` };
    expect((await post('visits', odd)).status).toBe(200);
    const { body } = await world.onOrders(path, { query: { purpose: 'visit' } });
    expect(body.visits[0].findings).toBe(odd.findings);
  });

  it('ends at twenty', async () => {
    for (let n = 0; n < 20; n += 1) await post('visits', visit);
    expect(await post('visits', visit)).toMatchObject({ status: 409, body: { code: 'visits-full' } });
  });
});

describe('POST …/extensions', () => {
  it('gives as much time again, once, and tells the reporter until when', async () => {
    const { status, body } = await post('extensions', { reason: '家属周四回来。' });
    expect([status, body.dueAt, body.state]).toEqual([200, '2026-12-08T15:59:59.999Z', 'issued']);
    expect(world.steps[0]).toMatchObject({ code: 'extended', due: { dueAt: body.dueAt }, firstReportOnly: true });
    expect(world.steps[0]?.text.zh).toContain('2026-12-08');
    expect(JSON.stringify(world.steps)).not.toContain('周四');
    expect(await post('extensions', { reason: '再等等。' })).toMatchObject({
      status: 409,
      body: { code: 'extension-used' },
    });
    const { body: whole } = await world.onOrders(path, { query: { purpose: 'visit' } });
    expect(whole).toMatchObject({ extensions: 1, extensionReason: '家属周四回来。', dueAt: body.dueAt });
  });

  it('within what the reporter was told is told to the official alone', async () => {
    const known = anOrder(1);
    const toldDueAt = '2026-12-09T15:59:59.999Z';
    world.add({ ...known, order: { ...known.order, toldDueAt } });
    const { status, body } = await post('extensions', { reason: '家属周四回来。' });
    expect([status, body.dueAt]).toEqual([200, '2026-12-08T15:59:59.999Z']);
    expect(world.steps).toEqual([]);
    expect((await world.onOrders(path)).text).not.toContain('2026-12-09');
  });

  it('comes too late once the deadline has passed', async () => {
    const late = anOrder(1);
    world.add({ ...late, order: { ...late.order, dueAt: '2026-11-23T15:59:59.999Z' } });
    expect(await post('extensions', { reason: '忘了。' })).toMatchObject({
      status: 409,
      body: { code: 'work-order-overdue' },
    });
  });
});

describe('POST …/transfer', () => {
  it('closes here, begins there with a new clock and all that is known, in one write', async () => {
    await post('visits', visit);
    const { status, body } = await post('transfer', { regionCode: '330106002', reason: '住女儿家。' });
    expect([status, body.state]).toEqual([200, 'closed']);
    expect(world.sent.map(({ type, regionCode }) => [type, regionCode])).toEqual([
      ['work-order.transferred', '330102001'],
      ['work-order.issued', '330106002'],
    ]);
    const there = world.orders.get(body.issuedAs);
    expect(there?.order).toMatchObject({ regionCode: '330106002', state: 'issued', follows: idOf(1), version: 1 });
    expect(there?.subject).toMatchObject({ name: '陈小明', handOverReason: '住女儿家。' });
    expect(world.steps.at(-1)).toMatchObject({
      status: 'being-verified',
      code: 'passed-on',
      order: { workOrderId: body.issuedAs, regionCode: '330106002' },
    });
    const claims = { ...HERE, region: '330106' };
    const seen = await world.onOrders(`/v1/work-orders/${body.issuedAs}`, { claims, query: { purpose: 'visit' } });
    expect(seen.body).toMatchObject({ follows: idOf(1), handOverReason: '住女儿家。', visits: [visit] });
  });

  it('of a closed one says where it went', async () => {
    const { body } = await post('transfer', { regionCode: '330106002', reason: '搬走了。' });
    expect(await post('acceptance', {})).toMatchObject({
      status: 409,
      body: { code: 'work-order-closed', facts: { issuedAs: body.issuedAs } },
    });
  });

  it.each([
    ['a region that is not there', '330199', 'transfer-region-unknown', undefined],
    ['an abolished county', '330103', 'region-abolished', { successor: '330105', successorName: '拱墅区' }],
    ['a township of an abolished county', '330103001', 'region-abolished', { successor: '330105' }],
    ['where it is already', '330102001', 'transfer-here', undefined],
  ])('to %s is 422, and nothing moves', async (_, regionCode, code, facts) => {
    const answer = await post('transfer', { regionCode, reason: '搬走了。' });
    expect(answer).toMatchObject({ status: 422, body: { code, ...(facts === undefined ? {} : { facts }) } });
    expect(world.orders.get(idOf(1))?.order.version).toBe(1);
  });

  it('to a whole prefecture is 400: nobody would go there', async () => {
    const answer = await post('transfer', { regionCode: '330200', reason: '在宁波。' });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: '/regionCode', code: 'region-too-wide' }] } });
  });
});

describe('POST …/return', () => {
  const above = { sub: 'official-9', region: '330100', roles: '[caseworker]' };

  it('goes to the prefecture, whose officials find it and transfer it on', async () => {
    const { body } = await post('return', { reason: '不在本区。' });
    const { issuedAs } = body;
    expect(world.orders.get(issuedAs)?.order.regionCode).toBe('330100');
    expect((await world.onOrders(`/v1/work-orders/${issuedAs}`)).status).toBe(404);
    const list = await world.onOrders('/v1/work-orders', { claims: above });
    expect(workOrderList.parse(list.body)).toEqual(list.body);
    expect(list.body.items.map(({ workOrderId }: { workOrderId: string }) => workOrderId)).toContain(issuedAs);
    const on = `/v1/work-orders/${issuedAs}`;
    const again = await world.onOrders(`${on}/return`, { body: { reason: '再退。' }, claims: above });
    expect(again).toMatchObject({ status: 409, body: { code: 'return-no-further' } });
    const confirmed = await world.onOrders(`${on}/feedback`, { body: { outcome: 'confirmed' }, claims: above });
    expect(confirmed).toMatchObject({ status: 409, body: { code: 'subject-region-unknown' } });
    const passed = await world.onOrders(`${on}/transfer`, {
      body: { regionCode: '330105001', reason: '在拱墅。' },
      claims: above,
    });
    expect(passed.status).toBe(200);
    expect(world.orders.get(passed.body.issuedAs)?.order).toMatchObject({ regionCode: '330105001', follows: issuedAs });
  });
});

describe('an order that an objection made', () => {
  const objected = () => {
    const known = anOrder(1);
    world.add({ ...known, order: { ...known.order, origin: 'objection', follows: idOf(3), answeredBy: 'official-1' } });
  };

  it.each([
    ['acceptance', {}],
    ['visits', visit],
    ['extensions', { reason: '需要时间。' }],
    ['feedback', { outcome: 'unfounded' }],
    ['transfer', { regionCode: '330106002', reason: '搬走了。' }],
    ['return', { reason: '不在本区。' }],
  ])('takes no %s of whoever it objects to, and takes it of anybody else', async (what, body) => {
    objected();
    expect(await post(what, body)).toMatchObject({ status: 409, body: { code: 'same-official' } });
    expect((await post(what, body, { claims: { ...HERE, sub: 'official-2' } })).status).toBe(200);
  });
});

describe('every command', () => {
  it.each(['visits', 'extensions', 'transfer', 'return'])(
    '%s elsewhere is 404, over a gone version 412',
    async (what) => {
      const bodies = {
        visits: visit,
        extensions: { reason: '等。' },
        transfer: { regionCode: '330106', reason: '搬。' },
      };
      const body = { return: { reason: '退。' }, ...bodies }[what] ?? {};
      expect((await post(what, body, { claims: { ...HERE, region: '330105' } })).status).toBe(404);
      expect((await post(what, body, { headers: { 'if-match': '"9"' } })).status).toBe(412);
      expect((await post(what, body, { key: 'short' })).status).toBe(400);
    },
  );

  it('again under its key is the first answer, however the order moved since', async () => {
    const call = { key: 'the-key-of-the-transfer' };
    const first = await post('transfer', { regionCode: '330106002', reason: '搬走了。' }, call);
    expect((await post('transfer', { regionCode: '330106002', reason: '搬走了。' }, call)).text).toBe(first.text);
    expect(world.sent).toHaveLength(2);
  });
});

describe('a deadline', () => {
  it('is at risk on its last day, and not before', async () => {
    const known = anOrder(1);
    for (const [dueAt, atRisk, overdue] of [
      ['2026-11-25T15:59:59.999Z', false, false],
      ['2026-11-24T15:59:59.999Z', true, false],
      ['2026-11-23T15:59:59.999Z', false, true],
    ]) {
      world.add({ ...known, order: { ...known.order, dueAt: String(dueAt) } });
      expect((await world.onOrders(path)).body).toMatchObject({ atRisk, overdue });
    }
  });

  it('in a year whose holidays are not announced says so', async () => {
    const known = anOrder(1);
    world.add({ ...known, order: { ...known.order, dueAtOfficial: false } });
    expect((await world.onOrders(path)).body.dueAtOfficial).toBe(false);
    await post('extensions', { reason: '需要时间。' });
  });
});
