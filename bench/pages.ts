import type { Browser } from 'playwright-core';
import { launchChromium } from '#scripts/chromium.ts';

/**
 * How heavy the public pages are, and how long a slow phone on a village network waits for one with nothing cached:
 * `node scripts/with-node.mjs bench/pages.ts http://localhost:…`
 */
const PAGES = ['', 'report', 'self-check', 'follow', 'apply', 'figures', 'my-data', 'privacy', 'emergency'] as const;
const RUNS = 5;
const SLOWER_CPU = 4;
const LATENCY_MS = 150;
const BYTES_PER_SECOND = 1_600_000 / 8;

type Visit = {
  readonly bytes: number;
  readonly requests: number;
  readonly paintedMs: number;
  readonly usableMs: number;
};

/** `usable`: painted, and every script of the page has run. */
const TIMES = `(() => {
  const [{ domContentLoadedEventEnd }] = performance.getEntriesByType('navigation');
  const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? domContentLoadedEventEnd;
  return [painted, Math.max(painted, domContentLoadedEventEnd)];
})()`;

const visit = async (browser: Browser, url: string): Promise<Visit> => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND,
  });
  await wire.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU });
  let [bytes, requests] = [0, 0];
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await page.goto(url, { waitUntil: 'load' });
  await page.locator('h1').first().waitFor();
  const [paintedMs = 0, usableMs = 0] = await page.evaluate<readonly number[]>(TIMES);
  await context.close();
  return { bytes, requests, paintedMs, usableMs };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const [base] = process.argv.slice(2);
if (base === undefined)
  throw new Error('Usage: node scripts/with-node.mjs bench/pages.ts <address of the public pages>');
const browser = await launchChromium();
console.log(`Medians of ${RUNS} visits, nothing cached; CPU ${SLOWER_CPU}x slower, ${LATENCY_MS} ms, 1.6 Mbit/s.\n`);
console.log('| page | kB | requests | painted, ms | usable, ms |\n|---|--:|--:|--:|--:|');
for (const name of PAGES) {
  const visits: Visit[] = [];
  for (let run = 0; run < RUNS; run += 1) visits.push(await visit(browser, new URL(`${name}?lang=zh`, base).href));
  const of = (what: keyof Visit): string => median(visits.map((one) => one[what])).toFixed(0);
  const kilobytes = (median(visits.map(({ bytes }) => bytes)) / 1000).toFixed(1);
  console.log(`| /${name} | ${kilobytes} | ${of('requests')} | ${of('paintedMs')} | ${of('usableMs')} |`);
}
await browser.close();
