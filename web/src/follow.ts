import type { followedReport } from '#shared/contracts/discovery.ts';
import { ask } from './api.ts';
import { need, put } from './dom.ts';
import { clearTroubles, showTroubles } from './problem.ts';
import { say, sayText } from './say.ts';
import { progressOf } from './timeline.ts';

type Followed = ReturnType<(typeof followedReport)['parse']>;

const form = need(HTMLFormElement, '#follow');
const code = need(HTMLInputElement, '#code');
const secret = need(HTMLInputElement, '#secret');
const section = need(HTMLElement, '#progress');

const missing = () => [
  ...(code.value.trim() === '' ? [{ field: 'code', message: say('请填查询码。', 'Enter the tracking code.') }] : []),
  ...(secret.value.trim() === '' ? [{ field: 'secret', message: say('请填查询密码。', 'Enter the secret.') }] : []),
];

/** Only letters and digits go out, so that a header can carry them whatever was typed. */
const token = (input: HTMLInputElement): string =>
  input.value
    .normalize('NFKC')
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase();

const look = async (): Promise<void> => {
  const troubles = missing();
  showTroubles(troubles);
  if (troubles.length > 0) return;
  form.setAttribute('aria-busy', 'true');
  const answer = await ask<Followed>(`/reports/${token(code) || '-'}`, {
    headers: { 'x-tracking-secret': token(secret) },
  });
  form.removeAttribute('aria-busy');
  clearTroubles();
  if (answer.kind === 'ok') {
    put(section, progressOf(answer.value));
    section.hidden = false;
    form.hidden = true;
    scrollTo(0, 0);
    need(HTMLElement, 'h1', section).focus({ preventScroll: true });
  } else if (answer.kind === 'problem') showTroubles([{ field: 'code', message: sayText(answer.problem.message) }]);
  else
    showTroubles([
      {
        field: '',
        message: say('没有连上。请稍后再试,或者打 12345。', 'No connection. Try again in a moment, or call 12345.'),
      },
    ]);
};

/** The link of the receipt carries both after the #; they leave the address bar at once. */
const fromLink = (): void => {
  const [linkCode, linkSecret] = decodeURIComponent(location.hash.slice(1)).split('.');
  if (linkCode === undefined || linkSecret === undefined) return;
  history.replaceState(undefined, '', location.pathname + location.search);
  code.value = linkCode;
  secret.value = linkSecret;
  void look();
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void look();
});
addEventListener('hashchange', fromLink);
fromLink();
