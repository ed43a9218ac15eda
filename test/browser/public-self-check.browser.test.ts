import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answers, closeBrowser, type Phone, selfCheck, takePhone, violationsOf } from './walk.ts';

const COUNTY = '330727';
/** A single person without income or savings. */
const likely: Answers = {
  q1: COUNTY,
  q2: '1',
  q3: 'serious-illness',
  q4: '0',
  q5: '300',
  q6: '0',
  q7: '500',
  q8: '0',
  q9: '0',
  q10: 'false',
  q11: '8000',
  q12: '0',
};
const wealthy: Answers = { ...likely, q2: '3', q3: 'none', q5: '30000', q7: '900000', q8: '2', q9: '2', q11: '0' };

describe('the self-check in the browser', () => {
  let phone: Phone;
  beforeEach(async () => {
    phone = await takePhone();
  });
  afterEach(() => phone.putAway());
  afterAll(closeBrowser);

  const verdictOf = (name: string): Promise<string | null> =>
    phone.page.locator('.verdict', { hasText: name }).first().getAttribute('data-verdict');

  it('tells a likely family so, with the sum, the figure of the county, its day and its article', async () => {
    const { page, base } = phone;
    await page.goto(`${base}/self-check?lang=en`);
    await selfCheck(page, likely);
    const first = page.locator('.verdict').first();
    expect(await first.getAttribute('data-verdict')).toBe('likely');
    await first.locator('summary').click();
    expect(await first.locator('.figure').first().textContent()).toMatch(
      /yuan a person and month.*since \d{4}-\d\d-\d\d/,
    );
    expect(await page.textContent('#check')).toContain('not a decision');
    expect(await violationsOf(page)).toEqual([]);
  });

  it('tells a family just above the standard that it is near, and one with means that it is unlikely', async () => {
    const { page, base } = phone;
    await page.goto(`${base}/self-check?lang=zh`);
    await selfCheck(page, { ...likely, q2: '2', q5: '3450', q3: 'none', q11: '0' });
    expect(await page.textContent('#check h1')).toContain('差一点');
    expect(await verdictOf('最低生活保障边缘家庭')).toBe('near');
    expect(await verdictOf('\uff08低保\uff09')).toBe('unlikely');
    await page.goto(`${base}/self-check?lang=zh`);
    await selfCheck(page, wealthy);
    expect(await page.locator('.verdict').count()).toBe(await page.locator('.verdict[data-verdict=unlikely]').count());
    expect(await violationsOf(page)).toEqual([]);
  });

  it('lets every question be skipped, says then what cannot be told and why, and keeps the answers on the way back', async () => {
    const { page, base } = phone;
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
    await page.goto(`${base}/self-check?lang=zh`);
    await selfCheck(page, {});
    expect(await page.locator('.verdict[data-verdict="cannot-tell"] .why').first().textContent()).toContain('没有回答');
    expect(await page.locator('.verdict[data-verdict=likely]').count()).toBe(0);
  });

  it('says at once what is wrong with a figure, and asks again when the line breaks, with all answers kept', async () => {
    const { page, base, context } = phone;
    await page.goto(`${base}/self-check?lang=en&region=${COUNTY}`);
    await page.click('#start');
    await page.click('#check button[type=submit]');
    await page.fill('#q2-answer', 'four');
    await page.click('#check button[type=submit]');
    expect(await page.textContent('#q2-answer-error')).toContain('figures');
    expect(await violationsOf(page)).toEqual([]);
    await page.fill('#q2-answer', '4');
    await page.click('#check button[type=submit]');
    for (let number = 3; number < 12; number += 1) {
      await page.locator('.count', { hasText: `${number} / 12` }).waitFor();
      await page.click('#skip');
    }
    await page.locator('.count', { hasText: '12 / 12' }).waitFor();
    await context.setOffline(true);
    await page.click('#skip');
    await page.locator('#summary', { hasText: 'No connection' }).waitFor();
    await context.setOffline(false);
    await page.click('#skip');
    await page.locator('.verdict').first().waitFor();
    expect(await page.evaluate('[document.cookie, localStorage.length, sessionStorage.length]')).toEqual(['', 0, 0]);
  });
});
