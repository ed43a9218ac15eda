import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf, tokenOf } from '#test/support/api.ts';
import { endpoints } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import { receiveUntil } from '#test/support/queues.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';
import { closeBrowser, next, type Phone, signInAsStaff, takePhone } from './walk.ts';

const COUNTY = '330523';
const PREFECTURE = '330500';

/** A code at a bus stop of the county. */
const hangCode = async (cloud: Endpoints): Promise<string> => {
  const place = { name: '递铺公交站', regionCode: COUNTY };
  const token = tokenOf(cloud, COUNTY);
  return (await apiOf(cloud).post<{ placementId: string }>('/v1/placements', place, { token })).body.placementId;
};

/** Reports somebody in need, from the code to the receipt, and gives the receipt's address. */
const reportByCode = async (page: Page, address: string): Promise<string> => {
  await page.goto(address);
  await page.click('.door.primary');
  await page.fill('#name', '王秀英');
  await page.check('input[value=neighbour]');
  await next(page);
  await page.locator('#chosen', { hasText: '安吉县' }).waitFor();
  await next(page);
  await page.check('input[value=illness]');
  await next(page);
  await page.check('input[value=normal]');
  await next(page);
  await page.fill('#idNumber', newIdNumber());
  await next(page);
  await next(page);
  await next(page);
  await page.locator('#qr svg').waitFor();
  return (await page.getAttribute('#follow-link', 'href')) ?? '';
};

/** The caseworker signs in, opens the case and says what was found. */
const answerCase = async (page: Page, workOrderId: string): Promise<void> => {
  await signInAsStaff(page, { county: COUNTY });
  await page.locator(`[data-order="${workOrderId}"] a.cells`).click();
  await page.locator('.case .timeline').waitFor();
  await page.locator('#doing .steps button', { hasText: '反馈结果' }).click();
  await page.check('input[value=confirmed]');
  await page.check('input[value=temporary-assistance]');
  await page.locator('#doing form button[type=submit]').click();
  await page.locator('#doing .state', { hasText: '已办结' }).waitFor();
};

describe('the whole loop, with nothing but browsers and a queue', () => {
  let phone: Phone;
  beforeEach(async () => {
    phone = await takePhone();
  });
  afterEach(() => phone.putAway());
  afterAll(closeBrowser);

  it('goes from a code on a wall to a queue, to a caseworker, and back to the reporter', async () => {
    const cloud = await endpoints();
    const receipt = await reportByCode(phone.page, `${phone.base}/q/${await hangCode(cloud)}?lang=zh`);
    const issued = await receiveUntil(cloud, PREFECTURE, (all) =>
      all.some(({ detail }) => detail.type === 'work-order.issued' && detail.regionCode === COUNTY),
    );
    const order = issued.find(({ detail }) => detail.type === 'work-order.issued' && detail.regionCode === COUNTY);
    expect(JSON.stringify(issued)).not.toContain('王秀英');
    const desk = await takePhone();
    await answerCase(desk.page, order?.detail.subject.id ?? '');
    await desk.putAway();
    await phone.page.goto('about:blank');
    await phone.page.goto(receipt);
    await phone.page.locator('.state', { hasText: '已办结' }).waitFor();
    expect(await phone.page.textContent('.timeline')).toContain('当地已经了解情况');
  });
});
