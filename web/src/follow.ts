import { ask } from './api.ts';
import { need, put } from './dom.ts';
import { type Held, objectionForm } from './objection.ts';
import { clearTroubles, showTroubles } from './problem.ts';
import { say, sayText } from './say.ts';
import { type Followed, mayObject, progressOf } from './timeline.ts';

const form = need(HTMLFormElement, '#follow');
const code = need(HTMLInputElement, '#code');
const secret = need(HTMLInputElement, '#secret');
const section = need(HTMLElement, '#progress');
const button = need(HTMLButtonElement, '#follow .button');

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

const show = (report: Followed, held: Held): void => {
  const more = mayObject(report) ? [objectionForm(held, () => void look(held))] : [];
  put(section, progressOf(report), ...more);
  section.hidden = false;
  form.hidden = true;
  scrollTo(0, 0);
  need(HTMLElement, 'h1', section).focus({ preventScroll: true });
};

const look = async (held: Held): Promise<void> => {
  button.setAttribute('aria-disabled', 'true');
  const answer = await ask<Followed>(`/reports/${held.code || '-'}`, { headers: { 'x-tracking-secret': held.secret } });
  button.removeAttribute('aria-disabled');
  clearTroubles();
  if (answer.kind === 'ok') return show(answer.value, held);
  form.hidden = false;
  section.hidden = true;
  if (answer.kind === 'problem') showTroubles([{ field: 'code', message: sayText(answer.problem.message) }]);
  else
    showTroubles([
      {
        field: '',
        message: say(
          '没有连上,可能是网断了。请再按一次“查进展”,或者打 12345。',
          'No connection. Press “See what became of it” again, or call 12345.',
        ),
      },
    ]);
};

const submit = (): void => {
  const troubles = missing();
  showTroubles(troubles);
  if (troubles.length === 0) void look({ code: token(code), secret: token(secret) });
};

/** The link of the receipt carries both after the #; they leave the address bar at once. */
const fromLink = (): void => {
  const [linkCode, linkSecret] = decodeURIComponent(location.hash.slice(1)).split('.');
  if (linkCode === undefined || linkSecret === undefined) return;
  history.replaceState(undefined, '', location.pathname + location.search);
  code.value = linkCode;
  secret.value = linkSecret;
  submit();
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  submit();
});
addEventListener('hashchange', fromLink);
fromLink();
