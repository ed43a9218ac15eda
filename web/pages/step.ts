import { type Html, html } from './html.ts';
import type { Say } from './say.ts';

/** One screen of a form: one question, one button at its end. Without JavaScript all of them stand below each other. */
export const step = (
  say: Say,
  { id, heading, body, first, button }: { id: string; heading: string; body: Html; first?: true; button?: string },
): Html => html`<section class="step${first === true && ' current'}" id="${id}">
  <p class="count" aria-hidden="true"></p>
  <progress class="bar" aria-hidden="true"></progress>
  <h1 tabindex="-1">${heading}</h1>
  ${body}
  <p><button class="button" type="submit">${button ?? say('继续', 'Continue')}</button></p>
</section>`;
