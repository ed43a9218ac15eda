import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { smallPng } from './small-png.ts';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];
export const widths = [360, 1280] as const;

/** Looks at one page after the other, in one language and at one width. */
export type Camera = {
  readonly page: Page;
  readonly language: Language;
  readonly go: (path: string) => Promise<void>;
  /** A picture of the whole page, under the name of its state. */
  readonly shoot: (state: string) => Promise<void>;
};
export type Walk = (camera: Camera) => Promise<void>;

type Place = { readonly base: string; readonly folder: string };

/** Walks them all, in every language and at every width. */
export const photograph = async (browser: Browser, { base, folder }: Place, walks: readonly Walk[]): Promise<void> => {
  for (const language of languages) {
    for (const width of widths) {
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      for (const walk of walks) {
        const page = await context.newPage();
        page.on('pageerror', (fault) => console.error(`${language} ${width}: ${fault.message}`));
        const go = async (path: string): Promise<void> => {
          const url = new URL(path, base);
          url.searchParams.set('lang', language);
          await page.goto(url.href);
        };
        const shoot = async (state: string): Promise<void> => {
          const png = smallPng(await page.screenshot({ fullPage: true }));
          writeFileSync(join(folder, `${state}-${language}-${width}.png`), png);
        };
        await walk({ page, language, go, shoot });
        await page.close();
      }
      await context.close();
    }
  }
};
