import { given } from '#shared/kernel/given.ts';
import type { Answer } from './api.ts';
import { attempts } from './attempt.ts';
import { carried, dropCarried } from './carried.ts';
import { showAnswers } from './check-answers.ts';
import { all, maybe, need } from './dom.ts';
import type { Draft } from './draft.ts';
import { tellIdAtOnce } from './id-field.ts';
import { keeping, offerDraft } from './keep.ts';
import { fromAddress } from './placement.ts';
import { clearTroubles, showTroubles, troublesOf } from './problem.ts';
import { showReceipt } from './receipt.ts';
import { regionPicker } from './region-picker.ts';
import { fill } from './report-fields.ts';
import { bodyOf, picked, situations, troublesIn } from './report-form.ts';
import { type Receipt, sendReport, tellNothing, tellOffline, tellOnline, tellSending } from './report-send.ts';
import { steps, wireBack } from './steps.ts';

const form = need(HTMLFormElement, '#report');
const button = need(HTMLButtonElement, '#check .button');
const tries = attempts();
const { region, placement: scanned } = fromAddress();
let placement = scanned;
let answers = carried();
/** A question that was opened again from the summary leads back to it. */
let changing = false;

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
const leaveOut = (): void => {
  answers = undefined;
  dropCarried();
  readBack();
  need(HTMLElement, '#check h1').focus();
};
const readBack = (): void =>
  showAnswers({
    place: picker.chosen(),
    leaveOut: answers === undefined ? undefined : leaveOut,
    change: (step) => {
      changing = true;
      walk.show(step);
    },
  });
const picker = regionPicker(need(HTMLElement, '#where'), ['prefecture', 'county', 'township', 'village']);
const keep = keeping(() => ({
  step: walk.current(),
  ...given({ place: picker.chosen(), placement, answers, attempt: tries.last() }),
}));
const walk = steps(route, (id) => {
  clearTroubles();
  tellNothing();
  if (id === 'check') {
    changing = false;
    readBack();
  }
  keep.save();
});
wireBack(() => walk.current() === 'who' || !form.isConnected);

const showRefusal = (answer: Extract<Answer<Receipt>, { kind: 'problem' }>): void => {
  const troubles = troublesOf(answer.problem);
  const step = troubles
    .map(({ field }) => document.getElementById(field)?.closest('.step')?.id)
    .find((id) => id !== undefined);
  if (step !== undefined && step !== walk.current()) {
    changing = true;
    walk.show(step);
  }
  showTroubles(troubles);
};

const finish = (receipt: Receipt): void => {
  keep.end();
  dropCarried();
  form.remove();
  showReceipt(receipt);
};

const askAgain = (step: string): void => {
  changing = true;
  walk.show(step);
  showTroubles(troublesIn(step, picker.chosen()));
};

const submit = async (): Promise<void> => {
  const place = picker.chosen();
  if (button.getAttribute('aria-disabled') === 'true') return;
  // The browser's own "forward" comes here past a question that was opened again and left without an answer.
  if (place === undefined) return askAgain('where');
  button.setAttribute('aria-disabled', 'true');
  tellSending();
  const sent = sendReport(bodyOf(place, given({ placementId: placement, answers })), tries);
  keep.save();
  const answer = await sent;
  button.removeAttribute('aria-disabled');
  tellNothing();
  if (answer.kind === 'offline') tellOffline(keep);
  else if (answer.kind === 'problem') showRefusal(answer);
  else finish(answer.value);
};

const goOn = (): void => {
  const step = walk.current();
  const troubles = troublesIn(step, picker.chosen());
  showTroubles(troubles);
  if (troubles.length > 0) return;
  const next = walk.following();
  if (next === undefined) void submit();
  else walk.show(changing && next !== 'danger' ? 'check' : next);
};

const showCallFirst = (): void => {
  for (const notice of all(HTMLElement, '[data-when]')) {
    notice.hidden = !situations().some((situation) => situation === notice.dataset['when']);
  }
};

const resume = (draft: Draft): void => {
  fill(draft);
  if (draft.place !== undefined) picker.put(draft.place);
  placement = draft.placement;
  answers = draft.answers;
  tries.resume(draft.attempt);
  showCallFirst();
  walk.resume(draft.step);
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  goOn();
});
need(HTMLElement, '#situations').addEventListener('change', showCallFirst);
addEventListener('online', tellOnline);
tellIdAtOnce();
const known = region ?? answers?.q1 ?? undefined;
if (known !== undefined) void picker.choose(known);
maybe(HTMLElement, '#levels')?.toggleAttribute('open', known !== undefined);
offerDraft(resume);
