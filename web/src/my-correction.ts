import type { receipt } from '#shared/contracts/discovery.ts';
import { newKey } from './api.ts';
import { make, maybe, need, put } from './dom.ts';
import { sendMine } from './my-data-api.ts';
import { clearTroubles, showTroubles, type Trouble, troublesOf } from './problem.ts';
import { dayInWords, language, say } from './say.ts';

type Receipt = ReturnType<(typeof receipt)['parse']>;

const form = need(HTMLFormElement, '#correct');
const text = need(HTMLTextAreaElement, '#text');
const button = need(HTMLButtonElement, '#correct .button');
const status = need(HTMLElement, '#sending');
/** The same words under the same key: pressing again after a lost connection asks once. */
let attempt = { content: '', key: newKey() };

const chosen = (): string => maybe(HTMLInputElement, 'input[name=field]:checked')?.value ?? '';

const missing = (): readonly Trouble[] => [
  ...(chosen() === '' ? [{ field: 'field', message: say('请选一项。', 'Choose one.') }] : []),
  ...(text.value.trim() === ''
    ? [{ field: 'text', message: say('请写上应该是什么。', 'Say what it should be.') }]
    : []),
];

const keyFor = (content: string): string => {
  if (attempt.content !== content) attempt = { content, key: newKey() };
  return attempt.key;
};

/** Code and secret are put into a link that follows it, and in letters to copy. */
const showReceipt = ({ trackingCode, secret, dueAt }: Receipt): void => {
  const box = need(HTMLElement, '#receipt');
  const link = `/follow?lang=${language}#${trackingCode}.${secret}`;
  put(
    box,
    make('h3', {}, say('更正申请已收到', 'Your request was received')),
    make('p', {}, say(`工作人员最迟 ${dayInWords(dueAt)} 核实。`, `Staff will look into it by ${dayInWords(dueAt)}.`)),
    make(
      'dl',
      { class: 'facts' },
      make('dt', {}, say('查询码', 'Tracking code')),
      make('dd', {}, trackingCode),
      make('dt', {}, say('查询密码', 'Secret')),
      make('dd', {}, secret),
    ),
    make('p', {}, make('a', { href: link }, say('查进展', 'See what became of it'))),
  );
  form.hidden = true;
  box.hidden = false;
  box.focus();
};

const tell = (words: string): void => {
  put(status, words);
};

const ask = async (signedOut: () => void): Promise<void> => {
  const troubles = missing();
  showTroubles(troubles);
  if (troubles.length > 0) return;
  const body = { field: chosen(), text: text.value.trim() };
  button.setAttribute('aria-disabled', 'true');
  tell(say('正在发送……', 'Sending …'));
  const answer = await sendMine<Receipt>('/corrections', body, keyFor(JSON.stringify(body)));
  button.removeAttribute('aria-disabled');
  tell('');
  clearTroubles();
  if (answer.kind === 'ok') showReceipt(answer.value);
  else if (answer.kind === 'problem') showTroubles(troublesOf(answer.problem));
  else if (answer.kind === 'signed-out') signedOut();
  else tell(say('没有连上,您写的还在。请再按一次。', 'No connection; what you wrote is still here. Press it again.'));
};

/** Makes the form work; `signedOut` is called when the person has to sign in anew. */
export const wireCorrection = (signedOut: () => void): void => {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') !== 'true') void ask(signedOut);
  });
};
