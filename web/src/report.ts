import type { receipt } from '#shared/contracts/discovery.ts';
import { type Answer, newKey, send } from './api.ts';
import { showAnswers } from './check-answers.ts';
import { all, maybe, need, put } from './dom.ts';
import { clearTroubles, showTroubles, troublesOf } from './problem.ts';
import { showReceipt } from './receipt.ts';
import { regionPicker } from './region-picker.ts';
import { bodyOf, canonicalId, idTrouble, picked, situations, troublesIn } from './report-form.ts';
import { say } from './say.ts';
import { steps, wireBack } from './steps.ts';

type Receipt = ReturnType<(typeof receipt)['parse']>;

const form = need(HTMLFormElement, '#report');
const sending = need(HTMLElement, '#sending');
const button = need(HTMLButtonElement, '#check .button');
const picker = regionPicker(need(HTMLElement, '#where'), ['prefecture', 'county', 'township', 'village']);

/** Who is in danger sees the numbers first; who reports themself is not asked for themself again. */
const route = (): readonly string[] => [
  'who',
  'where',
  'what',
  'urgency',
  ...(picked('urgent') === 'danger' ? ['danger'] : []),
  'identity',
  ...(picked('relation') === 'self' ? [] : ['you']),
  'check',
];
const walk = steps(route, (id) => {
  clearTroubles();
  if (id === 'check') showAnswers(picker.chosen(), (step) => walk.show(step));
});
wireBack(() => walk.current() === 'who');

/** One key a content: what is sent again unchanged is known again, however often the line breaks. */
const lastTry = { body: '', key: newKey() };
const keyFor = (body: string): string => {
  if (lastTry.body !== '' && lastTry.body !== body) lastTry.key = newKey();
  lastTry.body = body;
  return lastTry.key;
};

const tellOffline = (): void => {
  put(
    sending,
    say(
      '没有发出去,可能是网络断了。您填的都还在,请再按一次“发出”。急的话请打 12345。',
      'It was not sent: the connection may be down. All you entered is still here; press “Send” again. If it cannot wait, call 12345.',
    ),
  );
  sending.className = 'status notice bad';
};

const showRefusal = (answer: Extract<Answer<Receipt>, { kind: 'problem' }>): void => {
  const troubles = troublesOf(answer.problem);
  const step = troubles
    .map(({ field }) => document.getElementById(field)?.closest('.step')?.id)
    .find((id) => id !== undefined);
  if (step !== undefined) walk.show(step);
  showTroubles(troubles);
};

const submit = async (): Promise<void> => {
  const place = picker.chosen();
  if (place === undefined || button.getAttribute('aria-disabled') === 'true') return;
  const body = bodyOf(place);
  button.setAttribute('aria-disabled', 'true');
  sending.className = 'status';
  sending.textContent = say('正在发出……', 'Sending …');
  const answer = await send<Receipt>('/reports', body, { 'idempotency-key': keyFor(JSON.stringify(body)) });
  button.removeAttribute('aria-disabled');
  sending.textContent = '';
  if (answer.kind === 'offline') tellOffline();
  else if (answer.kind === 'problem') showRefusal(answer);
  else {
    form.remove();
    showReceipt(answer.value);
  }
};

const goOn = (): void => {
  const troubles = troublesIn(walk.current(), picker.chosen());
  showTroubles(troubles);
  if (troubles.length > 0) return;
  const next = walk.following();
  if (next === undefined) void submit();
  else walk.show(next);
};

/** The number is looked at when the field is left; while it stands there unfinished nobody is told off. */
const tellIdAtOnce = (): void => {
  const field = need(HTMLInputElement, '#idNumber');
  const error = need(HTMLElement, '#idNumber-error');
  const look = (): void => {
    const [trouble] = idTrouble();
    error.textContent = trouble?.message ?? '';
    if (trouble === undefined) field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
  };
  field.addEventListener('change', () => {
    field.value = canonicalId();
    look();
  });
  field.addEventListener('input', () => {
    if (field.value.trim().length >= 18 || error.textContent !== '') look();
  });
};

const showCallFirst = (): void => {
  for (const notice of all(HTMLElement, '[data-when]')) {
    notice.hidden = !situations().some((situation) => situation === notice.dataset['when']);
  }
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  goOn();
});
need(HTMLElement, '#situations').addEventListener('change', showCallFirst);
tellIdAtOnce();
const known = new URLSearchParams(location.search).get('region');
if (known !== null) void picker.choose(known);
maybe(HTMLElement, '#levels')?.toggleAttribute('open', known !== null);
