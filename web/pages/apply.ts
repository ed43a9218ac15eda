import { html } from './html.ts';
import { phone } from './parts.ts';
import type { Drawing, Page } from './say.ts';

/** The door to the joint application, until it opens: where to apply today, and what to bring. */
export const apply = ({ say, to }: Drawing): Page => ({
  slug: 'apply',
  title: say('申请救助', 'Apply for assistance'),
  back: '',
  main: html`
  <h1>${say('申请救助', 'Apply for assistance')}</h1>
  <p class="notice">${say(
    '一次填好、几个部门一起办的网上申请还没有开通,以后就在这个页面。今天可以这样申请:',
    'The joint online application, one form for all departments, is not open yet. It will be on this page. Today you can apply like this:',
  )}</p>
  <h2>${say('到窗口', 'At the window')}</h2>
  <p>${say(
    '到户口所在的乡镇(街道)社会救助窗口。住在别处的,也可以到住的地方的窗口问。',
    'Go to the social assistance window of the township or street where your household is registered. If you live elsewhere, the window there can tell you what to do.',
  )}</p>
  <p>${say('带上:', 'Bring:')}</p>
  <ul>
    <li>${say('身份证和户口簿', 'identity card and household book')}</li>
    <li>${say('看病、上学花了钱的,带上单据', 'receipts, if treatment or school cost you much')}</li>
    <li>${say('残疾人证(有的话)', 'the disability certificate, if there is one')}</li>
  </ul>
  <p>${say('东西不全也可以先去。还缺什么,工作人员会一次说清楚。', 'Go even if something is missing. Staff will tell you once and for all what else is needed.')}</p>
  <h2>${say('去不了', 'If you cannot go')}</h2>
  <p>${say(
    '可以请家里人代办,也可以请村(社区)帮您递交。行动不便的,请打',
    'A relative can go for you, or the village or community can hand in the papers. If you cannot get about, call',
  )} ${phone('12345')}${say(',请工作人员上门。', ' and ask for a visit.')}</p>
  <h2>${say('等不了', 'If it cannot wait')}</h2>
  <p>${say(
    '突然生病、出事、着火,饭都吃不上了:直接说“临时救助”。急的可以先帮,手续后补。',
    'Sudden illness, an accident, a fire, nothing to eat: ask for “temporary assistance” (临时救助). If it is urgent, help comes first and the papers later.',
  )}</p>
  <p>${say('打', 'Call')} ${phone('12349')}${say('(民政服务热线),或者', ' (civil affairs), or ')}<a href="${to('report')}" data-place>${say('在这里报一下,请人上门看', 'report it here: someone will visit')}</a>${say('。', '.')}</p>
  <p><a href="${to('self-check')}" data-place>${say('先看看自己够不够条件', 'See first if I may qualify')}</a></p>`,
});
