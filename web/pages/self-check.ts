import { html } from './html.ts';
import { phone } from './parts.ts';
import type { Drawing, Page } from './say.ts';

export const selfCheck = ({ say }: Drawing): Page => ({
  slug: 'self-check',
  title: say('看看自己够不够条件', 'See if I may qualify'),
  back: '',
  script: 'self-check.js',
  main: html`
  <section id="intro">
    <h1>${say('看看自己\u200b够不够\u200b条件', 'See if I may qualify')}</h1>
    <p class="lead">${say('12 个问题,大约 5 分钟。知道多少答多少,不清楚的可以跳过。', '12 questions, about 5 minutes. Answer what you can; skip what you do not know.')}</p>
    <ul>
      <li>${say('一起生活的家里人、每月的钱、存款、车、房,大概数就行。', 'The people you live with, monthly money, savings, cars and homes: rough figures will do.')}</li>
      <li>${say('回答不保存,我们也不知道您是谁。', 'Nothing you answer is kept, and we do not know who you are.')}</li>
      <li>${say('结果只是参考,不是审批决定。', 'The result is a guide. It is not a decision.')}</li>
    </ul>
    <noscript><p class="notice">${say('在线自测要用 JavaScript。也可以到乡镇(街道)救助窗口问,或者打 12345。', 'The online check needs JavaScript. You can also ask at the assistance window of your township, or call 12345.')}</p></noscript>
    <p><button class="button" type="button" id="start">${say('开始', 'Start')}</button></p>
    <p class="hint">${say('不想自己算,也可以打', 'Rather not do this alone? Call')} ${phone('12345')}${say(',请人帮您问。', ' and ask for help.')}</p>
  </section>
  <section id="check" hidden></section>`,
});
