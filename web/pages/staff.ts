import { html } from './html.ts';
import type { Drawing, Page } from './say.ts';

export const staff = ({ say, asset }: Drawing): Page => ({
  slug: 'staff',
  title: say('工作台', 'Staff'),
  script: 'staff.js',
  staff: true,
  main: html`
  <div id="door" data-worker="${asset('staff-worker.js')}">
    <h1>${say('工作台', 'Staff')}</h1>
    <noscript><p class="notice">${say('工作台要用 JavaScript。', 'The staff pages need JavaScript.')}</p></noscript>
    <p>${say('给基层经办人员:看工单、记上门、反馈结果。', 'For caseworkers: work orders, visits and results.')}</p>
    <div id="told-door" aria-live="polite"></div>
    <p><button class="button" type="button" id="sign-in">${say('登录', 'Sign in')}</button></p>
    <p class="hint">${say('登录只在这个页面有效,关掉就退出。', 'You are signed in on this tab alone; closing it signs you out.')}</p>
  </div>
  <div id="app" hidden>
    <nav id="rooms" class="rooms no-print" aria-label="${say('工作台', 'Staff')}">
      <a href="#/">${say('工单', 'Work orders')}</a>
      <a href="#/people">${say('查人', 'People')}</a>
      <a href="#/placements">${say('二维码', 'QR codes')}</a>
    </nav>
    <p id="me" class="me no-print"></p>
    <p id="waiting" class="notice no-print" role="status" hidden></p>
    <p id="sent" class="notice no-print" role="status" hidden></p>
    <div id="screen"></div>
  </div>`,
});
