import type { Camera, Walk } from './camera.ts';
import { type Cloud, closedReport, type Receipt } from './closed-report.ts';

/** A county that no test works in. */
const ABOUT = { name: '王秀英', idNumber: '11010519491231002X', regionCode: '331125' };

const open = async ({ page, go }: Camera, { trackingCode, secret }: Receipt): Promise<void> => {
  await go(`/follow#${trackingCode}.${secret}`);
  await page.locator('.timeline').waitFor();
};

/** What a reporter sees when it is over: looked after, or not confirmed and objected to. */
export const closed =
  (cloud: Cloud): Walk =>
  async (camera) => {
    const { page, go, shoot } = camera;
    await open(camera, await closedReport(cloud, ABOUT, { outcome: 'already-registered' }));
    await shoot('follow-looked-after');
    await go('/follow');
    await open(camera, await closedReport(cloud, ABOUT, { outcome: 'unfounded' }));
    await shoot('follow-not-confirmed');
    await page.fill('#reason', '来的时候老人在医院,家里没有人。');
    await page.locator('.objection button').click();
    await page.locator('.objection').waitFor({ state: 'detached' });
    await shoot('follow-objected');
    await go('/follow#ABCDEFGH.JKMNPQRS');
    await page.locator('#summary a').waitFor();
    await shoot('follow-wrong-code');
  };
