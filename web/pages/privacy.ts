import { html } from './html.ts';
import type { Drawing, Page } from './say.ts';

export const privacy = ({ say, to }: Drawing): Page => ({
  slug: 'privacy',
  title: say('您的信息怎么用', 'How your data is used'),
  back: '',
  main: html`
  <h1>${say('您的信息怎么用', 'How your data is used')}</h1>
  <p class="lead">${say(
    '您填的内容只用来核实情况、给予帮助。只有负责那个地方的工作人员能看到,每看一次都有记录。',
    'What you enter is used only to look into the situation and to help. Only staff responsible for that place can see it, and every look is recorded.',
  )}</p>
  <h2>${say('报告一个人时', 'When you report someone')}</h2>
  <ul>
    <li>${say('姓名、身份证号、电话和地址加密保存。', 'Name, identity number, phone and address are stored encrypted.')}</li>
    <li>${say('身份证号可以不填。填了,能少跑一趟、不会弄错人。', 'The identity number is optional. It saves a visit and avoids mixing people up.')}</li>
    <li>${say('您是谁也可以不说。说了,只有核实的人知道,不会告诉被报告的人。', 'You need not say who you are. If you do, only those who look into it will know, not the person you reported.')}</li>
    <li>${say('上门核实后没有困难的,报告保存 1 年后删除;有困难并得到帮助的,保存 10 年。', 'If no need is found, the report is deleted after 1 year; if help was given, it is kept for 10 years.')}</li>
  </ul>
  <h2>${say('自测时', 'When you check for yourself')}</h2>
  <p>${say('12 个回答只在算结果的那一刻用到,算完就没有了。我们不保存,也不知道您是谁。只有您接着点“报一下”,才会跟着报告走;发出前可以不带。', 'Your 12 answers are used only while the result is worked out. We keep nothing and do not know who you are. Only if you then tap “Report it” do they go along with the report, and you can leave them out before sending.')}</p>
  <h2>${say('在您的手机上', 'On your device')}</h2>
  <p>${say(
    '我们不用 Cookie,不跟踪您,不连别的网站。手机上只留您自己要留的:打开“大字版”,记住这一个选择,关掉就删;选了“没发出前,先留在这部设备上”,留住没发出的报告,发出就删,最多 7 天。用哪种语言只写在网址里。',
    'No cookies, no tracking, no other websites. The device keeps only what you ask for: large type, until you switch it off; and a report that is not sent yet, if you ticked to keep it, until it is sent or for 7 days. The language stands in the address alone.',
  )}</p>
  <h2>${say('是人来决定,不是机器', 'People decide, not machines')}</h2>
  <p>${say('能不能得到救助,一定由工作人员核实后决定。您可以问为什么,也可以不同意。', 'Whether help is given is always decided by people who have looked into it. You may ask why, and you may object.')}</p>
  <h2>${say('想问、想改、想删', 'To ask, correct or delete')}</h2>
  <p>${say('打 12345 或 12349,或到乡镇(街道)的社会救助窗口。', 'Call 12345 or 12349, or go to the social assistance window of your township.')}</p>
  <p><a href="${to('report')}">${say('去报告', 'Make a report')}</a></p>`,
});
