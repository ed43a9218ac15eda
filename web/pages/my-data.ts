import { html } from './html.ts';
import { choiceField, phone, textField } from './parts.ts';
import type { Drawing, Page, Say } from './say.ts';

const door = (say: Say) => html`
  <section id="door">
    <h1>${say('谁看过我的信息', 'Who looked at my data')}</h1>
    <p class="lead">${say(
      '登录以后,能看到我们记着您的哪些信息、谁在什么时候为什么看过,写错了可以要求更正。',
      'Sign in to see what is held about you, who looked at it, when and why, and to have it put right.',
    )}</p>
    <noscript><p class="notice">${say('这个页面要用 JavaScript。也可以带身份证到乡镇(街道)的社会救助窗口查。', 'This page needs JavaScript. You can also ask at the social assistance window of your township, with your identity card.')}</p></noscript>
    <div id="told" aria-live="polite"></div>
    <p class="script-only"><button class="button" type="button" id="sign-in">${say('登录', 'Sign in')}</button></p>
    <p class="hint">${say('要先证明您是本人。只在这个页面有效,关掉就退出;用公用的手机、电脑,看完请点“退出”。', 'You prove first who you are. It is good on this tab alone and ends with it; on a shared device, sign out when you are done.')}</p>
  </section>`;

const correction = (say: Say) => html`
  <section aria-labelledby="correct-title">
    <h2 id="correct-title" tabindex="-1">${say('写错了?要求更正', 'Something wrong? Have it put right')}</h2>
    <form id="correct" method="post" novalidate>
      <div class="summary" id="summary" role="alert" tabindex="-1" hidden></div>
      ${choiceField({ id: 'field', path: '/field', label: say('哪里不对?', 'What is wrong?') }, [
        { value: 'name', label: say('姓名', 'Name') },
        { value: 'phone', label: say('电话', 'Phone') },
        { value: 'address', label: say('住址', 'Address') },
        { value: 'region', label: say('所在的县、乡镇或村', 'County, township or village') },
        { value: 'household', label: say('家里有哪些人', 'Who is in the household') },
        { value: 'other', label: say('别的', 'Something else') },
      ])}
      ${textField({
        id: 'text',
        path: '/text',
        label: say('应该是什么?', 'What should it be?'),
        hint: say(
          '写清楚就行,不用写身份证号。当地的工作人员会找您核实。',
          'In your own words, without your identity number. Local staff will check it with you.',
        ),
        max: 1000,
      })}
      <button class="button" type="submit">${say('发出更正申请', 'Ask for the correction')}</button>
      <p id="sending" class="status" role="status"></p>
    </form>
    <div id="receipt" tabindex="-1" hidden></div>
  </section>`;

export const myData = ({ say }: Drawing): Page => ({
  slug: 'my-data',
  title: say('谁看过我的信息', 'Who looked at my data'),
  back: '',
  script: 'my-data.js',
  main: html`
  ${door(say)}
  <div id="mine" hidden>
    <h1 tabindex="-1">${say('我的信息', 'My data')}</h1>
    <p><button class="textual" type="button" id="sign-out">${say('退出', 'Sign out')}</button></p>
    <div id="record" aria-live="polite"></div>
    <section id="access" aria-labelledby="access-title">
      <h2 id="access-title">${say('谁看过', 'Who looked')}</h2>
      <p class="hint">${say('只写哪里的工作人员,不写姓名;您自己看的也记着。您和别人一起出现、遮住姓名的名单不一一列出。', 'The office is named, not the person; your own looks are kept too. Lists in which you stand among others, masked, are not told one by one.')}</p>
      <ul class="timeline" id="looks"></ul>
      <p><button class="button second" type="button" id="more-looks" hidden>${say('看更早的', 'Show earlier ones')}</button></p>
    </section>
    <section id="history" aria-labelledby="history-title">
      <h2 id="history-title">${say('发生过什么', 'What happened')}</h2>
      <ol class="timeline" id="lines"></ol>
      <p><button class="button second" type="button" id="more-lines" hidden>${say('接着看', 'Show more')}</button></p>
    </section>
    <div id="correction">${correction(say)}</div>
  </div>
  <p class="after">${say('有疑问打', 'Questions? Call')} ${phone('12345')}${say('。', '.')}</p>`,
});
