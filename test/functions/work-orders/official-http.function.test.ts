import { beforeEach, describe, expect, it } from 'vitest';
import { workOrderDetail, workOrderList, workOrderStep } from '#shared/contracts/work-orders.ts';
import { anOrder, aPerson, caseworkWorld, HERE, idOf, NUMBER } from './casework-world.ts';

let world: ReturnType<typeof caseworkWorld>;
beforeEach(() => {
  world = caseworkWorld();
  world.add(anOrder(1), anOrder(2), anOrder(3, { regionCode: '330105001' }));
});
const path = `/v1/work-orders/${idOf(1)}`;
const secrets = [NUMBER, '陈小明', '13800001234', '人民路', '住院', '王邻居', '13900001234'];

describe('GET /v1/work-orders', () => {
  it('shows those of the region, masked, as one entry of the audit', async () => {
    const { status, body, text } = await world.onOrders('/v1/work-orders');
    expect(status).toBe(200);
    expect(workOrderList.parse(body)).toEqual(body);
    expect(body.items.map(({ workOrderId }: { workOrderId: string }) => workOrderId)).toEqual([idOf(1), idOf(2)]);
    for (const secret of [...secrets, 'trackingCode']) expect(text).not.toContain(secret);
    expect(world.audited).toEqual([
      expect.objectContaining({
        act: 'list',
        actor: 'official-1',
        shown: 2,
        subject: { kind: 'work-orders', id: '330102' },
      }),
    ]);
  });

  it('goes on where the page before ended, for the same list and caller only', async () => {
    const first = await world.onOrders('/v1/work-orders', { query: { limit: '1' } });
    expect(first.body.items).toHaveLength(1);
    const cursor = first.body.nextCursor;
    const second = await world.onOrders('/v1/work-orders', { query: { limit: '1', cursor } });
    expect(second.body.items[0].workOrderId).toBe(idOf(2));
    expect(second.body.nextCursor).toBeUndefined();
    const elsewhere = { ...HERE, region: '330105' };
    for (const call of [
      { query: { cursor, state: 'closed' } },
      { query: { cursor }, claims: elsewhere },
      { query: { cursor: `${cursor}x` } },
    ]) {
      expect(await world.onOrders('/v1/work-orders', call)).toMatchObject({ status: 400, body: { code: 'cursor' } });
    }
  });

  it('of a region outside is 403, and nothing is read', async () => {
    const answer = await world.onOrders('/v1/work-orders', { query: { regionCode: '330105' } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'region-outside-scope' } });
    expect(world.audited).toEqual([]);
  });
});

describe('GET /v1/work-orders/{workOrderId}', () => {
  it('is masked, and in the audit', async () => {
    const { status, body, text, headers } = await world.onOrders(path);
    expect(status).toBe(200);
    expect(headers['etag']).toBe('"1"');
    expect(workOrderDetail.parse(body)).toEqual(body);
    expect(body.subject).toEqual({ name: '陈*明', idNumber: '110***********002X', phone: '138****1234' });
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(world.audited).toEqual([
      expect.objectContaining({ act: 'read', subject: { kind: 'work-order', id: idOf(1) } }),
    ]);
  });

  it('is whole with a purpose, which stands in the audit', async () => {
    const { text } = await world.onOrders(path, { query: { purpose: 'visit' } });
    for (const secret of secrets) expect(text).toContain(secret);
    expect(world.audited).toEqual([
      expect.objectContaining({ act: 'read-unmasked', purpose: 'visit', region: '330102' }),
    ]);
  });

  it('does not leave when the audit cannot be written', async () => {
    world.breakAudit();
    for (const query of [{}, { purpose: 'visit' }]) {
      const { status, text } = await world.onOrders(path, { query });
      expect(status).toBe(500);
      expect(text).not.toContain('陈');
    }
  });

  it('elsewhere is the same 404 as none at all, and no read of it', async () => {
    const there = await world.onOrders(`/v1/work-orders/${idOf(3)}`);
    const none = await world.onOrders(`/v1/work-orders/${idOf(77)}`);
    expect([there.status, there.text]).toEqual([404, none.text]);
    expect(world.audited).toEqual([]);
  });
});

