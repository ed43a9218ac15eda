import { html } from './html.ts';
import { doorIcons } from './icons.ts';
import type { Drawing, Page } from './say.ts';

export const home = ({ say, to }: Drawing): Page => ({
  slug: 'home',
  title: say('有困难,说一声', 'In hardship? Say so'),
  main: html`
  <h1>${say('有困难,说一声', 'In hardship? Say so')}</h1>
  <p class="lead">${say(
    '自己或身边的人过不下去了,在这里说一声。当地的工作人员会上门看,看完告诉您结果。',
    'If you or someone near you cannot get by, say so here. Local staff will visit, and you will hear what came of it.',
  )}</p>
  <div id="place" aria-live="polite"></div>
  <div class="doors">
    <a class="door primary" data-place href="${to('report')}">${doorIcons.report}
      <span><b>${say('我想帮别人\u200b报一下', 'Tell us about someone')}</b>
      <small>${say('也可以报自己。约 3 分钟,不用登录。', 'Someone else or yourself. About 3 minutes, no account.')}</small></span></a>
    <a class="door" data-place href="${to('self-check')}">${doorIcons.selfCheck}
      <span><b>${say('我想看看\u200b自己够不够\u200b条件', 'See if I may qualify')}</b>
      <small>${say('12 个问题,马上有结果,回答不保存。', '12 questions, an answer at once, nothing is kept.')}</small></span></a>
  </div>
  <nav class="quiet" aria-label="${say('其他', 'More')}">
    <ul>
      <li><a href="${to('emergency')}">${say('现在就有危险?看紧急求助电话', 'In danger now? Emergency numbers')}</a></li>
      <li><a href="${to('follow')}">${say('我报过了,查进展', 'I have reported: see what became of it')}</a></li>
      <li><a data-place href="${to('apply')}">${say('申请救助', 'Apply for assistance')}</a></li>
      <li><a href="${to('my-data')}">${say('谁看过我的信息', 'Who looked at my data')}</a></li>
      <li><a href="${to('figures')}">${say('公开数据', 'Public figures')}</a></li>
    </ul>
  </nav>`,
  script: 'home.js',
});
