import { html } from './html.ts';
import { lineField } from './parts.ts';
import type { Drawing, Page } from './say.ts';

export const follow = ({ say, to }: Drawing): Page => ({
  slug: 'follow',
  title: say('查进展', 'Follow a report'),
  back: '',
  script: 'follow.js',
  main: html`
 <div class="summary" id="summary" role="alert" tabindex="-1" hidden></div>
  <form id="follow" method="post" novalidate>
    <h1>${say('我报过了,现在怎么样了?', 'What became of my report?')}</h1>
    <noscript><p class="notice">${say('这个页面要用 JavaScript。也可以打 12345,报上查询码。', 'This page needs JavaScript. You can also call 12345 and give your code.')}</p></noscript>
    <p>${say('照着回执填。扫回执上的二维码会自动填好。', 'Fill in what stands on your receipt. Scanning its QR code does this for you.')}</p>
    ${lineField({ id: 'code', path: '/code', label: say('查询码', 'Tracking code'), hint: say('空格和横线不用管,大小写都行。', 'Spaces, hyphens and capitals do not matter.'), max: 60, wide: true })}
    ${lineField({ id: 'secret', path: '/secret', label: say('查询密码', 'Secret'), hint: say('在回执上,查询码的下面。', 'On the receipt, below the code.'), max: 60, wide: true })}
    <button class="button" type="submit">${say('查进展', 'See what became of it')}</button>
    <p class="hint">${say('回执丢了?打 12345,说出报告的日期和地点。', 'Lost your receipt? Call 12345 with the day and place of the report.')}</p>
  </form>
  <section id="progress" hidden aria-live="polite"></section>
  <p class="after"><a href="${to('report')}">${say('再报一个人', 'Report another person')}</a></p>`,
});
