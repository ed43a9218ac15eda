import { purposes } from '#shared/reference/words.ts';
import { make, put } from '../dom.ts';
import { say } from '../say.ts';
import { button } from './view.ts';
import { purposeWord } from './words.ts';

export type Reveal = {
  /** Reads unmasked; a sentence when that failed. */
  readonly show: (purpose: string) => Promise<string | undefined>;
  readonly hide: () => void;
};

const purposeSelect = (): HTMLSelectElement =>
  make(
    'select',
    { id: 'purpose', 'aria-describedby': 'purpose-hint' },
    make('option', { value: '' }, say('请选择', 'Choose')),
    ...purposes.map((purpose) => make('option', { value: purpose }, purposeWord(purpose))),
  );

const hint = (): HTMLElement =>
  make(
    'p',
    { class: 'hint', id: 'purpose-hint' },
    say(
      '姓名、号码现在是遮住的。每看一次都有记录,本人查得到。',
      'Names and numbers are masked. Every look is recorded, and the person can see it.',
    ),
  );

/** Masked until a reason is chosen, and said that the look is recorded. */
export const revealPanel = ({ show, hide }: Reveal): HTMLElement => {
  const panel = make('div', { class: 'reveal no-print' });
  const masked = (): void => {
    const select = purposeSelect();
    const told = make('p', { class: 'error', role: 'alert' });
    const open = async (): Promise<void> => {
      const purpose = purposes.find((one) => one === select.value);
      if (purpose === undefined) {
        told.textContent = say('请先选为什么要看。', 'Choose first why you need to see it.');
        select.focus();
        return;
      }
      const failed = await show(purpose);
      if (failed === undefined) shown(purposeWord(purpose));
      else told.textContent = failed;
    };
    const label = make('label', { for: 'purpose' }, say('为什么要看全部信息?', 'Why do you need to see all of it?'));
    const reveal = button(say('显示', 'Show'), 'button second', open);
    put(panel, label, hint(), told, make('div', { class: 'inline' }, select, reveal));
  };
  const shown = (purpose: string): void => {
    const words = say(
      `已按“${purpose}”显示全部信息,这次查看已记录。`,
      `All of it is shown for “${purpose}”. This look was recorded.`,
    );
    const again = button(say('重新遮住', 'Mask it again'), 'textual', () => {
      hide();
      masked();
    });
    put(panel, make('p', { role: 'status' }, words), again);
  };
  masked();
  return panel;
};
