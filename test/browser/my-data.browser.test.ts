import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { endpoints, eventually } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';
import { closeBrowser, type Phone, takePhone, violationsOf } from './walk.ts';

const COUNTY = '331081';
const NUMBER = newIdNumber();

describe('the page "who looked at my data" in a browser', () => {
  let phone: Phone;
  let page: Page;
  let cloud: Endpoints;
  let api: Api;
  let base: string;

  /** A person whom their county confirmed and then looked at. */
  const confirmAndRead = async (): Promise<void> => {
    const official = { token: tokenOf(cloud, COUNTY) };
    const subject = { name: '王秀英', idNumber: NUMBER, regionCode: COUNTY, situations: ['illness'] };
    await api.post('/v1/reports', { subject });
    const order = await eventually('the work order', async () => {
      const { body } = await api.get<{ items: { workOrderId: string }[] }>('/v1/work-orders?limit=200', official);
      return body.items[0];
    });
    const feedback = `/v1/work-orders/${order.workOrderId}/feedback`;
    const { body } = await api.post<{ personId: string }>(feedback, { outcome: 'confirmed' }, official);
    const read = await api.get(`/v1/people/${body.personId}?purpose=visit`, official);
    expect([read.status, body.personId]).toEqual([200, expect.any(String)]);
  };
  const signIn = async (idNumber: string, language: 'zh' | 'en' = 'zh'): Promise<void> => {
    await page.goto(`${base}/my-data?lang=${language}`);
    await page.click('#sign-in');
    await page.fill('#idNumber', idNumber);
    await page.click('button[type=submit]');
    await page.locator('#mine:not([hidden]) #record .lead').waitFor();
  };

  beforeAll(async () => {
    cloud = await endpoints();
    api = apiOf(cloud);
    base = cloud.pages.replace(/\/$/, '');
    await confirmAndRead();
  });
  afterAll(closeBrowser);
  beforeEach(async () => {
    phone = await takePhone();
    page = phone.page;
  });
  afterEach(() => phone.putAway());

  it('shows what is held, who looked and what happened, and takes a correction that can be followed', async () => {
    await signIn(NUMBER);
    expect(await page.textContent('#record')).toContain('王*英');
    expect(await page.textContent('body')).not.toContain(NUMBER);
    await page.locator('#looks li', { hasText: '上门走访' }).waitFor();
    expect(await page.textContent('#looks')).toContain('您本人');
    await page.click('#correct .button');
    expect(await page.locator('#summary li').count()).toBe(2);
    await page.check('input[value=phone]');
    await page.fill('#text', '我的手机号换了。');
    await page.click('#correct .button');
    await page.locator('#receipt a').click();
    await page.locator('#progress', { hasText: '更正申请已收到' }).waitFor();
    expect(page.url()).not.toContain('#');
  });

  it('tells somebody who is not in the registry so, and offers the way to report', async () => {
    await signIn(newIdNumber());
    expect(await page.textContent('#record')).toContain('没有您的信息');
    expect(await page.locator('#access').isVisible()).toBe(false);
    expect(await page.locator('#correct').isVisible()).toBe(false);
    expect(await page.locator('#record a').getAttribute('href')).toContain('/report');
  });

  it('is gone at sign-out, and nothing of it stays on the device', async () => {
    await signIn(NUMBER);
    await page.reload();
    await page.locator('#looks li').first().waitFor();
    await page.click('#sign-out');
    expect(await page.locator('#door').isVisible()).toBe(true);
    expect(await page.textContent('#record')).toBe('');
    expect(await page.evaluate('sessionStorage.length + localStorage.length + document.cookie.length')).toBe(0);
    await page.reload();
    expect(await page.locator('#mine').isVisible()).toBe(false);
  });

  it.each(['zh', 'en'] as const)('passes axe at the door and inside, at 320 pixels, in %s', async (language) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`${base}/my-data?lang=${language}`);
    await page.locator('#sign-in:visible').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await signIn(NUMBER, language);
    await page.locator('#looks li').first().waitFor();
    await page.locator('#lines li').first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  });
});
