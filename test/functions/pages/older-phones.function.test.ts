import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, siteFrom } from '#functions/pages/public-http/site.ts';
import { buildWeb } from '#scripts/build-web.ts';

/**
 * What came after the phones of 2019, and what a bundler leaves as it is: it lowers how a thing is written, not what is called.
 * What stands after three dots is a name that it gave itself.
 */
const NEWER =
  /(?<!\.)\.(?:at|replaceAll|replaceChildren|findLast|toSorted|toReversed)\(|randomUUID|structuredClone|new EventTarget|Promise\.any|\(\?<[!=]/;

/** A browser as far as the script in the head looks at it, without what phones of 2019 do not have. */
const olderPhone = () => {
  const classList = { add: () => undefined, toggle: () => false };
  const context = createContext({
    document: { documentElement: { classList }, addEventListener: () => undefined },
    localStorage: { getItem: () => null },
    addEventListener: () => undefined,
  });
  runInContext('delete Object.hasOwn', context);
  return context;
};

describe('the scripts of the pages, on a phone of 2019', () => {
  const outDir = mkdtempSync(join(tmpdir(), 'web-'));
  let site: Site;
  const scripts = (): [string, string][] =>
    Object.entries(site.assets)
      .filter(([name]) => name.endsWith('.js'))
      .map(([name, { identity }]) => [name.split('.')[0] ?? '', identity.toString()]);

  beforeAll(() => {
    site = siteFrom(readFileSync(buildWeb(outDir), 'utf8'));
  });
  afterAll(() => rmSync(outDir, { recursive: true }));

  it('call nothing that it does not have', () => {
    for (const [name, text] of scripts()) expect([name, NEWER.exec(text)?.[0]]).toEqual([name, undefined]);
  });

  it('find what a library calls while it loads: the script in the head, which runs before them, brings it', () => {
    const context = olderPhone();
    runInContext(scripts().find(([name]) => name === 'site')?.[1] ?? '', context);
    const has = "[Object.hasOwn({ a: 1 }, 'a'), Object.hasOwn({ a: 1 }, 'b'), Object.hasOwn({}, 'toString')]";
    expect(runInContext(`JSON.stringify(${has})`, context)).toBe('[true,false,false]');
  });
});
