import { beforeEach, describe, expect, it } from 'vitest';
import { person as personContract, timelineList } from '#shared/contracts/registry.ts';
import { aPerson, type Call, HERE, idOf } from '../work-orders/casework-world.ts';
import { registryWorld } from './registry-world.ts';

let world: ReturnType<typeof registryWorld>;
beforeEach(() => {
  world = registryWorld();
  world.enter(aPerson(1), aPerson(2, '330105001', '330102195001010012'));
});

const PERSON = `/v1/people/${idOf(1)}`;
const THERE = { ...HERE, sub: 'official-2', region: '330105' };
const patch = (body: object, call: Call = {}) =>
  world.onPeople(PERSON, { method: 'PATCH', body, ...call, headers: { 'if-match': '"1"', ...call.headers } });
const timeline = (call: Call = {}) => world.onPeople(`${PERSON}/timeline`, call);
const hold = { layer: 'registered', until: '2026-12-31', reason: '王小明家访未完' };

describe('PATCH /v1/people/{personId}', () => {
  it('needs the version that was read, and says the present one where it is another', async () => {
    const { status } = await world.onPeople(PERSON, { method: 'PATCH', body: { phone: '13900000000' } });
    expect(status).toBe(428);
    const stale = await patch({ phone: '13900000000' }, { headers: { 'if-match': '"7"' } });
    expect([stale.status, stale.headers['etag']]).toEqual([412, '"1"']);
    expect(world.people.get(idOf(1))?.person.version).toBe(1);
  });

  it('corrects fields, shows them masked, and tells which but not to what', async () => {
    const { status, body, headers, text } = await patch({
      phone: '13911112222',
      address: '解放路 9 号',
      note: '邻居说',
    });
    expect([status, headers['etag']]).toEqual([200, '"2"']);
    expect(personContract.parse(body)).toEqual(body);
    expect(body).toMatchObject({ phone: '139****2222', version: 2, layer: 'suspected' });
    for (const secret of ['13911112222', '解放路', '邻居说']) expect(text).not.toContain(secret);
    const lines = await timeline();
    expect(lines.body.items).toMatchObject([{ kind: 'correction', actor: 'official-1' }]);
    expect(lines.text).not.toMatch(/1391111|解放路|邻居/);
    expect(world.sent).toEqual([]);
  });

  it('holds the layer, with a message; the reason is for readers with a purpose', async () => {
    const { body } = await patch({ hold });
    expect(body).toMatchObject({ layer: 'registered', hold: { layer: 'registered', until: '2026-12-31' } });
    expect(body.reasons.map(({ code }: { code: string }) => code)).toEqual(['held', 'discovery-confirmed']);
    expect(world.sent.map(({ type, version }) => [type, version])).toEqual([['person.layer-changed', 2]]);
    expect((await timeline()).text).not.toContain('王小明');
    const whole = await timeline({ query: { purpose: 'visit' } });
    expect(timelineList.parse(whole.body)).toEqual(whole.body);
    expect(whole.body.items).toMatchObject([{ kind: 'hold', holdReason: hold.reason }, { kind: 'layer-change' }]);
    const lifted = await patch({ hold: null }, { headers: { 'if-match': '"2"' }, key: 'another-key-of-letters' });
    expect(lifted.body).toMatchObject({ layer: 'suspected', version: 3 });
  });

  it('shows each note once, beside the first line of its act, however the lines are split', async () => {
    await patch({ note: '邻居说', hold });
    await patch({ note: '电话说' }, { headers: { 'if-match': '"2"' }, key: 'another-key-of-letters' });
    const notes: unknown[] = [];
    let cursor: string | undefined;
    do {
      const query = { purpose: 'visit', limit: '1', ...(cursor === undefined ? {} : { cursor }) };
      const { body } = await timeline({ query });
      const [{ kind, note, holdReason }] = body.items;
      notes.push([kind, note, holdReason]);
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    expect(notes).toEqual([
      ['correction', '邻居说', hold.reason],
      ['hold', undefined, undefined],
      ['layer-change', undefined, undefined],
      ['correction', '电话说', undefined],
    ]);
  });

  it('is done once for a key, and without a key once for a version', async () => {
    const first = await patch({ phone: '13911112222' });
    const second = await patch({ phone: '13911112222' });
    expect([second.status, second.body]).toEqual([200, first.body]);
    expect((await patch({ phone: '13933334444' })).status).toBe(422);
    const bare = { headers: { 'if-match': '"2"', 'idempotency-key': undefined as unknown as string } };
    expect((await patch({ note: 'x' }, bare)).status).toBe(200);
    expect((await patch({ note: 'x' }, bare)).status).toBe(412);
  });

  it('refuses what cannot be', async () => {
    const bodies = [
      {},
      { phone: '123' },
      { name: '别人' },
      { hold: { layer: 'registered', until: '2026-12-31' } },
      { hold: { ...hold, until: '2026-11-23' } },
      { hold: { ...hold, until: '2026-02-30' } },
      { regionCode: '330100' },
      { regionCode: '330199' },
    ];
    for (const body of bodies) expect((await patch(body)).status).toBe(400);
    expect(world.people.get(idOf(1))?.person.version).toBe(1);
  });

  it('elsewhere is not found, before anything is said of versions', async () => {
    const there = await world.onPeople(`/v1/people/${idOf(2)}`, { method: 'PATCH', body: { note: 'x' } });
    const nobody = await world.onPeople(`/v1/people/${idOf(9)}`, { method: 'PATCH', body: { note: 'x' } });
    expect([there.status, there.text]).toEqual([404, nobody.text]);
  });
});

describe('a person who moves to another county', () => {
  it('goes with the household of one, and both regions are told', async () => {
    expect((await patch({ regionCode: '330105001' })).status).toBe(200);
    expect(world.sent.map(({ type, regionCode }) => [type, regionCode])).toEqual([
      ['person.handed-over', '330102001'],
      ['person.handed-over', '330105001'],
    ]);
    expect(world.households.get(idOf(901))).toMatchObject({ regionCode: '330105001', version: 2 });
    expect((await world.onPeople(PERSON)).status).toBe(404);
    expect((await world.onPeople(PERSON, { claims: THERE })).body).toMatchObject({ regionCode: '330105001' });
  });

  it('leaves the old county the history up to the hand-over, and nothing after it', async () => {
    await patch({ phone: '13911112222' });
    world.passMinutes(1);
    await patch({ regionCode: '330105001' }, { headers: { 'if-match': '"2"' }, key: 'another-key-of-letters' });
    world.passMinutes(1);
    const later = { claims: THERE, headers: { 'if-match': '"3"' }, key: 'a-third-key-of-letters' };
    await patch({ note: 'x' }, later);
    const kinds = ({ body }: Awaited<ReturnType<typeof timeline>>) =>
      body.items.map(({ kind }: { kind: string }) => kind);
    expect(kinds(await timeline())).toEqual(['correction', 'hand-over']);
    expect(kinds(await timeline({ claims: THERE }))).toEqual(['correction', 'hand-over', 'correction']);
    expect((await timeline({ claims: { ...HERE, region: '330106' } })).status).toBe(404);
  });

  it('leaves the other members, of whom one is the head from then on', async () => {
    world.found({
      householdId: idOf(901),
      regionCode: '330102001',
      headPersonId: idOf(1),
      memberIds: [idOf(1), idOf(3)],
      version: 4,
    });
    const { body } = await patch({ regionCode: '330105001' });
    expect(body.householdId).not.toBe(idOf(901));
    expect(world.households.get(idOf(901))).toMatchObject({ headPersonId: idOf(3), memberIds: [idOf(3)], version: 5 });
    expect(world.households.get(body.householdId)).toMatchObject({ regionCode: '330105001', memberIds: [idOf(1)] });
  });
});

describe('GET /v1/people/{personId}/timeline', () => {
  it('is in order, oldest first, page by page, with what others know of the person, audited each time', async () => {
    const text = { zh: '已发出。', en: 'Issued.' };
    world.contributed.push({ id: '0-w-000', at: '2026-11-20T02:00:00.000Z', kind: 'report', actor: 'public', text });
    await patch({ phone: '13911112222' });
    world.contributed.push({ id: '0-a-000', at: '2026-11-25T02:00:00.000Z', kind: 'alert', actor: 'system', text });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await timeline({ query: { limit: '1', ...(cursor === undefined ? {} : { cursor }) } });
      seen.push(...body.items.map(({ kind }: { kind: string }) => kind));
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(['report', 'correction', 'alert']);
    expect(world.audited.filter(({ subject }) => subject.id === idOf(1)).length).toBeGreaterThanOrEqual(3);
    expect((await timeline({ query: { cursor: 'bm90LW91cnM' } })).body.code).toBe('cursor');
  });

  it('tells both histories of two records that were of one person', async () => {
    const known = aPerson(1);
    world.enter({ ...known, person: { ...known.person, mergedFrom: [idOf(3)] } });
    const line = (id: string, at: string, zh: string) =>
      ({ id, at, kind: 'source', actor: 'system', text: { zh, en: zh } }) as const;
    world.lines.set(`person ${idOf(1)}`, [line('b', '2026-11-21T00:00:00.000Z', '本档案')]);
    world.lines.set(`person ${idOf(3)}`, [line('a-01', '2026-11-20T00:00:00.000Z', '并入的档案')]);
    const { body } = await timeline();
    expect(body.items.map(({ text }: { text: { zh: string } }) => text.zh)).toEqual(['并入的档案', '本档案']);
    world.notes.push({ personId: idOf(3), id: 'a', at: '2026-11-20T00:00:00.000Z', note: '邻居说' });
    const whole = await timeline({ query: { purpose: 'visit' } });
    expect(whole.body.items.map(({ note }: { note?: string }) => note)).toEqual(['邻居说', undefined]);
    expect((await timeline()).text).not.toContain('邻居说');
  });

  it('does not leave when the audit cannot be written', async () => {
    world.breakAudit();
    expect((await timeline()).status).toBe(500);
  });
});

describe('POST /v1/people/search by name', () => {
  const search = (body: object, claims = HERE) => world.onPeople('/v1/people/search', { body, claims });

  it('finds people of the region, masked, and is one entry of the audit, without the name', async () => {
    const { status, body } = await search({ name: '陈小明', regionCode: '330102' });
    expect([status, body.items.length]).toEqual([200, 1]);
    expect(body.items[0]).toMatchObject({ personId: idOf(1), name: '陈*明' });
    expect((await search({ name: '陈小明', regionCode: '330102', birthYear: 1950 })).body.items).toEqual([]);
    expect(world.audited.map(({ act, shown }) => [act, shown])).toEqual([
      ['search', 1],
      ['search', 0],
    ]);
    expect(JSON.stringify(world.audited)).not.toContain('陈');
  });

  it('in a region outside is 403, and half a question 400', async () => {
    expect((await search({ name: '陈小明', regionCode: '330105' })).status).toBe(403);
    for (const body of [{ name: '陈小明' }, { regionCode: '330102' }, { name: '', regionCode: '330102' }]) {
      expect((await search(body)).status).toBe(400);
    }
  });
});
