import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf, tokenOf } from '#test/support/api.ts';
import { endpoints } from '#test/support/local-cloud.ts';
import {
  chooseQingbo,
  closeBrowser,
  fillReport,
  focused,
  next,
  type Phone,
  selfCheck,
  stepIs,
  takePhone,
  violationsOf,
} from './walk.ts';

const TOWNSHIP = '330102001';
const COUNTY = '330781';

describe('a report in the browser', () => {
  let phone: Phone;
  const posts: { key: string | undefined; body: string }[] = [];

  beforeEach(async () => {
    phone = await takePhone();
    posts.length = 0;
    phone.page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/v1/reports')) {
        posts.push({ key: request.headers()['idempotency-key'], body: request.postData() ?? '' });
      }
    });
  });
  afterEach(() => phone.putAway());
  afterAll(closeBrowser);

  it('opened by the code of a place, carries that place to the receipt, and its QR code shows what became of it', async () => {
    const { page, base } = phone;
    const cloud = await endpoints();
    const made = await apiOf(cloud).post<{ placementId: string }>(
      '/v1/placements',
      { name: '清波街道便民服务中心', regionCode: TOWNSHIP },
      { token: tokenOf(cloud, '330102') },
    );
    await page.goto(`${base}/q/${made.body.placementId}?lang=zh`);
    await page.locator('.place', { hasText: '清波街道便民服务中心' }).waitFor();
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
    expect(JSON.parse(posts[0]?.body ?? '')).toMatchObject({
      placementId: made.body.placementId,
      subject: { regionCode: TOWNSHIP },
      urgency: 'urgent',
    });
    expect(await page.textContent('#due')).toMatch(/最迟 \d{4}年\d+月\d+日/);
    expect(await violationsOf(page)).toEqual([]);
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('#save')]);
    expect(file.suggestedFilename()).toBe('报告回执.png');

    const link = await page.getAttribute('#follow-link', 'href');
    expect(link).toMatch(/\/follow\?lang=zh#[0-9A-Z]+\.[0-9A-Z]+$/);
    await page.goto('about:blank');
    await page.goto(link ?? '');
    await page.locator('.state', { hasText: '已收到' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(page.url()).not.toContain('#');
    expect(await page.locator('.timeline li').count()).toBeGreaterThanOrEqual(2);
  });

  it('that was closed as not confirmed can be objected to, once', async () => {
    const { page, base } = phone;
    const cloud = await endpoints();
    const [api, token] = [apiOf(cloud), tokenOf(cloud, COUNTY)];
    const orders = async () =>
      (await api.get<{ items: { workOrderId: string }[] }>('/v1/work-orders?limit=200', { token })).body.items;
    const before = new Set((await orders()).map(({ workOrderId }) => workOrderId));
    const sent = await api.post<{ trackingCode: string; secret: string }>('/v1/reports', {
      subject: { name: '测试安', regionCode: COUNTY, situations: ['other'] },
    });
    const order = (await orders()).find(({ workOrderId }) => !before.has(workOrderId));
    await api.post(`/v1/work-orders/${order?.workOrderId}/feedback`, { outcome: 'unfounded' }, { token });
    const link = `${base}/follow?lang=zh#${sent.body.trackingCode}.${sent.body.secret}`;
    await page.goto(link);
    await page.locator('.state', { hasText: '已办结' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.click('.objection button');
    expect(await focused(page)).toBe('summary');
    expect(await page.textContent('#reason-error')).toContain('哪里不对');
    await page.fill('#reason', '来的时候老人在医院,家里没有人。');
    await page.click('.objection button');
    await page.locator('.state', { hasText: '已收到' }).waitFor();
    expect(await page.locator('.objection').count()).toBe(0);
    expect(await page.textContent('.ahead')).toMatch(/最迟 \d{4}年\d+月\d+日/);
  });

  it('is taken although the code in the address is none of ours', async () => {
    const { page, base } = phone;
    await page.goto(`${base}/?lang=zh&placement=${'A'.repeat(22)}`);
    await page.locator('#place .notice', { hasText: '停用' }).waitFor();
    await page.click('.door.primary');
    await fillReport(page, 'normal');
    await next(page);
    await page.locator('#receipt-code').waitFor();
  });

  it('loses nothing when the line breaks: the retry carries the same key', async () => {
    const { page, base, context } = phone;
    await page.goto(`${base}/report?lang=zh`);
    await fillReport(page, 'normal');
    await context.setOffline(true);
    await next(page);
    await page.locator('#sending.notice').waitFor();
    expect(await page.textContent('#answers')).toContain('王秀英');
    expect(await page.evaluate('localStorage.length')).toBe(0);
    await context.setOffline(false);
    await page.locator('#sending', { hasText: '网通了' }).waitFor();
    await next(page);
    await page.locator('#receipt-code').waitFor();
    expect(posts).toHaveLength(2);
    expect(posts[0]?.key).toMatch(/^[0-9a-f]{32}$/);
    expect(posts[1]).toEqual(posts[0]);
  });

  it('stays on the device only after the person agreed, is offered again with its key, and is gone once sent', async () => {
    const { page, base, context } = phone;
    const kept = (): Promise<number> => page.evaluate('localStorage.length');
    await page.goto(`${base}/report?lang=en`);
    await fillReport(page, 'normal', '陈阿婆');
    expect(await kept()).toBe(0);
    await context.setOffline(true);
    await next(page);
    await page.locator('#sending button').click();
    expect(await kept()).toBe(1);
    await context.setOffline(false);
    await page.reload();
    await page.locator('#draft').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.inputValue('#name')).toBe('');
    await page.locator('#draft .button').first().click();
    await stepIs(page, 'check');
    expect(await page.textContent('#answers')).toMatch(/陈阿婆.*清波街道.*Illness/);
    await page.click('#back');
    await stepIs(page, 'you');
    await page.goBack();
    await stepIs(page, 'identity');
    await next(page);
    await next(page);
    await next(page);
    await page.locator('#receipt-code').waitFor();
    expect(posts[1]).toEqual(posts[0]);
    expect(await kept()).toBe(0);
  });

  it('is deleted from the device when the person says so', async () => {
    const { page, base } = phone;
    await page.goto(`${base}/report?lang=zh`);
    await page.check('#keep');
    await page.fill('#name', '王秀英');
    await page.reload();
    await page.locator('#draft').waitFor();
    await page.locator('#draft .second').click();
    expect(await page.evaluate('localStorage.length')).toBe(0);
    await page.reload();
    await page.locator('#who.current').waitFor();
    expect(await page.isVisible('#draft')).toBe(false);
  });

  it('is changed from the summary, and leads back to it', async () => {
    const { page, base } = phone;
    await page.goto(`${base}/report?lang=zh`);
    await fillReport(page, 'normal');
    await page.locator('#answers button', { hasText: '有多急' }).click();
    await page.check('input[value=danger]');
    await next(page);
    await stepIs(page, 'danger');
    await next(page);
    await stepIs(page, 'check');
    await page.locator('#answers button').first().click();
    await page.fill('#name', '王秀兰');
    await next(page);
    await stepIs(page, 'check');
    expect(await page.textContent('#answers')).toContain('王秀兰');
  });

  it('takes the answers of a self-check along, and leaves them out when asked to', async () => {
    const { page, base } = phone;
    const report = async (): Promise<void> => {
      await page.goto(`${base}/self-check?lang=zh&region=${TOWNSHIP}`);
      await selfCheck(page, { q2: '2', q5: '300' });
      await page.locator('#check a.button').click();
      await page.fill('#name', '王秀英');
      await page.check('input[value=self]');
      await next(page);
      await chooseQingbo(page);
      await next(page);
      await page.check('input[value=illness]');
      await next(page);
      await page.check('input[value=normal]');
      await next(page);
      await next(page);
      await stepIs(page, 'check');
    };
    await report();
    await next(page);
    await page.locator('#receipt-code').waitFor();
    expect(JSON.parse(posts[0]?.body ?? '')).toMatchObject({ selfCheck: { answers: { q2: 2, q5: 30_000, q7: null } } });
    expect(await page.evaluate('[localStorage.length, sessionStorage.length]')).toEqual([0, 0]);
    await report();
    await page.locator('#answers button', { hasText: '不带上' }).click();
    await next(page);
    await page.locator('#receipt-code').waitFor();
    expect(posts[1]?.body).not.toContain('selfCheck');
  });

  it('lists what has to be put right, with links to the fields', async () => {
    const { page, base } = phone;
    await page.goto(`${base}/report?lang=en`);
    await next(page);
    expect(await page.locator('#summary a').count()).toBe(2);
    expect(await focused(page)).toBe('summary');
    expect(await violationsOf(page)).toEqual([]);
    await page.locator('#summary a').first().click();
    expect(await focused(page)).toBe('name');
  });

  it('shows what the API refuses at its field', async () => {
    const { page, base } = phone;
    await page.goto(`${base}/report?lang=zh`);
    await page.evaluate(`document.querySelector('#name').removeAttribute('maxlength')`);
    await fillReport(page, 'normal', '王'.repeat(60));
    await next(page);
    await stepIs(page, 'who');
    expect(await page.textContent('#name-error')).not.toBe('');
    expect(await page.getAttribute('#name', 'aria-invalid')).toBe('true');
    await page.fill('#name', '王秀英');
    await next(page);
    await stepIs(page, 'check');
    await next(page);
    await page.locator('#receipt-code').waitFor();
  });

  it('can be walked from the first question to the receipt by keyboard alone', async () => {
    const { page, base } = phone;
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
});
