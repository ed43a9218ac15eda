import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { idNumberCheckCharacter } from '#shared/kernel/id-number.ts';
import { launchChromium } from './chromium.ts';
import { type Cloud, call, closedReport } from './pictures/closed-report.ts';
import { smallPng } from './pictures/small-png.ts';

/**
 * Photographs the staff pages at the width of a phone and of a desk, in both languages, into `.local/screenshots`, and keeps the main
 * ones in `docs/screenshots`. Beside a running `npm start`; reports are made as they are needed:
 * `node scripts/with-node.mjs scripts/screenshots-staff.ts`
 */
const ALL = join(import.meta.dirname, '..', '.local', 'screenshots');
const KEPT = join(import.meta.dirname, '..', 'docs', 'screenshots');
/** Pictures that the docs show. */
const MAIN: ReadonlySet<string> = new Set([
  'staff-orders',
  'staff-case',
  'staff-visit-offline',
  'staff-placements',
  'staff-person',
]);
const WIDTHS = [360, 1280] as const;
const LANGUAGES = ['zh', 'en'] as const;
/** A county that no test works in. */
const COUNTY = '331124';
const BORN_1958 = '33112419580312004';
const FOUND = { name: '孙桂花', idNumber: BORN_1958 + idNumberCheckCharacter(BORN_1958), regionCode: `${COUNTY}001` };

type Language = (typeof LANGUAGES)[number];
type Camera = { readonly page: Page; readonly shoot: (state: string) => Promise<void> };

const report = async (cloud: Cloud, name: string, more: object = {}, urgency = 'normal'): Promise<void> => {
  const subject = { name, regionCode: COUNTY, situations: ['illness', 'old-and-alone'], ...more };
  const reporter = { relation: 'neighbour', name: '陈邻居', phone: '13800000000' };
  await call(cloud, '/v1/reports', { subject, urgency, reporter });
};

const signIn = async ({ page, shoot }: Camera, base: string, language: Language): Promise<void> => {
  await page.goto(`${base}/staff?lang=${language}`);
  await page.locator('#sign-in').waitFor();
  await shoot('staff-door');
  await page.click('#sign-in');
  await page.locator('#region').selectOption(COUNTY);
  await page.locator('#who').selectOption('all');
  await shoot('staff-sign-in');
  await page.click('button[type=submit]');
  await page.locator('.order').first().waitFor();
};

const openCase = async (page: Page): Promise<void> => {
  await page.locator('.order a.cells').first().click();
  await page.locator('.case .timeline').waitFor();
};

const doing = (page: Page, words: RegExp) => page.locator('#doing .steps button', { hasText: words }).click();
const notNow = (page: Page) => page.locator('#doing .row .second').click();

const casePages = async ({ page, shoot }: Camera): Promise<void> => {
  await openCase(page);
  await shoot('staff-case');
  await page.locator('#purpose').selectOption('visit');
  await page.locator('.reveal button').click();
  await page.locator('.reveal [role=status]').waitFor();
  await shoot('staff-case-unmasked');
  await doing(page, /结果|result/);
  await page.locator('.panel button[type=submit]').click();
  await shoot('staff-feedback-missing');
  await page.locator('input[value=confirmed]').check();
  await shoot('staff-feedback');
  await notNow(page);
  await doing(page, /居住地|Pass on/);
  await shoot('staff-transfer');
  await notNow(page);
};

const offline = async ({ page, shoot }: Camera): Promise<void> => {
  await doing(page, /上门|visit/);
  await page.fill('#visitor1', '王芳');
  await page.fill('#visitor2', '李强');
  await page.fill('#findings', '老人一个人住,卧床,冰箱里没有吃的。');
  await shoot('staff-visit');
  await page.context().setOffline(true);
  await page.locator('.panel button[type=submit]').click();
  await page.locator('#offline .notice').waitFor();
  await shoot('staff-visit-offline');
  await page.locator('#offline button').click();
  await page.locator('#waiting:not([hidden])').waitFor();
  await shoot('staff-visit-kept');
  await page.locator('#waiting a').click();
  await page.locator('.pending').waitFor();
  await shoot('staff-pending');
  await page.context().setOffline(false);
};

const people = async ({ page, shoot }: Camera, name: string): Promise<void> => {
  await page.click('#rooms a[href="#/people"]');
  await page.fill('#name', name);
  await page.locator('.panel button[type=submit]').click();
  await page.locator('#people li').first().waitFor();
  await shoot('staff-people');
  await page.locator('#people a').first().click();
  await page.locator('#course .timeline').waitFor();
  await page.locator('#family button').click();
  await page.locator('#family li').first().waitFor();
  await shoot('staff-person');
};

const rooms = async ({ page, shoot }: Camera): Promise<void> => {
  await page.click('#rooms a[href="#/placements"]');
  await page.locator('#placements[aria-busy]').waitFor({ state: 'detached' });
  await page.locator('#screen button', { hasText: /新的|new code/ }).click();
  await shoot('staff-placement-new');
  await page.fill('#name', '五云街道便民服务中心大厅');
  await page.locator('.panel button[type=submit]').click();
  await page.locator('#screen .notice').waitFor();
  await page.locator('#placements:not([aria-busy]) .placement').first().waitFor();
  await page.locator('.placement button').first().click();
  await page.locator('.placement img').waitFor();
  await shoot('staff-placements');
};

const photograph = async (browser: Browser, base: string, language: Language, width: number): Promise<void> => {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    deviceScaleFactor: width < 500 ? 1.5 : 1,
    acceptDownloads: false,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  });
  const page = await context.newPage();
  page.on('pageerror', (fault) => console.error(`${language} ${width}: ${fault.message}`));
  const shoot = async (state: string): Promise<void> => {
    const name = `${state}-${language}-${width}.png`;
    const picture = await page.screenshot({ path: join(ALL, name), fullPage: true });
    if (MAIN.has(state)) writeFileSync(join(KEPT, name), smallPng(picture));
  };
  await signIn({ page, shoot }, base, language);
  await shoot('staff-orders');
  await casePages({ page, shoot });
  await offline({ page, shoot });
  await rooms({ page, shoot });
  await people({ page, shoot }, FOUND.name);
  await context.close();
};

type Endpoints = { readonly pages: string; readonly api: string; readonly tokens: Readonly<Record<string, string>> };
const file = process.argv[2] ?? join(import.meta.dirname, '..', '.local', 'endpoints.json');
const { pages, api, tokens }: Endpoints = JSON.parse(readFileSync(file, 'utf8'));
const base = pages.replace(/\/$/, '');
const cloud = { api, token: tokens[COUNTY] ?? '' };
mkdirSync(ALL, { recursive: true });
await report(cloud, '王秀英', {
  description: '住院两个月,家里没有收入。',
  address: '村口小卖部旁边',
  phone: '13900000000',
});
await report(cloud, '李大明', { situations: ['unemployment'] });
await report(cloud, '欧阳小芳', { situations: ['violence', 'child-without-care'] }, 'urgent');
await closedReport(cloud, FOUND, { outcome: 'confirmed', measures: ['service'] });
const browser = await launchChromium();
for (const language of LANGUAGES) for (const width of WIDTHS) await photograph(browser, base, language, width);
await browser.close();
console.log(`${ALL}: staff-*`);
