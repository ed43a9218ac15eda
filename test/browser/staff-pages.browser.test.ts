import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { endpoints, eventually } from '#test/support/local-cloud.ts';
import { newIdNumber } from '#test/support/new-people.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';
import { closeBrowser, type Phone, signInAsStaff, takePhone, violationsOf } from './walk.ts';

const COUNTY = '330825';
const visitedNow = () => ({
  visitedAt: new Date().toISOString(),
  visitors: ['赵一', '钱二'],
  findings: '先去看过。',
});

type Receipt = { readonly trackingCode: string; readonly secret: string };
type Order = { readonly workOrderId: string; readonly version: number; readonly state: string };

describe('the staff pages in a browser', () => {
  let phone: Phone;
  let context: BrowserContext;
  let page: Page;
  let cloud: Endpoints;
  let api: Api;

  const official = () => ({ token: tokenOf(cloud, COUNTY) });
  const openOrders = async (): Promise<readonly Order[]> =>
    (await api.get<{ items: Order[] }>(`/v1/work-orders?regionCode=${COUNTY}&limit=200`, official())).body.items;
  const orderNow = async (id: string): Promise<Order & { visits: unknown[] }> =>
    (await api.get<Order & { visits: unknown[] }>(`/v1/work-orders/${id}`, official())).body;

  /** A report through the public door, and the work order that it became. */
  const reported = async (name = '王秀英'): Promise<{ readonly receipt: Receipt; readonly id: string }> => {
    const before = new Set((await openOrders()).map(({ workOrderId }) => workOrderId));
    const subject = { name, idNumber: newIdNumber(), regionCode: COUNTY, situations: ['illness'] };
    const { status, body } = await api.post<Receipt>('/v1/reports', { subject });
    expect(status).toBe(202);
    const fresh = (await openOrders()).find(({ workOrderId }) => !before.has(workOrderId));
    if (fresh === undefined) throw new Error('the report became no work order');
    return { receipt: body, id: fresh.workOrderId };
  };

  const signIn = (language: 'zh' | 'en' = 'zh', hash = ''): Promise<void> =>
    signInAsStaff(page, { county: COUNTY, language, hash });
  const rowOf = (id: string) => page.locator(`[data-order="${id}"]`);
  const begin = async (words: string): Promise<void> => {
    await page.locator('#doing .steps button', { hasText: words }).click();
    await page.locator('#doing form').waitFor();
  };
  const writeVisit = async (findings: string): Promise<void> => {
    await begin('记录上门');
    await page.fill('#visitor1', '王芳');
    await page.fill('#visitor2', '李强');
    await page.fill('#findings', findings);
  };
  const sendForm = () => page.locator('#doing form button[type=submit]').click();
  const kept = () =>
    page.evaluate(
      `(async () => ({ local: localStorage.length, cookie: document.cookie, databases: (await indexedDB.databases()).length,
        caches: (await caches.keys()).length, workers: (await navigator.serviceWorker.getRegistrations()).length }))()`,
    );
  const NOTHING = { local: 0, cookie: '', databases: 0, caches: 0, workers: 0 };

  beforeAll(async () => {
    cloud = await endpoints();
    api = apiOf(cloud);
  });
  afterAll(closeBrowser);
  beforeEach(async () => {
    phone = await takePhone();
    ({ context, page } = phone);
  });
  afterEach(() => phone.putAway());

  /** Writes a visit that cannot be sent, and agrees that the device keeps it. */
  const keepVisit = async (tab: Page, { id, staffNumber }: { id: string; staffNumber: string }): Promise<void> => {
    await signInAsStaff(tab, { county: COUNTY, staffNumber, hash: `#/orders/${id}` });
    await tab.route('**/visits', (route) => route.abort());
    await writeUnsent(tab, staffNumber);
  };
  const writeUnsent = async (tab: Page, staffNumber: string): Promise<void> => {
    await tab.locator('.case .timeline').waitFor();
    await tab.locator('#doing .steps button', { hasText: '记录上门' }).click();
    await tab.fill('#visitor1', '王芳');
    await tab.fill('#visitor2', '李强');
    await tab.fill('#findings', `${staffNumber} 写的情况。`);
    await tab.locator('#doing form button[type=submit]').click();
    await tab.locator('#offline button').click();
    await tab.locator('#waiting:not([hidden])').waitFor();
  };

  it('take a report from the list to its result, with a visit written offline, until the reporter sees it closed', async () => {
    const { receipt, id } = await reported();
    await signIn();
    await rowOf(id).waitFor();
    expect(await rowOf(id).locator('a .hidden').textContent()).toMatch(
      /^王\*英\uff0c.+生病\uff0c待接单\uff0c最迟 \d{4}年.+。$/,
    );
    await rowOf(id).locator('button', { hasText: '接单' }).click();
    await rowOf(id).locator('a.button', { hasText: '记录上门' }).waitFor();
    expect((await orderNow(id)).state).toBe('accepted');

    await rowOf(id).locator('a.cells').click();
    await page.locator('.case .timeline').waitFor();
    expect(await page.textContent('#known')).not.toContain('王秀英');
    await page.locator('#purpose').selectOption('visit');
    await page.locator('.reveal button').click();
    await page.locator('.reveal [role=status]').waitFor();
    expect(await page.textContent('#known')).toContain('王秀英');

    await writeVisit('老人卧床,家里没有吃的。');
    await context.setOffline(true);
    await sendForm();
    await page.locator('#offline .notice').waitFor();
    expect(await kept()).toEqual(NOTHING);
    await page.locator('#offline button').click();
    await page.locator('#waiting:not([hidden])').waitFor();
    expect((await orderNow(id)).visits).toHaveLength(0);
    const raw = await page.evaluate(
      `new Promise((done) => { const open = indexedDB.open('staff'); open.onsuccess = () => {
        const all = open.result.transaction('kept').objectStore('kept').getAll();
        all.onsuccess = () => { open.result.close(); done(all.result.map((one) => new TextDecoder('latin1').decode(one.data) + new TextDecoder().decode(one.data)).join()); }; }; })`,
    );
    expect(String(raw).length).toBeGreaterThan(100);
    expect(raw).not.toMatch(/卧床|王芳|findings/);

    await context.setOffline(false);
    await page.locator('#sent:not([hidden])').waitFor();
    expect(await page.locator('#waiting').isHidden()).toBe(true);
    const visited = await orderNow(id);
    expect([visited.state, visited.visits.length]).toEqual(['visiting', 1]);

    await begin('反馈结果');
    await page.check('input[value=confirmed]');
    await page.check('input[value=temporary-assistance]');
    await sendForm();
    await page.locator('#doing .state', { hasText: '已办结' }).waitFor();
    const followed = await eventually('the report is closed', async () => {
      const answer = await api.get<{ status: string; result?: string }>(`/v1/reports/${receipt.trackingCode}`, {
        headers: { 'x-tracking-secret': receipt.secret },
      });
      return answer.body.status === 'closed' && answer.body;
    });
    expect(followed.result).toBe('looked-after');

    await page.goto(`${cloud.pages}/follow?lang=zh#${receipt.trackingCode}.${receipt.secret}`);
    await page.locator('.state', { hasText: '已办结' }).waitFor();
  });

  it('open without a connection once the caseworker agreed, and forget all of it at sign-out', async () => {
    const { id } = await reported('孙三');
    await signIn('zh', `#/orders/${id}`);
    await page.locator('.case .timeline').waitFor();
    await writeVisit('门口见到本人。');
    await context.setOffline(true);
    await sendForm();
    await page.locator('#offline button').click();
    await page.locator('#waiting:not([hidden])').waitFor();
    await context.setOffline(false);
    await page.locator('#sent:not([hidden])').waitFor();
    await eventually('the page itself is kept', async () =>
      page.evaluate<boolean>(`navigator.serviceWorker.ready.then(() => true)`),
    );
    await page.goto(`${cloud.console}?lang=zh`);
    await rowOf(id).waitFor();
    await context.setOffline(true);
    await page.reload();
    await rowOf(id).waitFor();
    expect(await page.textContent('#list')).toContain('没有网络');
    expect(
      await page.evaluate(
        `caches.open('staff-shell').then((one) => one.keys()).then((all) => all.filter(({ url }) => url.includes('/v1/')).length)`,
      ),
    ).toBe(0);
    await context.setOffline(false);
    await page.click('#me button');
    await page.locator('#door:not([hidden])').waitFor();
    expect(await kept()).toEqual(NOTHING);
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('keep what one tab could not send, whatever happens in another', async () => {
    const [first, second] = [await reported('许九'), await reported('何十')];
    await keepVisit(page, { id: first.id, staffNumber: '1001' });
    const another = await context.newPage();
    await keepVisit(another, { id: second.id, staffNumber: '1002' });
    another.once('dialog', (question) => void question.accept());
    await another.click('#me button');
    await another.locator('#door:not([hidden])').waitFor();
    await another.close();
    await page.unroute('**/visits');
    await page.reload();
    await page.locator('#sent:not([hidden])').waitFor();
    expect((await orderNow(first.id)).visits).toHaveLength(1);
    expect((await orderNow(second.id)).visits).toHaveLength(0);
  });

  it('remove what waits only when asked twice, and keep for the official what they write after', async () => {
    const [first, second] = [await reported('严五'), await reported('华六')];
    await keepVisit(page, { id: first.id, staffNumber: '1001' });
    await page.click('#waiting a');
    const removeAll = page.locator('button', { hasText: '本机上的全部删掉' });
    const questions: string[] = [];
    page.on('dialog', (question) => {
      questions.push(question.message());
      void (questions.length === 1 ? question.dismiss() : question.accept());
    });
    await removeAll.click();
    await eventually('the question', async () => questions.length === 1);
    expect(await page.locator('.pending').count()).toBe(1);
    await removeAll.click();
    await page.locator('.empty').waitFor();
    expect(await page.locator('#waiting').isHidden()).toBe(true);
    expect(await kept()).toEqual(NOTHING);
    await page.goto(`${cloud.console}?lang=zh#/orders/${second.id}`);
    await writeUnsent(page, '1001');
    await page.unroute('**/visits');
    await page.reload();
    await page.locator('#sent:not([hidden])').waitFor();
    expect((await orderNow(first.id)).visits).toHaveLength(0);
    expect((await orderNow(second.id)).visits).toHaveLength(1);
  });

  it('send nothing under the name of somebody else who signs in after', async () => {
    const { id } = await reported('吕一');
    await keepVisit(page, { id, staffNumber: '1001' });
    await page.unroute('**/visits');
    const timeIsOver = () => page.evaluate(`sessionStorage.removeItem('session-official')`);
    await timeIsOver();
    await signInAsStaff(page, { county: COUNTY, staffNumber: '1002' });
    await page.locator('#waiting', { hasText: '别的工作人员' }).waitFor();
    await page.goto(`${cloud.console}?lang=zh#/pending`);
    await page.locator('.empty').waitFor();
    expect((await orderNow(id)).visits).toHaveLength(0);
    await timeIsOver();
    await signIn();
    await page.locator('#sent:not([hidden])').waitFor();
    expect((await orderNow(id)).visits).toHaveLength(1);
  });

  it('find a person by name, and show why they are known, what happened, who did it, and the family', async () => {
    const { id } = await reported('欧阳九思');
    await api.post(`/v1/work-orders/${id}/feedback`, { outcome: 'confirmed' }, official());
    await signIn('zh', '#/people');
    await page.fill('#name', '欧阳九思');
    await page.locator('#screen form button[type=submit]').click();
    await page.locator('#people a').click();
    const lines = page.locator('#course .timeline li');
    await lines.first().waitFor();
    expect(await lines.allTextContents()).toEqual([
      expect.stringMatching(/公众上报.*经办.群众/),
      expect.stringMatching(/核实属实.*经办.region-/),
      expect.stringMatching(/主动发现/),
      expect.stringMatching(/列入“疑似”。.*当地核实属实/),
    ]);
    expect(await page.textContent('#known')).toMatch(/欧\*+思.*疑似/);
    expect(await page.textContent('body')).not.toContain('欧阳九思');
    await page.locator('#purpose').selectOption('visit');
    await page.locator('.reveal button').click();
    await page.locator('#known', { hasText: '欧阳九思' }).waitFor();
    await page.locator('#family button').click();
    await page.locator('#family li').first().waitFor();
    expect(await page.locator('#family li').allTextContents()).toEqual([expect.stringContaining('户主')]);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('print a case with its number, who printed it, and a word on keeping it', async () => {
    const { id } = await reported('戚十');
    await signIn('zh', `#/orders/${id}`);
    await page.locator('.case .timeline').waitFor();
    expect(await page.locator('#paper-foot').isHidden()).toBe(true);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    expect(await page.textContent('#paper-foot')).toMatch(new RegExp(`工单 ${id}。staff-${COUNTY}-1001 于 .* 打印`));
    const shown = await page
      .locator('#me, #rooms, #doing, .reveal, button')
      .evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML));
    expect(shown).toEqual([]);
  });

  it('ask at every sign-in who it is, since devices are shared', async () => {
    await page.goto(`${cloud.console}?lang=zh`);
    await page.click('#sign-in');
    await page.locator('#region').waitFor();
    expect(new URL(page.url()).searchParams.get('prompt')).toBe('login');
  });

  it('show a conflict side by side and overwrite nothing: the caseworker decides', async () => {
    const { id } = await reported('周四');
    await signIn('zh', `#/orders/${id}`);
    await page.locator('.case .timeline').waitFor();
    await writeVisit('我写的情况。');
    await context.setOffline(true);
    await sendForm();
    await page.locator('#offline button').click();
    await page.locator('#waiting:not([hidden])').waitFor();
    const other = await api.post(`/v1/work-orders/${id}/visits`, visitedNow(), official());
    expect(other.status).toBe(200);
    await context.setOffline(false);
    await page.locator('#waiting', { hasText: '决定' }).waitFor();
    expect((await orderNow(id)).visits).toHaveLength(1);
    await page.click('#waiting a');
    await page.locator('.conflict .theirs').waitFor();
    expect(await page.textContent('.conflict .mine')).toContain('我写的情况');
    expect(await violationsOf(page)).toEqual([]);
    await page.locator('.conflict button').click();
    await page.locator('.empty').waitFor();
    expect((await orderNow(id)).visits).toHaveLength(2);
  });

  it('say at a form that somebody else was faster, keep what was written, and send it once more when asked', async () => {
    const { id } = await reported('吴五');
    await signIn('zh', `#/orders/${id}`);
    await page.locator('.case .timeline').waitFor();
    await begin('延期');
    await page.fill('#reason', '家属在外地。');
    expect((await api.post(`/v1/work-orders/${id}/acceptance`, {}, official())).status).toBe(200);
    await sendForm();
    await page.locator('#summary', { hasText: '别人办过' }).waitFor();
    expect(await page.inputValue('#reason')).toBe('家属在外地。');
    await page.locator('#known', { hasText: '已接单' }).waitFor();
    await sendForm();
    await page.locator('#told .notice', { hasText: '已延期' }).waitFor();
  });

  it('can take an order up by keyboard alone', async () => {
    const { id } = await reported('郑六');
    await signIn();
    await rowOf(id).waitFor();
    for (let presses = 0; presses < 200; presses += 1) {
      if ((await rowOf(id).locator('button').and(page.locator(':focus')).count()) > 0) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.locator('#told .notice', { hasText: '已接单' }).waitFor();
    expect((await orderNow(id)).state).toBe('accepted');
    await rowOf(id).locator('a.cells').and(page.locator(':focus')).waitFor();
  });

  it('keep the token in the tab alone: nothing in cookies or local storage, and nothing in a new tab', async () => {
    await signIn();
    await page.locator('#list:not([aria-busy])').waitFor();
    expect(await kept()).toEqual(NOTHING);
    expect(page.url()).not.toMatch(/code=|state=/);
    const another = await context.newPage();
    await another.goto(`${cloud.console}?lang=zh`);
    await another.locator('#door:not([hidden])').waitFor();
    await another.close();
  });

  it('refuse an answer of the issuer that this tab did not ask for', async () => {
    await page.goto(`${cloud.console}?lang=zh&code=abc&state=forged`);
    await page.locator('#told-door .notice.bad').waitFor();
    expect(page.url()).not.toContain('forged');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('say what is missing before anything is sent, with a link to the field', async () => {
    const { id } = await reported('冯七');
    await signIn('zh', `#/orders/${id}`);
    await page.locator('.case .timeline').waitFor();
    await begin('记录上门');
    await sendForm();
    expect(await page.locator('#summary a').count()).toBe(3);
    await page.locator('#summary a').first().click();
    expect(await page.evaluate('document.activeElement?.id')).toBe('visitor1');
  });

  describe.each(['zh', 'en'] as const)('in %s', (language) => {
    it('have no barrier that axe can find, and fit a phone of 320 pixels', async () => {
      const { id } = await reported('陈八');
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(`${cloud.console}?lang=${language}`);
      expect(['door', await violationsOf(page)]).toEqual(['door', []]);
      await page.click('#sign-in');
      await page.locator('#region').waitFor();
      expect(['issuer', await violationsOf(page)]).toEqual(['issuer', []]);
      await signIn(language);
      for (const [hash, ready] of [
        ['#/', '#list:not([aria-busy])'],
        [`#/orders/${id}`, '.case .timeline'],
        [`#/orders/${id}/visit`, '#doing form'],
        [`#/orders/${id}/feedback`, '#doing form'],
        ['#/placements', '#placements:not([aria-busy])'],
        ['#/people', '#screen form'],
        ['#/pending', '.empty'],
      ] as const) {
        await page.goto(`${cloud.console}?lang=${language}${hash}`);
        await page.locator(ready).first().waitFor();
        expect([hash, await violationsOf(page)]).toEqual([hash, []]);
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect([hash, overflow]).toEqual([hash, 0]);
      }
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violationsOf(page)).toEqual([]);
    });
  });
});
