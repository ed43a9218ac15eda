import { departments } from '#shared/reference/departments.ts';
import { type Html, html } from '#web/pages/html.ts';
import { type Language, type Say, sayIn } from '#web/pages/say.ts';
import { pageClients } from './clients.ts';
import type { AuthorizeRequest } from './issuer-codes.ts';
import { offices } from './issuer-people.ts';

const hidden = (request: AuthorizeRequest): Html =>
  html`${Object.entries({
    response_type: 'code',
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    state: request.state,
    nonce: request.nonce,
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
  }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;

const option = (value: string, words: string): Html => html`<option value="${value}">${words}</option>`;

const officialFields = (say: Say): Html => html`
  <div class="field"><label for="who">${say('岗位', 'Post')}</label>
  <select id="who" name="who">
    ${option('caseworker', say('经办人员', 'Caseworker'))}
    ${option('reviewer', say('审核人员', 'Reviewer'))}
    ${option('operator', say('操作员', 'Operator'))}
    ${option('all', say('以上三种', 'All three of these'))}
    ${option('auditor', say('审计人员(全省)', 'Auditor (province)'))}
    ${departments.map((name) => option(`department-${name}`, `${say('部门:', 'Department: ')}${name}`))}
  </select></div>
  <div class="field"><label for="region">${say('地区', 'Region')}</label>
  <p class="hint">${say('审计人员和部门不用选。', 'Not asked of auditors and departments.')}</p>
  <select id="region" name="region">${offices.map(
    ({ code, name }) => html`<option value="${code}"${code === '330102' ? html` selected` : false}>${name}</option>`,
  )}</select></div>
  <div class="field"><label for="staffNumber">${say('工号', 'Staff number')}</label>
  <p class="hint">${say('字母和数字,任意。不同的工号是不同的人。', 'Letters and digits, any. Different numbers are different people.')}</p>
  <input id="staffNumber" name="staffNumber" class="narrow" value="1001" maxlength="12" autocomplete="off" spellcheck="false"></div>`;

const citizenFields = (say: Say): Html => html`
  <div class="field"><label for="idNumber">${say('身份证号', 'Identity number')}</label>
  <p class="hint">${say('18 位。这里用的都是虚构的人。', '18 characters. Everybody here is invented.')}</p>
  <input id="idNumber" name="idNumber" class="narrow" maxlength="40" autocomplete="off" spellcheck="false"></div>`;

const WRONG = {
  official: (say: Say) =>
    say(
      '没有这样的人。工号只能用字母和数字。',
      'There is nobody like that. A staff number has letters and digits only.',
    ),
  citizen: (say: Say) =>
    say(
      '身份证号对不上。请对照证件再核对一遍。',
      'The identity number does not add up. Please check it against the card.',
    ),
} as const;

const documentOf = (language: Language, title: string, main: Html): string =>
  html`<!doctype html>
<html class="js" lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/site.css"></head>
<body><main id="main">${main}</main></body></html>
`.markup;

/** The sign-in page of the local stage: who somebody is, they say themselves. */
export const signInPage = (language: Language, request: AuthorizeRequest, wrong: boolean): string => {
  const say = sayIn(language);
  const audience = pageClients.get(request.clientId)?.audience ?? 'official';
  const title = say('登录(本机试用)', 'Sign in (this machine only)');
  return documentOf(
    language,
    title,
    html`<h1>${title}</h1>
    <p>${say(
      '这是本机的登录页:不问密码,想当谁就当谁。正式系统用主管部门自己的统一登录。',
      'This page stands in for the authority’s own sign-in: it asks for no password, you are whom you say you are.',
    )}</p>
    ${wrong && html`<div class="summary" role="alert"><p>${WRONG[audience](say)}</p></div>`}
    <form method="post" action="/authorize?ui_locales=${language}" class="signing">${hidden(request)}
    ${audience === 'citizen' ? citizenFields(say) : officialFields(say)}
    <button class="button" type="submit">${say('登录', 'Sign in')}</button></form>`,
  );
};

/** For a request that none of our pages makes: nobody is sent anywhere. */
export const refusalPage = (language: Language): string => {
  const say = sayIn(language);
  const title = say('不能在这里登录', 'Signing in is not possible');
  return documentOf(
    language,
    title,
    html`<h1>${title}</h1><p>${say(
      '打开这一页的链接不对。请回到原来的页面,重新点“登录”。',
      'The link to this page is not right. Go back to where you came from and sign in again.',
    )}</p>`,
  );
};
