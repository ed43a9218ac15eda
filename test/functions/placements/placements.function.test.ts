import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { POSTER_POLICY, POSTER_STYLE } from '#functions/placements/official-http/poster.ts';
import { qrCodes } from '#shared/adapters/qr-code.ts';
import { placementOperations, placementView, publicPlacement } from '#shared/contracts/placements.ts';
import { placementWorld } from './placement-world.ts';

const HALL = placementOperations.createPlacement.request.example;
const NEIGHBOUR = { sub: 'official-2', region: '330106', roles: '[operator]' };
type World = ReturnType<typeof placementWorld>;

const made = async (world: World, body: object = HALL, key?: string): Promise<string> => {
  const answer = await world.asOfficial('/v1/placements', { body, ...(key === undefined ? {} : { key }) });
  expect(answer.status).toBe(201);
  return answer.body.placementId;
};
const off = (world: World, id: string, more: object = {}) =>
  world.asOfficial(`/v1/placements/${id}`, {
    method: 'PATCH',
    body: { state: 'off', reason: '站牌已拆除。' },
    headers: { 'if-match': '"1"' },
    ...more,
  });

describe('a placement', () => {
  it('is made once a key, in the region of its official, and begins in use', async () => {
    const world = placementWorld();
    const id = await made(world);
    expect(await made(world)).toBe(id);
    expect(world.placements.get(id)).toMatchObject({ ...HALL, state: 'active', scans: 0, reports: 0, version: 1 });
    const other = await world.asOfficial('/v1/placements', { body: { ...HALL, name: '别处' } });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    const outside = await world.asOfficial('/v1/placements', { body: HALL, claims: NEIGHBOUR });
    expect(outside).toMatchObject({ status: 403, body: { code: 'region-outside-scope' } });
  });

  it.each([
    [{ ...HALL, regionCode: '330102999' }, '/regionCode', 'region-unknown'],
    [{ ...HALL, regionCode: '330100' }, '/regionCode', 'region-too-wide'],
    [{ ...HALL, name: '  ' }, '/name', 'required'],
    [{ ...HALL, name: '长'.repeat(51) }, '/name', 'too-long'],
    [{ ...HALL, scans: 7 }, '/scans', 'unknown-field'],
  ])('is refused with a word on the field: %o', async (body, path, code) => {
    const answer = await placementWorld().asOfficial('/v1/placements', { body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([expect.objectContaining({ path, code })]);
  });

  it('is listed in its region with scans and reports, a page at a time, and in no other', async () => {
    const world = placementWorld();
    const first = await made(world, HALL, 'key-of-enough-letters-1');
    const second = await made(world, { ...HALL, name: '村公告栏' }, 'key-of-enough-letters-2');
    await world.asAnybody(`/q/${first}`);
    const page = await world.asOfficial('/v1/placements?limit=1');
    expect(page.body.items).toEqual([expect.objectContaining({ placementId: first, scans: 1, reports: 0 })]);
    expect(placementView.parse(page.body.items[0])).toEqual(page.body.items[0]);
    const next = await world.asOfficial(`/v1/placements?limit=1&cursor=${page.body.nextCursor}`);
    expect(next.body.items).toEqual([expect.objectContaining({ placementId: second, name: '村公告栏' })]);
    expect((await world.asOfficial('/v1/placements', { claims: NEIGHBOUR })).body.items).toEqual([]);
    expect((await world.asOfficial('/v1/placements?regionCode=330106')).status).toBe(403);
  });

  it('is told to anybody who has its id, without its figures', async () => {
    const world = placementWorld();
    const id = await made(world);
    const { status, body, headers } = await world.asAnybody(`/v1/placements/${id}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      placementId: id,
      ...HALL,
      regionName: '浙江省杭州市上城区清波街道',
      state: 'active',
    });
    expect(publicPlacement.parse(body)).toEqual(body);
    expect(headers['etag']).toBe('"1"');
    expect((await world.asAnybody('/v1/placements/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
  });

  it('is changed over the version that was read, and only by its region; scans in between are no change', async () => {
    const world = placementWorld();
    const id = await made(world);
    expect((await off(world, id, { headers: {} })).body.code).toBe('precondition-required');
    expect((await off(world, id, { claims: NEIGHBOUR })).status).toBe(404);
    await world.asAnybody(`/q/${id}`);
    const changed = await off(world, id);
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(changed.body).toMatchObject({ state: 'off', reason: '站牌已拆除。', version: 2 });
    expect(await off(world, id)).toMatchObject({ status: 412, headers: { etag: '"2"' } });
    const again = await off(world, id, { body: { state: 'active' }, headers: { 'if-match': '"2"' } });
    expect(again.body).toMatchObject({ state: 'active', scans: 1, version: 3 });
    expect(again.body.reason).toBeUndefined();
    expect((await off(world, id, { body: {} })).status).toBe(400);
  });
});

describe('a scanned code', () => {
  it('is counted and goes on to the home page with place and region, in the language that was asked for', async () => {
    const world = placementWorld();
    const id = await made(world);
    const answer = await world.asAnybody(`/q/${id}`);
    expect([answer.status, answer.headers['location']]).toEqual([303, `/?placement=${id}&region=330102001`]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect((await world.asAnybody(`/q/${id}?lang=en`)).headers['location']).toMatch(/&lang=en$/);
    expect((await world.asAnybody(`/q/${id}?lang=//evil`)).headers['location']).not.toContain('evil');
    expect(world.placements.get(id)?.scans).toBe(3);
  });

  it('that is off leads to where to turn, with the region, and is not counted', async () => {
    const world = placementWorld();
    const id = await made(world);
    await off(world, id);
    const answer = await world.asAnybody(`/q/${id}?lang=en`);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/placement-off?region=330102001&lang=en']);
    expect(world.placements.get(id)?.scans).toBe(0);
  });

  it.each(['AAAAAAAAAAAAAAAAAAAAAA', 'x', '%E5%B9%B8', 'AAAA/../../x'])('that is none of ours too: %s', async (id) => {
    const answer = await placementWorld().asAnybody(`/q/${encodeURIComponent(id)}`);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/placement-off']);
  });
});

describe('what is printed', () => {
  it('holds the address of the stage, whatever host the request names', async () => {
    const world = placementWorld();
    const id = await made(world);
    const url = `https://xfm.example.org/q/${id}`;
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-network-host': 'evil.example' };
    const svg = await world.asOfficial(`/v1/placements/${id}/code.svg?network=true`, { headers });
    expect(svg.headers['content-type']).toBe('image/svg+xml');
    expect(svg.text).toContain(qrCodes.squares(url).path);
    const png = await world.asOfficial(`/v1/placements/${id}/code.png`, { headers });
    expect(png.headers['content-type']).toBe('image/png');
    expect(png.bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    const poster = await world.asOfficial(`/v1/placements/${id}/poster`, { headers });
    expect(poster.text).toContain(qrCodes.squares(url).path);
    expect(poster.text).not.toContain('evil');
  });

  it('holds, in stage local, the address that the request came to, or that of the machine in its network', async () => {
    const world = placementWorld('request');
    const id = await made(world);
    const headers = { host: 'localhost:4566', 'x-forwarded-host': 'localhost:8080', 'x-network-host': '10.0.0.7:8080' };
    const svgOf = async (query: string) =>
      (await world.asOfficial(`/v1/placements/${id}/code.svg${query}`, { headers })).text;
    expect(await svgOf('')).toContain(qrCodes.squares(`http://localhost:8080/q/${id}`).path);
    expect(await svgOf('?network=true')).toContain(qrCodes.squares(`http://10.0.0.7:8080/q/${id}`).path);
    expect((await world.asOfficial(`/v1/placements/${id}/code.svg?network=1`, { headers })).status).toBe(400);
  });

  it('is a poster with everything in it, in both languages, with the place and no way out for what is in its name', async () => {
    const world = placementWorld();
    const id = await made(world, { ...HALL, name: '</text><script>alert(1)</script>"&' });
    const { text, headers } = await world.asOfficial(`/v1/placements/${id}/poster`);
    for (const words of ['幸福码', '有困难，说一声', 'In hardship? Say so', '12345', '浙江省杭州市上城区清波街道'])
      expect(text).toContain(words);
    expect(text).not.toContain('<script');
    expect(text).not.toMatch(/(href|src)=|url\(/);
    expect(headers['content-security-policy']).toBe(POSTER_POLICY);
  });

  it('lets the one style sheet of the poster in by its hash', () => {
    expect(POSTER_POLICY).toContain(`'sha256-${createHash('sha256').update(POSTER_STYLE).digest('base64')}'`);
  });

  it('is for officials of the region alone', async () => {
    const world = placementWorld();
    const id = await made(world);
    for (const file of ['poster', 'code.svg', 'code.png']) {
      const answer = await world.asOfficial(`/v1/placements/${id}/${file}`, { claims: NEIGHBOUR });
      expect([file, answer.status]).toEqual([file, 404]);
    }
  });
});
