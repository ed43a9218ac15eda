import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchChromium } from '#scripts/chromium.ts';
import { endpoints } from '#test/support/local-cloud.ts';

export const LANGUAGES = ['zh', 'en'] as const;
/** The screens of the report in the order in which they come. */
export const STEPS = ['who', 'where', 'what', 'urgency', 'danger', 'identity', 'you', 'check'] as const;

export const next = (page: Page): Promise<void> => page.locator('.step.current button[type=submit]').click();
export const stepIs = (page: Page, id: string): Promise<void> => page.locator(`#${id}.current`).waitFor();
export const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement?.id ?? ""');

export const chooseQingbo = async (page: Page): Promise<void> => {
  await page.fill('#search', 'qingbo');
  await page.locator('#found b:text-is("清波街道")').click();
};

/** Fills in a report up to the page where it is read back. */
export const fillReport = async (
  page: Page,
  urgency: 'danger' | 'urgent' | 'normal',
  name = '王秀英',
): Promise<void> => {
  await page.fill('#name', name);
  await page.check('input[value=neighbour]');
  await next(page);
  await chooseQingbo(page);
  await next(page);
  await page.check('input[value=illness]');
  await next(page);
  await page.check(`input[value=${urgency}]`);
  await next(page);
  if (urgency === 'danger') await next(page);
  await stepIs(page, 'identity');
  await next(page);
  await next(page);
  await stepIs(page, 'check');
};

/** Answers to the self-check by question: a figure for a line, a word for a box, `undefined` to skip. */
export type Answers = Readonly<Record<string, string | undefined>>;

const answerOne = async (page: Page, id: string, answer: string): Promise<void> => {
  if (id === 'q1') {
    await page.locator('#prefecture:enabled').selectOption(`${answer.slice(0, 4)}00`);
    await page.locator('#county:enabled').selectOption(answer);
  } else if (id === 'q3' || id === 'q10') await page.check(`input[value="${answer}"]`);
  else await page.fill(id === 'q8' ? '#q8-count' : `#${id}-answer`, answer);
};

/** Walks the twelve questions to the result. */
export const selfCheck = async (page: Page, answers: Answers): Promise<void> => {
  await page.click('#start');
  for (let number = 1; number <= 12; number += 1) {
    await page.locator('.count', { hasText: `${number} / 12` }).waitFor();
    const answer = answers[`q${number}`];
    if (answer === undefined) await page.click('#skip');
    else {
      await answerOne(page, `q${number}`, answer);
      await page.click('#check button[type=submit]');
    }
  }
  await page.locator('.verdict').first().waitFor();
};

/** What axe finds wrong, by rule, with the elements. */
export const violationsOf = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};

/** How many pixels the page is wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** A phone in somebody's hand, that notes what goes wrong and what goes elsewhere. */
export type Phone = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly base: string;
  /** Nothing was called but the pages and the issuer, no script failed, the policy of the page forbade nothing. */
  readonly putAway: () => Promise<void>;
};

let browser: Promise<Browser> | undefined;

export const takePhone = async (): Promise<Phone> => {
  browser ??= launchChromium();
  const { pages, issuer } = await endpoints();
  const base = pages.replace(/\/$/, '');
  const context = await (await browser).newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const troubles: string[] = [];
  context.on('request', (request) => {
    const isOurs = [base, issuer].some((own) => request.url().startsWith(own));
    if (!isOurs && !/^(data|blob):/.test(request.url())) troubles.push(request.url());
  });
  context.on('weberror', (fault) => troubles.push(fault.error().message));
  context.on('console', (line) => {
    if (/Content Security Policy/.test(line.text())) troubles.push(line.text());
  });
  const putAway = async (): Promise<void> => {
    expect(troubles).toEqual([]);
    await context.close();
  };
  return { context, page, base, putAway };
};

type Staff = {
  readonly county: string;
  readonly staffNumber?: string;
  readonly language?: 'zh' | 'en';
  readonly hash?: string;
};

/** Signs in at the staff pages as a caseworker, by the issuer's own page. */
export const signInAsStaff = async (page: Page, staff: Staff): Promise<void> => {
  const { county, staffNumber = '1001', language = 'zh', hash = '' } = staff;
  await page.goto(`${(await endpoints()).console}?lang=${language}${hash}`);
  await page.click('#sign-in');
  await page.locator('#who').selectOption('caseworker');
  await page.locator('#region').selectOption(county);
  await page.fill('#staffNumber', staffNumber);
  await page.click('button[type=submit]');
  await page.locator('#app:not([hidden])').waitFor();
};

export const closeBrowser = async (): Promise<void> => {
  await (await browser)?.close();
  browser = undefined;
};
