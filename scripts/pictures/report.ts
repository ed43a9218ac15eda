import type { Page } from 'playwright-core';
import type { Camera, Walk } from './camera.ts';

const next = (page: Page) => page.locator('.step.current button[type=submit]').click();
const tick = (page: Page, value: string) => page.locator(`.current input[value="${value}"]`).check();

const where = async ({ page, shoot }: Camera): Promise<void> => {
  await page.fill('#search', 'qingbo');
  await page.locator('#found button').first().waitFor();
  await shoot('report-where-search');
  await page.locator('#found button').first().click();
  await page.fill('#address', '村口小卖部旁边');
  await page.locator('#levels summary').click();
  await page.locator('#village:enabled').waitFor();
  await shoot('report-where');
  await next(page);
};

const what = async ({ page, shoot }: Camera): Promise<void> => {
  for (const value of ['illness', 'old-and-alone', 'violence', 'homeless']) await tick(page, value);
  await shoot('report-what');
  await next(page);
  await tick(page, 'danger');
  await shoot('report-urgency');
  await next(page);
  await shoot('report-danger');
  await next(page);
};

const people = async ({ page, shoot }: Camera): Promise<void> => {
  await page.fill('#idNumber', '110105194912310021');
  await page.fill('#phone', '138 0013 8000');
  await shoot('report-identity');
  await page.fill('#idNumber', '11010519491231002x');
  await next(page);
  await shoot('report-you');
  await next(page);
  await shoot('report-check');
};

/** The line breaks, the draft stays here, is found again, and goes out. */
const send = async ({ page, shoot }: Camera): Promise<void> => {
  await page.context().setOffline(true);
  await next(page);
  await page.locator('#sending.notice').waitFor();
  await shoot('report-offline');
  await page.locator('#sending button').click();
  await page.context().setOffline(false);
  await page.reload();
  await page.locator('#draft .button').first().waitFor();
  await shoot('report-draft');
  await page.locator('#draft .button').first().click();
  await next(page);
  await page.locator('.qr').waitFor();
  await shoot('report-receipt');
  await page.emulateMedia({ media: 'print' });
  await shoot('report-receipt-print');
  await page.emulateMedia({ media: null });
};

/** A report with everything that can come up on its way, and what the reporter sees of it. */
export const report: Walk = async (camera) => {
  const { page, language, go, shoot } = camera;
  await go('/report');
  await shoot('report-who');
  await next(page);
  await shoot('report-who-errors');
  await page.fill('#name', language === 'zh' ? '王秀英' : 'Grandma Wang');
  await tick(page, 'neighbour');
  await next(page);
  await where(camera);
  await what(camera);
  await people(camera);
  await send(camera);
  await page.locator('#follow-link').click();
  await page.locator('.timeline').waitFor();
  await shoot('follow-progress');
};
