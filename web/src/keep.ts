import { make, need, put } from './dom.ts';
import { type Draft, dropDraft, keepDraft, keptDraft } from './draft.ts';
import { type Filled, filled } from './report-fields.ts';
import { momentInWords, say } from './say.ts';

const PAUSE_MS = 400;
const box = need(HTMLInputElement, '#keep');

export type Keeping = {
  /** Whether all that was entered lies on the device now: `false` where nobody agreed, or the browser keeps nothing. */
  readonly save: () => boolean;
  readonly agreed: () => boolean;
  /** The person agrees now, after the line broke; whether it could be kept. */
  readonly agree: () => boolean;
  readonly end: () => void;
};

/** Keeps what is entered on the device from the moment on at which the person agrees, and deletes it when they no longer do. */
export const keeping = (rest: () => Omit<Draft, 'form' | 'at' | keyof Filled>): Keeping => {
  let timer = 0;
  const save = (): boolean => box.checked && keepDraft({ ...filled(), ...rest() });
  need(HTMLFormElement, '#report').addEventListener('input', (event) => {
    if (event.target === box) return;
    clearTimeout(timer);
    timer = window.setTimeout(save, PAUSE_MS);
  });
  box.addEventListener('change', () => {
    if (box.checked) save();
    else dropDraft();
  });
  addEventListener('pagehide', save);
  return {
    save,
    agreed: () => box.checked,
    agree: () => {
      box.checked = true;
      return save();
    },
    end: () => {
      clearTimeout(timer);
      // A draft that was neither agreed to nor taken up here is somebody else's, on a shared phone: it waits for them.
      if (box.checked) dropDraft();
      box.checked = false;
    },
  };
};

/** A draft that lies here is offered, to go on with or to delete. */
export const offerDraft = (goOn: (draft: Draft) => void): void => {
  const draft = keptDraft();
  if (draft === undefined) return;
  const notice = need(HTMLElement, '#draft');
  const button = (words: string, kind: string, act: () => void): HTMLElement => {
    const element = make('button', { type: 'button', class: kind }, words);
    element.addEventListener('click', () => {
      notice.hidden = true;
      act();
    });
    return element;
  };
  const at = momentInWords(new Date(draft.at).toISOString());
  const words = say(
    `这里留着一份还没发出的报告(${at})。`,
    `A report that was not sent yet lies on this device (${at}).`,
  );
  put(
    notice,
    make('p', {}, words),
    make(
      'p',
      { class: 'row' },
      button(say('接着填', 'Go on with it'), 'button', () => {
        box.checked = true;
        goOn(draft);
      }),
      button(say('删掉', 'Delete it'), 'button second', () => {
        dropDraft();
        need(HTMLElement, '.step.current h1').focus();
      }),
    ),
  );
  notice.hidden = false;
};
