import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  chooseQingbo,
  closeBrowser,
  fillReport,
  focused,
  LANGUAGES,
  next,
  overflow,
  type Phone,
  STEPS,
  stepIs,
  takePhone,
  violationsOf,
} from './walk.ts';

const PAGES = [
  '',
  'report',
  'self-check',
  'follow',
  'apply',
  'figures',
  'privacy',
  'emergency',
  'placement-off',
  'nowhere',
] as const;

/** Dark colours are tokens: the pages that between them use each of the parts. */
const IN_DARK: ReadonlySet<string> = new Set(['', 'report', 'self-check', 'figures']);

describe('the public pages in a browser', () => {
  let phone: Phone;
  beforeEach(async () => {
    phone = await takePhone();
  });
  afterEach(() => phone.putAway());
  afterAll(closeBrowser);

  it('say so when code and secret do not belong together', async () => {
    const { page, base } = phone;
    await page.goto(`${base}/follow?lang=en#ABCDEFGH.JKMNPQRS`);
    await page.locator('#summary a').waitFor();
    await page.click('#summary a');
    expect(await focused(page)).toBe('code');
  });

  it('show the public figures, and say so when they cannot be had', async () => {
    const { page, base, context } = phone;
    await page.goto(`${base}/figures?lang=zh`);
    await page.locator('#figures tfoot').first().waitFor();
    expect(await page.locator('#figures table').first().locator('tbody tr').count()).toBe(11);
    await context.route('**/v1/statistics/public', (route) => route.abort());
    await page.reload();
    await page.locator('#figures .notice').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await context.unroute('**/v1/statistics/public');
    await page.locator('#figures button').click();
    await page.locator('#figures tfoot').first().waitFor();
  });

  it('keep nothing on the device, but for the large type that somebody switched on', async () => {
    const { page, base } = phone;
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

  it('change their language on the way, and keep it and the scanned place from page to page', async () => {
    const { page, base } = phone;
    await page.goto(`${base}/report?lang=zh&region=330102001`);
    await page.locator('.tool[hreflang=en]').click();
    await page.locator('h1', { hasText: 'Who may need help' }).waitFor();
    expect(new URL(page.url()).searchParams.get('region')).toBe('330102001');
    await page.click('.brand');
    await page.locator('h1', { hasText: 'In hardship' }).waitFor();
  });

  it('can be read without JavaScript', async () => {
    const { base, context } = phone;
    const plain = await context.browser()?.newContext({ javaScriptEnabled: false });
    const reader = await plain?.newPage();
    if (reader === undefined) throw new Error('no browser');
    await reader.goto(`${base}/report?lang=zh`);
    for (const id of STEPS) expect(await reader.locator(`#${id} h1`).isVisible()).toBe(true);
    expect(await reader.locator('form button').first().isVisible()).toBe(false);
    for (const name of PAGES) {
      await reader.goto(`${base}/${name}?lang=en`);
      expect(await reader.locator('main h1').first().isVisible()).toBe(true);
      expect(await reader.textContent('main')).toMatch(/.{60}/);
    }
    await plain?.close();
  });

  describe.each(LANGUAGES)('in %s', (language) => {
    it.each(PAGES)(
      'have no barrier that axe can find, and fit a phone of 320 pixels in large type and at 200 % too: /%s',
      async (name) => {
        const { page, base } = phone;
        await page.setViewportSize({ width: 320, height: 640 });
        await page.goto(`${base}/${name}?lang=${language}`);
        expect(await violationsOf(page)).toEqual([]);
        expect(await overflow(page)).toBe(0);
        await page.click('#large');
        expect(await overflow(page)).toBe(0);
        await page.emulateMedia({ colorScheme: 'dark' });
        if (IN_DARK.has(name)) expect(await violationsOf(page)).toEqual([]);
        await page.click('#large');
        await page.setViewportSize({ width: 640, height: 640 });
        await page.evaluate(`document.documentElement.style.setProperty('font-size', '225%')`);
        expect(await overflow(page)).toBe(0);
      },
    );

    it.each(language === 'zh' ? (['light', 'dark'] as const) : (['light'] as const))(
      'have no barrier on any screen of the report, %s',
      async (colorScheme) => {
        const { page, base } = phone;
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width: 320, height: 640 });
        await page.goto(`${base}/report?lang=${language}`);
        await fillReport(page, 'danger');
        for (const id of [...STEPS].reverse()) {
          await stepIs(page, id);
          expect([id, await violationsOf(page), await overflow(page)]).toEqual([id, [], 0]);
          if (id !== 'who') await page.click('#back');
        }
      },
    );

    it('let the browser go back by a question, and forward again, with the answers kept', async () => {
      const { page, base } = phone;
      await page.goto(`${base}/report?lang=${language}`);
      await page.fill('#name', '王秀英');
      await page.check('input[value=neighbour]');
      await next(page);
      await chooseQingbo(page);
      await page.goBack();
      await stepIs(page, 'who');
      expect(await page.inputValue('#name')).toBe('王秀英');
      await page.goForward();
      await page.locator('#where.current #chosen', { hasText: '清波街道' }).waitFor();
    });
  });
});
