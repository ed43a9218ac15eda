import { randomUUID } from 'node:crypto';
import type { Camera, Walk } from './camera.ts';

/** A county that no test works in. */
const COUNTY = '331125';

type Cloud = { readonly api: string; readonly token: string };
type Receipt = { readonly trackingCode: string; readonly secret: string };
type Orders = { readonly items: readonly { readonly workOrderId: string }[] };

const call = async <T>({ api, token }: Cloud, path: string, body?: object): Promise<T> => {
  const answer = await fetch(new URL(path, api), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return JSON.parse(await answer.text());
};

const LIST = `/v1/work-orders?regionCode=${COUNTY}&limit=200`;

/** A report that its locality has looked into. */
const closedReport = async (cloud: Cloud, feedback: object): Promise<Receipt> => {
  const before = new Set((await call<Orders>(cloud, LIST)).items.map(({ workOrderId }) => workOrderId));
  const subject = { name: '王秀英', regionCode: COUNTY, situations: ['illness'], idNumber: '11010519491231002X' };
  const receipt = await call<Receipt>(cloud, '/v1/reports', { subject });
  const order = (await call<Orders>(cloud, LIST)).items.find(({ workOrderId }) => !before.has(workOrderId));
  await call(cloud, `/v1/work-orders/${order?.workOrderId}/feedback`, feedback);
  return receipt;
};

const open = async ({ page, go }: Camera, { trackingCode, secret }: Receipt): Promise<void> => {
  await go(`/follow#${trackingCode}.${secret}`);
  await page.locator('.timeline').waitFor();
};

/** What a reporter sees when it is over: looked after, or not confirmed and objected to. */
export const closed =
  (cloud: Cloud): Walk =>
  async (camera) => {
    const { page, go, shoot } = camera;
    await open(camera, await closedReport(cloud, { outcome: 'already-registered' }));
    await shoot('follow-looked-after');
    await go('/follow');
    await open(camera, await closedReport(cloud, { outcome: 'unfounded' }));
    await shoot('follow-not-confirmed');
    await page.fill('#reason', '来的时候老人在医院,家里没有人。');
    await page.locator('.objection button').click();
    await page.locator('.objection').waitFor({ state: 'detached' });
    await shoot('follow-objected');
    await go('/follow#ABCDEFGH.JKMNPQRS');
    await page.locator('#summary a').waitFor();
    await shoot('follow-wrong-code');
  };
