import { type Html, html } from './html.ts';
import { situationIcons } from './icons.ts';
import { choiceField, hotlines, lineField, textField } from './parts.ts';
import type { Say } from './say.ts';
import { step } from './step.ts';

export const whoStep = (say: Say): Html =>
  step(say, {
    id: 'who',
    first: true,
    heading: say('谁可能\u200b需要帮助?', 'Who may need help?'),
    body: html`
    ${lineField({ id: 'name', path: '/subject/name', label: say('姓名', 'Name'), hint: say('不知道全名,写怎么称呼也行,比如“三楼的王奶奶”。', 'If you do not know the full name, what people call them, such as “Grandma Wang, 3rd floor”.'), max: 50, wide: true })}
    ${choiceField(
      {
        id: 'relation',
        path: '/reporter/relation',
        label: say('您和这个人是什么关系?', 'How do you know this person?'),
      },
      [
        { value: 'self', label: say('就是我自己', 'It is me') },
        { value: 'family', label: say('家人、亲戚', 'Family') },
        { value: 'neighbour', label: say('邻居、熟人', 'Neighbour or acquaintance') },
        { value: 'caseworker', label: say('村(社区)干部、网格员', 'Village or community worker') },
        { value: 'volunteer', label: say('志愿者、社会组织', 'Volunteer or charity') },
        { value: 'other', label: say('其他', 'Other') },
      ],
    )}
    <div class="field script-only"><label class="choice"><input type="checkbox" id="keep" autocomplete="off">
      <span>${say('没发出前,先留在这部设备上', 'Keep what I enter on this device until it is sent')}<small>${say(
        '断网、关了页面都不用重填。发出后自动删掉,最多留 7 天。别人用这部手机也能看到,公用的请不要选。',
        'If the connection drops you need not start again. It is deleted once sent, after 7 days at the latest. Whoever uses this device can see it: not for shared ones.',
      )}</small></span></label></div>`,
  });

const level = (id: string, label: string, all: string): Html => html`<div class="field">
  <label for="${id}">${label}</label><select id="${id}" autocomplete="off" disabled><option value="">${all}</option></select></div>`;

export const whereStep = (say: Say): Html =>
  step(say, {
    id: 'where',
    heading: say('人在哪里?', 'Where is the person?'),
    body: html`
    <div class="field" id="regionCode" data-path="/subject/regionCode" tabindex="-1">
      <p class="error" id="regionCode-error"></p>
      <p class="chosen" id="chosen" role="status"></p>
      <label for="search">${say('输入村、社区、街道或县的名字', 'Name of the village, street or county')}</label>
      <p class="hint" id="search-hint">${say('汉字或拼音都行,比如“清波”或“qingbo”。', 'In characters or pinyin, such as “qingbo”.')}</p>
      <input id="search" class="wide" type="search" maxlength="30" autocomplete="off" aria-describedby="search-hint regionCode-error">
      <div id="found" class="found" aria-live="polite"></div>
      <details id="levels"><summary>${say('或者一级一级选', 'Or choose step by step')}</summary>
        ${level('prefecture', say('市', 'City'), say('请选择', 'Choose'))}
        ${level('county', say('县(市、区)', 'County or district'), say('请选择', 'Choose'))}
        ${level('township', say('乡镇(街道)', 'Township or street'), say('不清楚', 'Not sure'))}
        ${level('village', say('村(社区)', 'Village or community'), say('不清楚', 'Not sure'))}
      </details>
    </div>
    ${lineField({ id: 'address', path: '/subject/address', label: say('详细地址', 'Address'), hint: say('门牌号,或者怎么找得到,比如“村口小卖部旁边”。', 'House number, or how to find it, such as “beside the shop at the village gate”.'), max: 200, wide: true, optional: say('可以不填', 'optional') })}`,
  });

const situation = (value: keyof typeof situationIcons, label: string): Html =>
  html`<label class="tile"><input type="checkbox" name="situations" value="${value}">${situationIcons[value]}<span>${label}</span></label>`;

const callFirst = (say: Say): Html => html`<div aria-live="polite">
  <div class="notice bad" data-when="violence" hidden><p><b>${say('有人正在打人、威胁?先打 110。', 'Is someone being hurt or threatened? Call 110 first.')}</b></p>
  ${hotlines([
    ['110', say('报警', 'Police')],
    ['12338', say('妇女维权热线', 'Women’s rights line')],
  ])}</div>
  <div class="notice" data-when="homeless" hidden><p><b>${say('今晚没地方住、没饭吃?先打电话,可以送到救助管理站。', 'Nowhere to sleep tonight? Call first: a relief station can take the person in.')}</b></p>
  ${hotlines([
    ['12345', say('政务服务热线', 'Public service line')],
    ['110', say('夜里、天冷、有危险', 'At night, in the cold, in danger')],
  ])}</div>
</div>`;

export const whatStep = (say: Say): Html =>
  step(say, {
    id: 'what',
    heading: say('遇到了什么事?', 'What has happened?'),
    body: html`
    <fieldset class="field" id="situations" data-path="/subject/situations" tabindex="-1" aria-describedby="situations-hint situations-error">
      <legend class="hidden">${say('遇到了什么事?', 'What has happened?')}</legend>
      <p class="hint" id="situations-hint">${say('可以选几样。', 'Choose all that apply.')}</p>
      <p class="error" id="situations-error"></p>
      <div class="tiles">
        ${situation('illness', say('生病、住院', 'Illness'))}
        ${situation('disability', say('残疾', 'Disability'))}
        ${situation('unemployment', say('没了工作', 'Lost work'))}
        ${situation('death-in-household', say('家里有人\u200b去世', 'A death in the family'))}
        ${situation('old-and-alone', say('年老\u200b没人照顾', 'Old and alone'))}
        ${situation('child-without-care', say('孩子没人管', 'Child without care'))}
        ${situation('accident', say('出了事故', 'Accident'))}
        ${situation('fire-or-disaster', say('火灾、天灾', 'Fire or disaster'))}
        ${situation('schooling', say('上不起学', 'Cannot pay for school'))}
        ${situation('violence', say('挨打、受欺负', 'Violence or abuse'))}
        ${situation('homeless', say('没地方住', 'Nowhere to live'))}
        ${situation('other', say('其他困难', 'Something else'))}
      </div>
    </fieldset>
    ${callFirst(say)}
    ${textField({ id: 'description', path: '/subject/description', label: say('再说几句', 'In your words'), hint: say('比如:住院两个月,家里没有收入。', 'For example: two months in hospital, no income at home.'), max: 1000, optional: say('可以不填', 'optional') })}`,
  });

export const urgencyStep = (say: Say): Html =>
  step(say, {
    id: 'urgency',
    heading: say('有多急?', 'How urgent is it?'),
    body: choiceField(
      { id: 'urgent', path: '/urgency', label: say('有多急?', 'How urgent is it?') },
      [
        {
          value: 'danger',
          label: say('现在就有危险', 'In danger right now'),
          hint: say('先告诉您打哪个电话', 'We show you whom to call first'),
        },
        {
          value: 'urgent',
          label: say('很急,这一两天就过不去', 'Urgent: cannot get through the next day or two'),
          hint: say('一个工作日内上门', 'A visit within one working day'),
        },
        {
          value: 'normal',
          label: say('不算急,但需要帮助', 'Not urgent, but help is needed'),
          hint: say('五个工作日内上门', 'A visit within five working days'),
        },
      ],
      html`<span class="hidden">${say('有多急?', 'How urgent is it?')}</span>`,
    ),
  });
