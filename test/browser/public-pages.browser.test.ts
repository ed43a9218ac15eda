import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '#scripts/chromium.ts';
import { endpoints } from '#test/support/local-cloud.ts';

const LANGUAGES = ['zh', 'en'] as const;
const PAGES = ['', 'report', 'self-check', 'follow', 'privacy', 'emergency', 'nowhere'] as const;
const STEPS = ['who', 'where', 'what', 'urgency', 'danger', 'identity', 'you', 'check'] as const;
/** A single person without income or savings. */
const LIKELY: Readonly<Record<string, string>> = {
  q2: '1',
  q4: '0',
  q5: '300',
  q6: '0',
  q7: '500',
  q9: '0',
  q11: '8000',
  q12: '0',
};

const next = (page: Page) => page.locator('.step.current button[type=submit]').click();
const stepIs = (page: Page, id: string) => page.locator(`#${id}.current`).waitFor();

const chooseQingbo = async (page: Page): Promise<void> => {
  await page.fill('#search', 'qingbo');
  await page.locator('#found b:text-is("清波街道")').click();
};

/** Fills in a report up to the page where it is read back. */
const fillReport = async (page: Page, urgency: 'danger' | 'urgent' | 'normal'): Promise<void> => {
  await page.fill('#name', '王秀英');
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

const answerSelfCheck = async (page: Page, id: string): Promise<void> => {
  if (id === 'q1') {
    await page.locator('#prefecture:enabled').selectOption('330100');
    await page.locator('#county:enabled').selectOption('330102');
  } else if (id === 'q3') await page.check('input[value=serious-illness]');
  else if (id === 'q8') await page.fill('#q8-count', '0');
  else if (id === 'q10') await page.check('input[value=false]');
  else await page.fill(`#${id}-answer`, LIKELY[id] ?? '0');
};

const violationsOf = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};

