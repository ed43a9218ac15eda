import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from './chromium.ts';
import { photograph, type Walk } from './pictures/camera.ts';
import { closed } from './pictures/follow.ts';
import { myData } from './pictures/my-data.ts';
import { report } from './pictures/report.ts';
import { selfCheck } from './pictures/self-check.ts';

/**
 * Photographs every public page and state at the width of a phone and of a desk, in both languages, into
 * `.local/screenshots`, and keeps the main ones in `docs/screenshots`. Beside a running `npm start`:
 * `node scripts/with-node.mjs scripts/screenshots.ts`
 */
const ROOT = join(import.meta.dirname, '..');
const ALL = join(ROOT, '.local', 'screenshots');
const KEPT = join(ROOT, 'docs', 'screenshots');
const COUNTY = '331125';
const MAIN = new Set([
  'home',
  'report-what',
  'report-danger',
  'report-check',
  'report-offline',
  'report-receipt',
  'follow-progress',
  'follow-not-confirmed',
  'self-check-question',
  'self-check-result',
  'apply',
  'figures',
  'emergency',
  'placement-off',
  'my-data',
]);

const still: Walk = async ({ page, go, shoot }) => {
  for (const name of ['', 'apply', 'emergency', 'privacy', 'follow', 'self-check', 'placement-off', 'nowhere']) {
    await go(`/${name}`);
    await shoot(name === '' ? 'home' : name);
  }
  await go('/figures');
  await page.locator('#figures tfoot').first().waitFor();
  await shoot('figures');
  await page.context().route('**/v1/statistics/public', (route) => route.abort());
  await go('/figures');
  await page.locator('#figures .notice').waitFor();
  await shoot('figures-offline');
  await go('/?region=330102001');
  await page.locator('.place').waitFor();
  await shoot('home-place');
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot('home-dark');
  await page.emulateMedia({ colorScheme: null });
  await page.click('#large');
  await shoot('home-large');
  await page.click('#large');
};

type Endpoints = {
  readonly pages: string;
  readonly api: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly seedPeople: string;
};
const file = process.argv[2] ?? join(ROOT, '.local', 'endpoints.json');
const { pages, api, tokens, seedPeople }: Endpoints = JSON.parse(readFileSync(file, 'utf8'));
mkdirSync(ALL, { recursive: true });
mkdirSync(KEPT, { recursive: true });
const browser = await launchChromium();
const walks = [still, report, selfCheck, closed({ api, token: tokens[COUNTY] ?? '' }), myData(seedPeople)];
await photograph(browser, { base: pages, folder: ALL }, walks);
await browser.close();

const stateOf = (name: string): string => name.replace(/-(zh|en)-\d+\.png$/, '');
for (const name of readdirSync(KEPT)) if (MAIN.has(stateOf(name))) rmSync(join(KEPT, name));
const kept = readdirSync(ALL).filter((name) => MAIN.has(stateOf(name)));
for (const name of kept) copyFileSync(join(ALL, name), join(KEPT, name));
console.log(`${ALL}: all; ${KEPT}: ${kept.length}`);
