import { readFileSync } from 'node:fs';
import type { Walk } from './camera.ts';

/** Somebody of the seed looks at what is held about them, and who looked; `seedPeople`: the list of them. */
export const myData =
  (seedPeople: string): Walk =>
  async ({ page, go, shoot }) => {
    const [, first = ''] = readFileSync(seedPeople, 'utf8').split('\n');
    const [idNumber = ''] = first.split(',');
    await go('/my-data');
    await page.locator('#sign-in:visible').waitFor();
    await shoot('my-data-door');
    await page.click('#sign-in');
    await page.fill('#idNumber', idNumber);
    await page.click('button[type=submit]');
    await page.locator('#mine:not([hidden]) #record .lead').waitFor();
    await page.locator('#looks li').first().waitFor();
    await page.locator('#lines li, #lines p').first().waitFor();
    await shoot('my-data');
  };
