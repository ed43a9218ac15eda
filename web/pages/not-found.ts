import { html } from './html.ts';
import { phone } from './parts.ts';
import type { Drawing, Page } from './say.ts';

export const notFound = ({ say, to }: Drawing): Page => ({
  slug: 'not-found',
  title: say('没有这个页面', 'There is no such page'),
  main: html`
  <h1>${say('没有这个页面', 'There is no such page')}</h1>
  <p>${say('地址可能抄错了,或者页面已经搬走。', 'The address may be mistyped, or the page has moved.')}</p>
  <p><a class="button" href="${to('')}">${say('回到首页', 'Go to the home page')}</a></p>
  <p>${say('也可以直接打', 'Or call')} ${phone('12345')}${say('。', '.')}</p>`,
});
