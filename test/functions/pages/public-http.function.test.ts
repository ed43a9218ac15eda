import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '#functions/pages/public-http/door.ts';
import { type Site, siteFrom } from '#functions/pages/public-http/site.ts';
import { buildWeb } from '#scripts/build-web.ts';

const quiet = { info: () => undefined, error: () => undefined };
const SLUGS = [
  'home',
  'report',
  'self-check',
  'follow',
  'apply',
  'figures',
  'privacy',
  'emergency',
  'placement-off',
] as const;
const KIB_100 = 100_000;

type Headers = Readonly<Record<string, string>>;
type Answer = { readonly status: number; readonly headers: Headers; readonly bytes: Buffer; readonly text: string };

const event = (path: string, headers: Headers): APIGatewayProxyEventV2 => {
  const url = new URL(path, 'http://localhost');
  return {
    version: '2.0',
    rawPath: url.pathname,
    headers,
    queryStringParameters: Object.fromEntries(url.searchParams),
    requestContext: { requestId: 'r', http: { method: 'GET', path: url.pathname, sourceIp: '203.0.113.1' } },
  } as unknown as APIGatewayProxyEventV2;
};

const unpack = (bytes: Buffer, encoding: string | undefined): string => {
  if (encoding === 'br') return brotliDecompressSync(bytes).toString();
  return (encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString();
};

const answerOf = ({ statusCode, headers, body, isBase64Encoded }: APIGatewayProxyStructuredResultV2): Answer => {
  const bytes = Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8');
  const sent = headers as Headers;
  return { status: statusCode ?? 0, headers: sent, bytes, text: unpack(bytes, sent['content-encoding']) };
};

describe('the public pages', () => {
  const outDir = mkdtempSync(join(tmpdir(), 'web-'));
  let site: Site;
  let get: (path: string, headers?: Headers) => Promise<Answer>;

  beforeAll(() => {
    site = siteFrom(readFileSync(buildWeb(outDir), 'utf8'));
    const handler = createHandler({
      site,
      issuers: { staff: 'https://sso.example.org', 'my-data': 'https://id.example.org' },
      log: quiet,
    });
    get = async (path, headers = {}) => answerOf(await handler(event(path, headers), {} as Context));
  });
  afterAll(() => rmSync(outDir, { recursive: true }));

  it('answer with a strict policy: nothing inline, nothing from elsewhere, kept by nobody', async () => {
    for (const slug of SLUGS) {
      const { status, headers, text } = await get(slug === 'home' ? '/' : `/${slug}`);
      expect(status).toBe(200);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
      );
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=63072000',
        'x-content-type-options': 'nosniff',
        'content-type': 'text/html; charset=utf-8',
      });
      expect(text).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|(src|href)="(https?:)?\/\//);
    }
  });

  it('let the staff page call its own issuer and nobody else, and answer without a connection for itself alone', async () => {
    const { status, headers } = await get('/staff');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("connect-src 'self' https://sso.example.org;");
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect((await get('/report')).headers['content-security-policy']).not.toContain('sso.example.org');
    for (const name of Object.keys(site.assets)) {
      const allowed = (await get(`/assets/${name}`)).headers['service-worker-allowed'];
      expect([name, allowed]).toEqual([name, name.startsWith('staff-worker.') ? '/staff' : undefined]);
    }
  });

  it('speak the language that is asked for, else that of the browser, else Chinese', async () => {
    const language = async (path: string, spoken?: string): Promise<string | undefined> =>
      (await get(path, spoken === undefined ? {} : { 'accept-language': spoken })).headers['content-language'];
    expect(await language('/')).toBe('zh-CN');
    expect(await language('/', 'en-GB,en;q=0.9')).toBe('en');
    expect(await language('/', 'fr,en;q=0.5,zh;q=0.8')).toBe('zh-CN');
    expect(await language('/', 'en;q=0, zh-TW')).toBe('zh-CN');
    expect(await language('/report?lang=en', 'zh-CN')).toBe('en');
    expect(await language('/report?lang=zh', 'en')).toBe('zh-CN');
    expect(await language('/report?lang=xx', 'en')).toBe('en');
  });

  it('lead to the same page in the other language', async () => {
    expect((await get('/report?lang=zh')).text).toContain('href="/report?lang=en"');
    expect((await get('/?lang=en')).text).toContain('href="/?lang=zh"');
  });

  it('go out in the smallest form that the browser reads, and plainly to one that reads none', async () => {
    const encodings = ['br, gzip', 'gzip, deflate', 'br;q=0, gzip', 'identity', '*'];
    const answers = await Promise.all(encodings.map((accepted) => get('/report', { 'accept-encoding': accepted })));
    expect(answers.map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', 'gzip', undefined, 'br']);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await get('/report')).headers['content-encoding']).toBeUndefined();
    expect(answers[0]?.headers['vary']).toContain('accept-encoding');
  });

  it('weigh at most 100 kB in all, scripts and style with them', async () => {
    for (const slug of [...SLUGS, 'staff']) {
      const page = await get(slug === 'home' ? '/' : `/${slug}`, { 'accept-encoding': 'gzip' });
      const files = page.text.match(/\/assets\/[\w.-]+/g) ?? [];
      const sizes = await Promise.all(
        files.map(async (file) => (await get(file, { 'accept-encoding': 'gzip' })).bytes.length),
      );
      expect(sizes.reduce((sum, size) => sum + size, page.bytes.length)).toBeLessThan(KIB_100);
    }
  });

  it('keep assets for ever under names that carry their hash', async () => {
    for (const name of Object.keys(site.assets)) {
      expect(name).toMatch(/^[a-z-]+\.[A-Za-z0-9]{8}\.(css|js|svg)$/);
      const { status, headers } = await get(`/assets/${name}`, { 'accept-encoding': 'br' });
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-encoding': 'br',
      });
      expect(headers['content-type']).toMatch(/^(text\/(css|javascript)|image\/svg\+xml); charset=utf-8$/);
    }
  });

  it.each(['/nowhere', '/not-found', '/constructor', '/__proto__', '/assets/site.css', '/assets/toString'])(
    'say that %s does not exist, and lead home',
    async (path) => {
      const { status, headers, text } = await get(path);
      expect(status).toBe(404);
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' });
      expect(text).toContain('没有这个页面');
    },
  );

  it('print Chinese with Chinese marks, and never call anybody poor or a thing invalid', () => {
    for (const { zh, en } of Object.values(site.pages)) {
      const words = zh.identity.toString().replace(/<[^>]+>/g, '');
      expect(words).not.toMatch(/[\u4e00-\u9fff][,;:?!]/);
      expect(words).not.toMatch(/贫困户|无效|非法/);
      expect(en.identity.toString()).not.toMatch(/invalid/i);
    }
  });

  it('are built again only when their sources changed', () => {
    const before = readFileSync(join(outDir, 'site.json'), 'utf8');
    buildWeb(outDir);
    expect(readFileSync(join(outDir, 'site.json'), 'utf8')).toBe(before);
  });
});