const accept = (call: object = {}) => world.onOrders(`${path}/acceptance`, { body: {}, ...call });
const feedback = (body: object, call: object = {}) =>
  world.onOrders(`${path}/feedback`, { body, key: 'feedback-key-of-letters', ...call });

describe('POST …/acceptance', () => {
  it('takes the order up, tells the reporter and the region', async () => {
    const { status, body } = await accept({ body: { note: '下午去。' } });
    expect(status).toBe(200);
    expect(workOrderStep.parse(body)).toEqual({ workOrderId: idOf(1), state: 'accepted', version: 2 });
    expect(world.steps).toEqual([expect.objectContaining({ status: 'being-verified' })]);
    expect(world.sent).toEqual([expect.objectContaining({ type: 'work-order.accepted', version: 2 })]);
    expect(JSON.stringify(world.sent)).not.toContain('下午去');
    expect(world.orders.get(idOf(1))?.subject.acceptanceNote).toBe('下午去。');
  });

  it('again is the first answer, with another body 422, with another key 409', async () => {
    const first = await accept();
    expect((await accept()).text).toBe(first.text);
    expect(await accept({ body: { note: 'x' } })).toMatchObject({ status: 422 });
    expect(await accept({ key: 'another-key-of-letters' })).toMatchObject({
      status: 409,
      body: { code: 'work-order-state' },
    });
    expect(world.sent).toHaveLength(1);
  });

  it('of another official under the same key is a request of its own', async () => {
    await accept();
    expect(await accept({ claims: { ...HERE, sub: 'official-2' } })).toMatchObject({ status: 409 });
  });

  it('over a version that has gone is 412, with the present one', async () => {
    const late = await accept({ headers: { 'if-match': '"7"' } });
    expect(late).toMatchObject({ status: 412, body: { code: 'precondition-failed' }, headers: { etag: '"1"' } });
    expect(late.headers['content-type']).toContain('application/problem+json');
    expect(world.sent).toEqual([]);
    expect((await accept({ headers: { 'if-match': '"1"' } })).status).toBe(200);
  });

  it('elsewhere is 404 and changes nothing', async () => {
    expect((await accept({ claims: { ...HERE, region: '330105' } })).status).toBe(404);
    expect(world.orders.get(idOf(1))?.order.version).toBe(1);
  });
});

