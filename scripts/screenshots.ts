import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';

/**
 * Photographs every public page and state at the width of a phone and of a desk, in both languages, into
 * `.local/screenshots`, and the few that the README shows into `docs/screenshots`:
 * `node scripts/screenshots.ts http://localhost:…`
 */
const ROOT = join(import.meta.dirname, '..');
const ALL = join(ROOT, '.local', 'screenshots');
const KEPT = join(ROOT, 'docs', 'screenshots');
const WIDTHS = [360, 1280] as const;
const LANGUAGES = ['zh', 'en'] as const;
const README = [
  'home-zh-360',
  'home-en-1280',
  'report-what-zh-360',
  'report-danger-zh-360',
  'report-receipt-zh-360',
  'follow-progress-en-360',
  'self-check-question-en-360',
  'self-check-result-zh-360',
];

type Language = (typeof LANGUAGES)[number];
type Camera = {
  readonly page: Page;
  readonly go: (path: string) => Promise<void>;
  readonly shoot: (state: string) => Promise<void>;
};
type Walk = (camera: Camera, language: Language) => Promise<void>;

const next = (page: Page) => page.locator('.step.current button[type=submit]').click();
const tick = (page: Page, value: string) => page.locator(`.current input[value="${value}"]`).check();

const still: Walk = async ({ go, shoot }) => {
  for (const name of ['', 'emergency', 'privacy', 'follow', 'self-check', 'nowhere']) {
    await go(`/${name}`);
    await shoot(name === '' ? 'home' : name);
  }
  await go('/?region=330102001');
  await shoot('home-place');
};

const where: Walk = async ({ page, shoot }) => {
  await page.fill('#search', 'qingbo');
  await page.locator('#found button').first().waitFor();
  await shoot('report-where-search');
  await page.locator('#found button').first().click();
  await page.fill('#address', '村口小卖部旁边');
  await page.locator('#levels summary').click();
  await page.locator('#village:enabled').waitFor();
  await shoot('report-where');
};

const report: Walk = async (camera, language) => {
  const { page, go, shoot } = camera;
  await go('/report');
  await shoot('report-who');
  await next(page);
  await shoot('report-who-errors');
  await page.fill('#name', language === 'zh' ? '王秀英' : 'Grandma Wang');
  await tick(page, 'neighbour');
  await next(page);
  await where(camera, language);
  await next(page);
  for (const value of ['illness', 'old-and-alone', 'violence', 'homeless']) await tick(page, value);
  await shoot('report-what');
  await next(page);
  await tick(page, 'danger');
  await shoot('report-urgency');
  await next(page);
  await shoot('report-danger');
  await next(page);
  await page.fill('#idNumber', '110105194912310021');
  await page.fill('#phone', '138 0013 8000');
  await shoot('report-identity');
  await page.fill('#idNumber', '11010519491231002x');
  await next(page);
  await shoot('report-you');
  await next(page);
  await shoot('report-check');
  await page.context().setOffline(true);
  await next(page);
  await page.locator('#sending.notice').waitFor();
  await shoot('report-offline');
  await page.context().setOffline(false);
  await next(page);
  await page.locator('.qr').waitFor();
  await shoot('report-receipt');
  await page.locator('#follow-link').click();
  await page.locator('.timeline').waitFor();
  await shoot('follow-progress');
};

const ANSWERS: Readonly<Record<string, string>> = {
  q2: '4',
  q4: '1',
  q5: '3200',
  q6: '0',
  q7: '10000',
  q9: '0',
  q11: '26000',
  q12: '5000',
};

const answer = async ({ page, shoot }: Camera, id: string): Promise<void> => {
  if (id === 'q1') {
    await page.locator('#prefecture:enabled').selectOption('330700');
    await page.locator('#county:enabled').selectOption('330727');
    await shoot('self-check-county');
  } else if (id === 'q3') {
    await page.locator('input[value="serious-illness"]').check();
    await shoot('self-check-question');
  } else if (id === 'q8') {
    await page.fill('#q8-count', '1');
    await page.fill('#q8-valueFen', '30000');
    await shoot('self-check-parts');
  } else if (id === 'q10') await page.locator('input[value="false"]').check();
  else await page.fill(`#${id}-answer`, ANSWERS[id] ?? '0');
};

const selfCheck: Walk = async (camera) => {
  const { page, go, shoot } = camera;
  await go('/self-check');
  await page.locator('#start').click();
  for (let number = 1; number <= 12; number += 1) {
    await page.locator(`text="${number} / 12"`).waitFor();
    await answer(camera, `q${number}`);
    await page.locator('#check button[type=submit]').click();
  }
  await page.locator('.verdict').first().waitFor();
  await shoot('self-check-result');
  await page.locator('.verdict details').first().locator('summary').click();
  await shoot('self-check-sum');
};

const photograph = async (browser: Browser, base: string, language: Language, width: number): Promise<void> => {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    deviceScaleFactor: width < 500 ? 1.5 : 1,
  });
  for (const walk of [still, report, selfCheck]) {
    const page = await context.newPage();
    page.on('pageerror', (fault) => console.error(`${language} ${width}: ${fault.message}`));
    const go = async (path: string): Promise<void> => {
      await page.goto(`${base}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
    };
    const shoot = async (state: string): Promise<void> => {
      await page.screenshot({ path: join(ALL, `${state}-${language}-${width}.png`), fullPage: true });
    };
    await walk({ page, go, shoot }, language);
    await page.close();
  }
  await context.close();
};

const [base] = process.argv.slice(2);
if (base === undefined) throw new Error('Usage: node scripts/screenshots.ts <address of the public pages>');
mkdirSync(ALL, { recursive: true });
mkdirSync(KEPT, { recursive: true });
const browser = await launchChromium();
for (const language of LANGUAGES)
  for (const width of WIDTHS) await photograph(browser, base.replace(/\/$/, ''), language, width);
await browser.close();
for (const name of README) copyFileSync(join(ALL, `${name}.png`), join(KEPT, `${name}.png`));
console.log(`${ALL}: all; ${KEPT}: ${README.length} for the README`);