describe('the public pages in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let base: string;
  const foreign: string[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    base = (await endpoints()).pages.replace(/\/$/, '');
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    foreign.length = 0;
    faults.length = 0;
    context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' });
    page = await context.newPage();
    page.on('pageerror', (fault) => faults.push(fault.message));
    page.on('console', (line) => {
      if (/Content Security Policy/.test(line.text())) faults.push(line.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
    });
  });
  afterEach(async () => {
    expect({ foreign, faults }).toEqual({ foreign: [], faults: [] });
    await context.close();
  });

  it('take a report in Chinese, opened by the QR code of a place, and show that it was received', async () => {
    await page.goto(`${base}/?region=330102001`);
    await page.locator('#place', { hasText: '清波街道' }).waitFor();
    await page.click('.door.primary');
    await page.fill('#name', '王秀英');
    await page.check('input[value=neighbour]');
    await next(page);
    await page.locator('#chosen', { hasText: '清波街道' }).waitFor();
    await next(page);
    await page.check('input[value=violence]');
    expect(await page.locator('[data-when=violence] a[href="tel:110"]').isVisible()).toBe(true);
    await page.fill('#description', '住院两个月,家里没有收入。');
    await next(page);
    await page.check('input[value=danger]');
    await next(page);
    expect(await page.locator('#danger a[href="tel:120"]').isVisible()).toBe(true);
    await next(page);
    await page.fill('#idNumber', '110105194912310021');
    expect(await page.textContent('#idNumber-error')).toContain('最后一位对不上');
    await page.fill('#idNumber', '11010519491231002x');
    expect(await page.textContent('#idNumber-error')).toBe('');
    await next(page);
    await next(page);
    expect(await page.textContent('#answers')).toContain('11010519491231002X');
    await next(page);
    await page.locator('#qr svg').waitFor();
    expect(await page.textContent('#due')).toMatch(/最迟 \d{4}年\d+月\d+日/);
    expect(await violationsOf(page)).toEqual([]);
    const link = await page.getAttribute('#follow-link', 'href');
    expect(link).toMatch(/\/follow\?lang=zh#[0-9A-Z]+\.[0-9A-Z]+$/);

    await page.goto('about:blank');
    await page.goto(link ?? '');
    await page.locator('.state', { hasText: '已收到' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(page.url()).not.toContain('#');
    expect(await page.locator('.timeline li').count()).toBeGreaterThanOrEqual(2);
  });

  it('say so when code and secret do not belong together', async () => {
    await page.goto(`${base}/follow?lang=en#ABCDEFGH.JKMNPQRS`);
    await page.locator('#summary a').waitFor();
    await page.click('#summary a');
    expect(await page.evaluate('document.activeElement?.id')).toBe('code');
  });

  it('run the self-check to its result in English', async () => {
    await page.goto(`${base}/self-check?lang=en`);
    await page.click('#start');
    for (let number = 1; number <= 12; number += 1) {
      await page.locator('.count', { hasText: `${number} / 12` }).waitFor();
      await answerSelfCheck(page, `q${number}`);
      await page.click('#check button[type=submit]');
    }
    const first = page.locator('.verdict').first();
    await first.waitFor();
    expect(await first.getAttribute('data-verdict')).toBe('likely');
    await first.locator('summary').click();
    expect(await first.locator('.figure').first().textContent()).toMatch(
      /yuan a person and month.*since \d{4}-\d\d-\d\d/,
    );
    expect(await violationsOf(page)).toEqual([]);
  });

  it('let every question of the self-check be skipped, and keep the answers on the way back', async () => {
    await page.goto(`${base}/self-check?lang=zh`);
    await page.click('#start');
    await page.locator('.count', { hasText: '1 / 12' }).waitFor();
    await page.click('#skip');
    await page.fill('#q2-answer', '4');
    await page.click('#check button[type=submit]');
    await page.locator('.count', { hasText: '3 / 12' }).waitFor();
    await page.click('#back');
    await page.locator('#q2-answer').waitFor();
    expect(await page.inputValue('#q2-answer')).toBe('4');
    for (let number = 2; number <= 12; number += 1) {
      await page.locator('.count', { hasText: `${number} / 12` }).waitFor();
      await page.click('#skip');
    }
    await page.locator('.verdict').first().waitFor();
    expect(await page.locator('.verdict[data-verdict=likely]').count()).toBe(0);
  });

  it('lose nothing when the line breaks: the retry carries the same key', async () => {
    const keys: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') keys.push(request.headers()['idempotency-key']);
    });
    await page.goto(`${base}/report?lang=zh`);
    await fillReport(page, 'normal');
    await context.setOffline(true);
    await next(page);
    await page.locator('#sending.notice').waitFor();
    expect(await page.textContent('#answers')).toContain('王秀英');
    await context.setOffline(false);
    await next(page);
    await page.locator('#receipt-code').waitFor();
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  it('list what has to be put right, with links to the fields', async () => {
    await page.goto(`${base}/report?lang=en`);
    await next(page);
    expect(await page.locator('#summary a').count()).toBe(2);
    expect(await page.evaluate('document.activeElement?.id')).toBe('summary');
    expect(await violationsOf(page)).toEqual([]);
    await page.locator('#summary a').first().click();
    expect(await page.evaluate('document.activeElement?.id')).toBe('name');
  });

  it('show what the API refuses at its field', async () => {
    await page.goto(`${base}/report?lang=zh`);
    await page.evaluate(`document.querySelector('#name').removeAttribute('maxlength')`);
    await fillReport(page, 'normal');
    await page.locator('#answers button').first().click();
    await page.fill('#name', '王'.repeat(60));
    for (const id of ['who', 'where', 'what', 'urgency', 'identity', 'you', 'check']) {
      await stepIs(page, id);
      await next(page);
    }
    await stepIs(page, 'who');
    expect(await page.textContent('#name-error')).not.toBe('');
    expect(await page.getAttribute('#name', 'aria-invalid')).toBe('true');
  });

  it('can be walked from the first question to the receipt by keyboard alone', async () => {
    const until = async (selector: string): Promise<void> => {
      for (let presses = 0; presses < 60; presses += 1) {
        if ((await page.locator(selector).and(page.locator(':focus')).count()) > 0) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`the keyboard does not reach ${selector}`);
    };
    const goOn = async (to: string): Promise<void> => {
      await until('.step.current button[type=submit]');
      await page.keyboard.press('Enter');
      await stepIs(page, to);
    };
    await page.goto(`${base}/report?lang=zh`);
    await until('#name');
    await page.keyboard.type('王秀英');
    await until('input[name=relation]');
    await page.keyboard.press('Space');
    await goOn('where');
    await until('#search');
    await page.keyboard.type('qingbo');
    await page.locator('#found button').first().waitFor();
    await until('#found button');
    await page.keyboard.press('Enter');
    await goOn('what');
    await until('input[value=illness]');
    await page.keyboard.press('Space');
    await goOn('urgency');
    await until('input[name=urgent]');
    await page.keyboard.press('ArrowUp');
    await goOn('identity');
    await goOn('check');
    await until('#check button[type=submit]');
    await page.keyboard.press('Enter');
    await page.locator('#receipt-code').waitFor();
  });

  it('keep nothing on the device, but for the large type that somebody switched on', async () => {
    const kept = () => page.evaluate('[document.cookie, localStorage.length, sessionStorage.length]');
    await page.goto(`${base}/report?lang=zh`);
    await fillReport(page, 'urgent');
    await next(page);
    await page.locator('#receipt-code').waitFor();
    expect(await kept()).toEqual(['', 0, 0]);
    await page.click('#large');
    await page.goto(`${base}/?lang=en`);
    expect(await page.evaluate('getComputedStyle(document.documentElement).fontSize')).toBe('24px');
    expect(await kept()).toEqual(['', 1, 0]);
    await page.click('#large');
    expect(await kept()).toEqual(['', 0, 0]);
  });

  it('can be read without JavaScript', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const reader = await plain.newPage();
    await reader.goto(`${base}/report?lang=zh`);
    for (const id of STEPS) expect(await reader.locator(`#${id} h1`).isVisible()).toBe(true);
    expect(await reader.locator('form button').first().isVisible()).toBe(false);
    await plain.close();
  });

  describe.each(LANGUAGES)('in %s', (language) => {
    it.each(PAGES)(
      'have no barrier that axe can find, and fit a phone of 320 pixels in large type too: /%s',
      async (name) => {
        await page.setViewportSize({ width: 320, height: 640 });
        await page.goto(`${base}/${name}?lang=${language}`);
        expect(await violationsOf(page)).toEqual([]);
        const overflow = () =>
          page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
        expect(await overflow()).toBe(0);
        await page.click('#large');
        expect(await overflow()).toBe(0);
        await page.emulateMedia({ colorScheme: 'dark' });
        expect(await violationsOf(page)).toEqual([]);
      },
    );

    it('have no barrier on any screen of the report', async () => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(`${base}/report?lang=${language}`);
      await fillReport(page, 'danger');
      for (const id of [...STEPS].reverse()) {
        await stepIs(page, id);
        expect([id, await violationsOf(page)]).toEqual([id, []]);
        if (id !== 'who') await page.click('#back');
      }
    });
  });
});