describe('POST …/feedback', () => {
  it('confirmed puts the person into the suspected layer in the same write', async () => {
    const { status, body } = await feedback({ outcome: 'confirmed', measures: ['referral'], findings: '属实' });
    expect(status).toBe(200);
    const person = world.people.get(body.personId);
    expect(person?.person).toMatchObject({ layer: 'suspected', regionCode: '330102001', birthYear: 1949, version: 1 });
    expect(person?.identity).toEqual({
      idNumber: NUMBER,
      name: '陈小明',
      phone: '13800001234',
      address: '人民路 1 号',
    });
    expect(world.sent.map(({ type }) => type)).toEqual(['work-order.closed', 'person.layer-changed']);
    expect(world.steps).toEqual([expect.objectContaining({ status: 'closed', result: 'looked-after' })]);
    for (const secret of secrets) expect(JSON.stringify([world.sent, world.steps, world.logged])).not.toContain(secret);
  });

  it('confirmed of someone known adds the reason, and keeps what is known of them', async () => {
    world.enter(aPerson(50, '330108001'));
    const { body } = await feedback({ outcome: 'confirmed' });
    expect(body.personId).toBe(idOf(50));
    expect(world.people.get(idOf(50))?.person).toMatchObject({ version: 2, regionCode: '330108001' });
    expect(world.people.get(idOf(50))?.person.entries).toHaveLength(2);
    expect(world.sent.map(({ type }) => type)).toEqual(['work-order.closed']);
  });

  it('confirmed without a number anywhere is 409, and the order stays open', async () => {
    const { idNumber: _, ...unknown } = anOrder(1).subject;
    world.add({ order: anOrder(1).order, subject: unknown });
    expect(await feedback({ outcome: 'confirmed' })).toMatchObject({ status: 409, body: { code: 'subject-unknown' } });
    expect(world.orders.get(idOf(1))?.order.state).toBe('issued');
    expect(world.sent).toEqual([]);
  });

  it.each([
    ['unfounded', 'not-confirmed'],
    ['already-registered', 'looked-after'],
    ['moved', 'looked-after'],
  ])('%s reads as %s, and the registry is left alone', async (outcome, result) => {
    expect((await feedback({ outcome })).status).toBe(200);
    expect(world.steps).toEqual([expect.objectContaining({ result })]);
    expect(world.people.size).toBe(0);
  });

  it('about a region outside is 403, about one that is not there 400', async () => {
    const about = { idNumber: NUMBER, name: '陈小明' };
    const outside = await feedback({ outcome: 'confirmed', subject: { ...about, regionCode: '330105001' } });
    expect(outside).toMatchObject({ status: 403, body: { code: 'region-outside-scope' } });
    const unknown = await feedback({ outcome: 'confirmed', subject: { ...about, regionCode: '330102999' } });
    expect(unknown).toMatchObject({
      status: 400,
      body: { errors: [{ path: '/subject/regionCode', code: 'region-unknown' }] },
    });
  });

  it('that meets another change is decided anew, and gives up after some tries', async () => {
    let lost = 1;
    const once = caseworkWorld({ store: { save: async (write) => (lost-- > 0 ? 'stale' : once.store.save(write)) } });
    once.add(anOrder(1));
    expect((await once.onOrders(`${path}/acceptance`, { body: {} })).status).toBe(200);
    const never = caseworkWorld({ store: { save: async () => 'stale' } });
    never.add(anOrder(1));
    expect(await never.onOrders(`${path}/acceptance`, { body: {} })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
  });

  it('whose store throws with what it was given says nothing of it, in answer or log', async () => {
    const world = caseworkWorld({ store: { save: (write) => Promise.reject(new Error(JSON.stringify(write))) } });
    world.add(anOrder(1));
    const { status, text } = await world.onOrders(`${path}/feedback`, {
      body: { outcome: 'confirmed', findings: '属实' },
    });
    expect(status).toBe(500);
    for (const secret of [...secrets, '属实']) expect(text + world.logged.join()).not.toContain(secret);
  });
});

describe('a path or query that the table could not take', () => {
  it('with an id of no order, however long, is not found', async () => {
    const asked: string[] = [];
    const here = caseworkWorld({
      store: {
        find: async (id) => {
          asked.push(id);
          throw new Error('Size of hashkey has exceeded the maximum size limit of 2048 bytes');
        },
      },
    });
    const nowhere = `/v1/work-orders/${'x'.repeat(3_000)}`;
    expect(await here.onOrders(nowhere)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await here.onOrders(`${nowhere}/acceptance`, { body: {} })).toMatchObject({ status: 404 });
    expect(asked).toEqual([]);
  });

  it('with days in the wrong order says so', async () => {
    const query = { state: 'closed', from: '2026-12-01', to: '2026-11-01' };
    expect(await world.onOrders('/v1/work-orders', { query })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', errors: [{ path: '/query/from', code: 'days-reversed' }] },
    });
  });

  it('with an instant in fewer digits than the index has them means that instant', async () => {
    const asked: (string | undefined)[] = [];
    const list = async ({ dueBefore }: { readonly dueBefore?: string }) => {
      asked.push(dueBefore);
      return { items: [] };
    };
    const here = caseworkWorld({ store: { list } });
    for (const dueBefore of ['2026-12-01T15:59:59Z', '2026-12-01T15:59:59.9Z']) {
      expect((await here.onOrders('/v1/work-orders', { query: { dueBefore } })).status).toBe(200);
    }
    expect(asked).toEqual(['2026-12-01T15:59:59.000Z', '2026-12-01T15:59:59.900Z']);
  });
});
