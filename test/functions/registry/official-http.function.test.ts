import { beforeEach, describe, expect, it } from 'vitest';
import { peopleList, person as personContract } from '#shared/contracts/registry.ts';
import { aPerson, HERE, idOf, NUMBER } from '../work-orders/casework-world.ts';
import { registryWorld } from './registry-world.ts';

const OTHER = '330102194912310020';
let world: ReturnType<typeof registryWorld>;
beforeEach(() => {
  world = registryWorld();
  world.enter(aPerson(1), aPerson(2, '330102003', '330102195001010012'), aPerson(3, '330105001', OTHER));
});
const secrets = [NUMBER, '陈小明', '13800001234', '人民路'];

describe('POST /v1/people/search', () => {
  const search = (body: unknown, claims = HERE) => world.onPeople('/v1/people/search', { body, claims });

  it('finds by number, however it is written, and shows the person masked', async () => {
    for (const written of [NUMBER, NUMBER.toLowerCase(), '110105 19491231 002x', '110105491231002']) {
      const { status, body, text } = await search({ idNumber: written });
      expect(status).toBe(200);
      expect(peopleList.parse(body)).toEqual(body);
      expect(body.items).toEqual([
        expect.objectContaining({ personId: idOf(1), name: '陈*明', idNumber: '110***********002X' }),
      ]);
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
    expect(world.audited[0]).toMatchObject({ act: 'search', subject: { kind: 'person', id: idOf(1) }, shown: 1 });
  });

  it('of someone elsewhere reads as of nobody, and the audit knows the search by a keyed token only', async () => {
    world.enter(aPerson(1, '330105001'));
    const there = await search({ idNumber: NUMBER });
    const nobody = await search({ idNumber: '110105194912310038' });
    expect([there.status, there.text]).toEqual([200, '{"items":[]}']);
    expect([nobody.status, nobody.text]).toEqual([there.status, there.text]);
    expect(world.audited.map(({ subject }) => subject.kind)).toEqual(['search', 'search']);
    expect(JSON.stringify(world.audited)).not.toMatch(/110105|1949/);
  });

  it('does not take a name, a wrong digit or an empty body', async () => {
    for (const body of [
      {},
      { name: '陈小明' },
      { idNumber: '110105194912310021' },
      { idNumber: NUMBER, name: '陈小明' },
    ]) {
      expect((await search(body)).status).toBe(400);
    }
    expect(world.audited).toEqual([]);
  });
});

describe('GET /v1/people', () => {
  it('shows those of region and layer, page by page, masked', async () => {
    const first = await world.onPeople('/v1/people', { query: { limit: '1' } });
    expect(peopleList.parse(first.body)).toEqual(first.body);
    expect(first.body.items.map(({ personId }: { personId: string }) => personId)).toEqual([idOf(1)]);
    const second = await world.onPeople('/v1/people', { query: { limit: '1', cursor: first.body.nextCursor } });
    expect(second.body.items.map(({ personId }: { personId: string }) => personId)).toEqual([idOf(2)]);
    expect(second.body.nextCursor).toBeUndefined();
    for (const secret of secrets) expect(first.text + second.text).not.toContain(secret);
    expect(world.audited).toHaveLength(2);
    expect(world.audited[0]).toMatchObject({ act: 'list', shown: 1, subject: { kind: 'people', id: '330102' } });
  });

  it('takes a cursor of another layer or caller for none of ours', async () => {
    const { body } = await world.onPeople('/v1/people', { query: { limit: '1' } });
    const cursor = body.nextCursor;
    for (const call of [
      { query: { cursor, layer: 'registered' } },
      { query: { cursor }, claims: { ...HERE, region: '330105' } },
    ]) {
      expect(await world.onPeople('/v1/people', call)).toMatchObject({ status: 400, body: { code: 'cursor' } });
    }
  });

  it('of a region outside is 403', async () => {
    for (const regionCode of ['330105', '330100', '330000']) {
      expect((await world.onPeople('/v1/people', { query: { regionCode } })).status).toBe(403);
    }
  });
});

describe('GET /v1/people/{personId}', () => {
  const path = `/v1/people/${idOf(1)}`;

  it('is masked without a purpose, whole with one, and in the audit either way', async () => {
    const masked = await world.onPeople(path);
    expect(personContract.parse(masked.body)).toEqual(masked.body);
    expect(masked.headers['etag']).toBe('"1"');
    expect(masked.body).toMatchObject({ layer: 'suspected', reasons: [{ code: 'discovery-confirmed' }] });
    for (const secret of secrets) expect(masked.text).not.toContain(secret);
    const whole = await world.onPeople(path, { query: { purpose: 'check' } });
    for (const secret of secrets) expect(whole.text).toContain(secret);
    expect(world.audited.map(({ act, purpose }) => [act, purpose])).toEqual([
      ['read', undefined],
      ['read-unmasked', 'check'],
    ]);
  });

  it('says of somebody without a number that the record is provisional', async () => {
    const { person, identity } = aPerson(1);
    world.enter({ person: { ...person, provisional: true }, identity: { ...identity, idNumber: '' } });
    const { status, body } = await world.onPeople(path);
    expect([status, body.provisional, body.idNumber]).toEqual([200, true, '']);
  });

  it('does not leave when the audit cannot be written', async () => {
    world.breakAudit();
    const { status, text } = await world.onPeople(path);
    expect(status).toBe(500);
    expect(text).not.toContain('陈');
    expect(world.logged.join()).not.toContain('陈');
  });

  it('elsewhere is the same 404 as nobody', async () => {
    const there = await world.onPeople(`/v1/people/${idOf(3)}`, { query: { purpose: 'audit' } });
    const nobody = await world.onPeople(`/v1/people/${idOf(77)}`);
    expect([there.status, there.text]).toEqual([404, nobody.text]);
    expect(world.audited).toEqual([]);
  });
});
