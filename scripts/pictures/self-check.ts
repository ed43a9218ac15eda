import type { Camera, Walk } from './camera.ts';

const ANSWERS: Readonly<Record<string, string>> = {
  q2: '4',
  q4: '1',
  q5: '3200',
  q6: '0',
  q7: '10000',
  q9: '0',
  q11: '26000',
  q12: '5000',
};

const answer = async ({ page, shoot }: Camera, id: string): Promise<void> => {
  if (id === 'q1') {
    await page.locator('#prefecture:enabled').selectOption('330700');
    await page.locator('#county:enabled').selectOption('330727');
    await shoot('self-check-county');
  } else if (id === 'q3') {
    await page.locator('input[value="serious-illness"]').check();
    await shoot('self-check-question');
  } else if (id === 'q8') {
    await page.fill('#q8-count', '1');
    await page.fill('#q8-valueFen', '30000');
    await shoot('self-check-parts');
  } else if (id === 'q10') await page.locator('input[value="false"]').check();
  else await page.fill(`#${id}-answer`, ANSWERS[id] ?? '0');
};

/** The twelve questions and what they point to; and what is said when they are skipped. */
export const selfCheck: Walk = async (camera) => {
  const { page, go, shoot } = camera;
  await go('/self-check');
  await page.locator('#start').click();
  for (let number = 1; number <= 12; number += 1) {
    await page.locator(`text="${number} / 12"`).waitFor();
    await answer(camera, `q${number}`);
    await page.locator('#check button[type=submit]').click();
  }
  await page.locator('.verdict').first().waitFor();
  await shoot('self-check-result');
  await page.locator('.verdict details').first().locator('summary').click();
  await shoot('self-check-sum');
  await go('/self-check');
  await page.locator('#start').click();
  for (let number = 1; number <= 12; number += 1) {
    await page.locator(`text="${number} / 12"`).waitFor();
    await page.locator('#skip').click();
  }
  await page.locator('.verdict').first().waitFor();
  await shoot('self-check-cannot-tell');
};
