import { html } from './html.ts';
import type { Drawing, Page } from './say.ts';

/** What anybody may know: how many people are looked after, and what becomes of reports. */
export const figures = ({ say }: Drawing): Page => ({
  slug: 'figures',
  title: say('公开数据', 'Public figures'),
  back: '',
  script: 'figures.js',
  main: html`
  <h1>${say('公开数据', 'Public figures')}</h1>
  <p class="lead">${say('全省登记在册的有多少人,报上来的事办了多少。', 'How many people are registered in the province, and what has become of reports.')}</p>
  <noscript><p class="notice">${say('这些数字要用 JavaScript 才能显示。', 'The figures need JavaScript to be shown.')} <a href="/v1/statistics/public">${say('看原始数据', 'See the raw data')}</a></p></noscript>
  <div id="figures" aria-live="polite" aria-busy="true"></div>
  <h2>${say('有的格子为什么不写数字?', 'Why do some cells show no number?')}</h2>
  <p>${say(
    '人很少的时候,熟人能从数字猜出是谁。1 到 10 人的不公布;能用别的数字减出来的,也一起不公布。',
    'Where there are few people, those who know them could tell who they are. Counts from 1 to 10 are not published, nor are those from which they could be worked out.',
  )}</p>
  <p>${say('这里没有任何人的姓名、号码和住址。', 'There is no name, number or address in here.')}</p>`,
});
