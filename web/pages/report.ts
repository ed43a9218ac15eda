import { type Html, html } from './html.ts';
import { dangerLines, lineField, phone } from './parts.ts';
import { urgencyStep, whatStep, whereStep, whoStep } from './report-steps.ts';
import type { Drawing, Page, Say } from './say.ts';
import { step } from './step.ts';

const danger = (say: Say): Html =>
  step(say, {
    id: 'danger',
    heading: say('先打电话,再接着报', 'Call first, then go on'),
    body: html`
    <div class="notice bad">
      <p><b>${say('现在有危险,网上报来不及。请马上打:', 'If there is danger now, an online report is too slow. Call at once:')}</b></p>
      ${dangerLines(say)}
    </div>
    <p>${say('别的急事、不知道找谁:', 'Anything else that cannot wait:')} ${phone('12345')} ${say('或', 'or')} ${phone('12349')}${say('。', '.')}</p>
    <p>${say('打完了,可以接着报。我们会按最急的办:一个工作日内上门。', 'When you have called, go on. We treat it as most urgent: a visit within one working day.')}</p>`,
  });

const identity = (say: Say): Html =>
  step(say, {
    id: 'identity',
    heading: say('知道身份证号\u200b和电话吗?', 'Do you know the ID number and phone?'),
    body: html`
    <p>${say('都可以不填。填了,工作人员能更快找到人,也不会弄错。', 'Both are optional. They help staff find the right person sooner.')}</p>
    ${lineField({ id: 'idNumber', path: '/subject/idNumber', label: say('身份证号', 'Identity number'), hint: say('18 位,最后一位可能是 X。', '18 characters; the last may be X.'), max: 40, optional: say('可以不填', 'optional') })}
    ${lineField({ id: 'phone', path: '/subject/phone', label: say('手机号', 'Mobile number'), hint: say('需要帮助的人的,或者能联系到的家人的。', 'Of the person, or of a relative who can be reached.'), max: 20, mode: 'tel', optional: say('可以不填', 'optional') })}`,
  });

const aboutYou = (say: Say): Html =>
  step(say, {
    id: 'you',
    heading: say('怎么联系您?', 'How can we reach you?'),
    body: html`
    <p>${say('可以不填。填了,找不到地方时能问您一句。不会告诉被报告的人。', 'Optional. If we cannot find the place, we can ask you. The person will not be told.')}</p>
    ${lineField({ id: 'reporterName', path: '/reporter/name', label: say('您的称呼', 'Your name'), max: 50, optional: say('可以不填', 'optional') })}
    ${lineField({ id: 'reporterPhone', path: '/reporter/phone', label: say('您的手机号', 'Your mobile number'), max: 20, mode: 'tel', optional: say('可以不填', 'optional') })}`,
  });

const check = ({ say, to }: Drawing): Html =>
  step(say, {
    id: 'check',
    heading: say('看一遍,没错就发出', 'Check and send'),
    button: say('发出', 'Send'),
    body: html`
    <dl class="answers" id="answers"></dl>
    <p>${say('发出后,当地工作人员会上门核实。这些内容只给负责核实的人看,每看一次都有记录。', 'Local staff will visit. Only those who look into it see this, and every look is recorded. ')}<a href="${to('privacy')}" target="_blank" rel="noopener">${say('信息怎么用(新窗口)', 'How your data is used (new window)')}</a></p>
    <p class="status" id="sending" role="status"></p>`,
  });

const receipt = ({ say, asset }: Drawing): Html => html`<section id="receipt" class="receipt" hidden>
  <h1 tabindex="-1">${say('已收到,谢谢您说这一声', 'Received. Thank you for telling us')}</h1>
  <div class="slip">
    <p class="due" id="due"></p>
    <p class="hint" id="due-note"></p>
    <p id="sent"></p>
    <dl>
      <dt>${say('查询码', 'Tracking code')}</dt><dd class="code" id="receipt-code"></dd>
      <dt>${say('查询密码', 'Secret')}</dt><dd class="code" id="receipt-secret"></dd>
    </dl>
    <figure><div id="qr" data-script="${asset('qr.js')}"></div><figcaption>${say('扫一扫,看进展', 'Scan to follow it')}</figcaption></figure>
  </div>
  <p class="no-print"><b>${say('请留好这张回执。', 'Please keep this receipt.')}</b>${say('截个屏、打印或存成图片都行。谁有它,谁就能查这份报告的进展。', ' Take a screenshot, print or save it. Whoever holds it can follow this report.')}</p>
  <p class="row"><button class="button second" type="button" id="save">${say('存成图片', 'Save as picture')}</button>
  <button class="button second" type="button" id="print">${say('打印', 'Print')}</button></p>
  <p class="status" id="saved" role="status"></p>
  <h2>${say('接下来', 'What happens next')}</h2>
  <ol class="next" id="next">
    <li>${say('报告已经交给当地的工作人员。', 'Your report is with the local staff.')}</li>
    <li>${say('他们会上门看看,核实情况。', 'They will visit and look into it.')}</li>
    <li>${say('有了结果,在“查进展”里能看到。', 'The outcome appears under “Follow”.')}</li>
  </ol>
  <p><a id="follow-link" href="">${say('现在就查进展', 'Follow it now')}</a></p>
  <p>${say('情况变急了?打', 'Has it become urgent? Call')} ${phone('12345')}${say(',有危险打', ', in danger call')} ${phone('110')}${say('。', '.')}</p>
</section>`;

export const report = (drawing: Drawing): Page => {
  const { say } = drawing;
  return {
    slug: 'report',
    title: say('报告可能需要帮助的人', 'Tell us about someone who may need help'),
    back: '',
    script: 'report.js',
    main: html`
    <noscript><p class="notice">${say(
      '在线填写要用 JavaScript。您可以先看看要填什么,然后打 12345,有人帮您记。',
      'Filling this in needs JavaScript. You can read what is asked and then call 12345: someone will write it down for you.',
    )}</p></noscript>
    <div class="notice" id="draft" role="status" hidden></div>
    <form id="report" method="post" novalidate>
      <div class="summary" id="summary" role="alert" tabindex="-1" hidden></div>
      ${whoStep(say)}${whereStep(say)}${whatStep(say)}${urgencyStep(say)}${danger(say)}${identity(say)}${aboutYou(say)}${check(drawing)}
    </form>
    ${receipt(drawing)}`,
  };
};
