import type { selfCheckResult } from '#shared/contracts/self-check.ts';
import { typeset } from '../typeset.ts';
import { drawing, make } from './dom.ts';
import { withPlace } from './placement.ts';
import { say, sayText, to, yuan } from './say.ts';

type Result = ReturnType<(typeof selfCheckResult)['parse']>;
type CategoryResult = Result['results'][number];
type Figure = NonNullable<CategoryResult['reasons'][number]['figure']>;

const NAMES: Readonly<Record<CategoryResult['category'], () => string>> = {
  'subsistence-allowance': () => say('最低生活保障(低保)', 'Subsistence allowance (dibao)'),
  marginal: () => say('最低生活保障边缘家庭(低边)', 'Marginal family'),
  'extreme-hardship': () => say('特困人员供养', 'Support for people in extreme hardship'),
  'rigid-expense': () => say('刚性支出困难家庭(看病、上学花费大)', 'Family with heavy necessary expenses'),
  'temporary-assistance': () => say('临时救助', 'Temporary assistance'),
};

const RING = 'M16 4a12 12 0 1 0 .01 0';
type Look = { readonly words: string; readonly tone: string; readonly paths: readonly string[] };
const VERDICTS: Readonly<Record<CategoryResult['verdict'], () => Look>> = {
  likely: () => ({ words: say('很可能够条件', 'Likely'), tone: 'good', paths: [RING, 'M10 16l4 5 8-9'] }),
  near: () => ({
    words: say('差一点,可以问问', 'Near: worth asking'),
    tone: 'caution',
    paths: [RING, 'M10 16c2-3 4-3 6 0s4 3 6 0'],
  }),
  unlikely: () => ({ words: say('看起来不够条件', 'Unlikely'), tone: 'calm', paths: [RING, 'M10 16h12'] }),
  'cannot-tell': () => ({
    words: say('还看不出来', 'Cannot tell yet'),
    tone: 'calm',
    paths: [RING, 'M13 13a3 3 0 1 1 3 4v2', 'M16 22.500v.1'],
  }),
};

/** The unit of a figure in words; the API's own word where it is a new one. */
const UNITS: Readonly<Record<string, (value: number) => string>> = {
  fen: () => say('元', 'yuan'),
  'fen-per-month': () => say('元/月', 'yuan a month'),
  'fen-per-person-month': () => say('元/人·月', 'yuan a person and month'),
  'fen-per-person-year': () => say('元/人·年', 'yuan a person and year'),
  'times-standard': () => say('倍低保标准', 'times the standard'),
  'years-of-standard': () => say('年的低保标准', 'years of the standard'),
  'months-of-standard': () => say('个月的低保标准', 'months of the standard'),
  percent: () => '%',
  times: () => say('倍', 'times'),
  cars: (value) => say('辆', value === 1 ? 'car' : 'cars'),
  homes: (value) => say('套', value === 1 ? 'home' : 'homes'),
};

const amountOf = ({ value, unit }: Figure): string =>
  `${unit.startsWith('fen') ? yuan(value) : String(value)} ${(UNITS[unit] ?? (() => unit))(value)}`;

const figureOf = (figure: Figure): HTMLElement =>
  make(
    'p',
    { class: 'figure' },
    make('b', {}, `${sayText(figure.name)}${say(':', ': ')}${amountOf(figure)}`),
    ' ',
    figure.example === true && make('span', { class: 'example' }, say('示例', 'example')),
    make(
      'small',
      {},
      say(`${figure.asOf} 起 · `, `since ${figure.asOf} · `),
      make('span', { lang: 'zh-CN' }, typeset(figure.citation)),
    ),
  );

const categoryOf = ({ category, verdict, reasons, nextStep }: CategoryResult): HTMLElement => {
  const look = VERDICTS[verdict]();
  // Why it cannot be told stands in the open: the person may want to answer that question after all.
  const open = verdict === 'cannot-tell' ? reasons[0] : undefined;
  const sums = open === undefined || open.figure !== undefined ? reasons : reasons.slice(1);
  const lines = sums.map(({ text, figure }) =>
    make('div', {}, make('p', {}, sayText(text)), figure !== undefined && figureOf(figure)),
  );
  return make(
    'section',
    { class: 'verdict', 'data-verdict': verdict },
    make('h2', {}, NAMES[category]()),
    make(
      'p',
      { class: `state ${look.tone}` },
      drawing('icon', '0 0 32 32', ...look.paths),
      make('span', {}, look.words),
    ),
    open !== undefined && make('p', { class: 'why' }, sayText(open.text)),
    lines.length > 0 &&
      make(
        'details',
        {},
        make(
          'summary',
          {},
          say('怎么算的', 'How this was worked out'),
          make('span', { class: 'hidden' }, ` ${NAMES[category]()}`),
        ),
        ...lines,
      ),
    (verdict === 'likely' || verdict === 'near') &&
      make('p', {}, make('b', {}, say('下一步:', 'Next: ')), sayText(nextStep)),
  );
};

const headline = ({ results }: Result): string => {
  if (results.some(({ verdict }) => verdict === 'likely'))
    return say('您家很可能够条件', 'Your family may well qualify');
  if (results.some(({ verdict }) => verdict === 'near')) return say('差一点,可以去问问', 'Near the line: worth asking');
  if (results.every(({ verdict }) => verdict === 'unlikely'))
    return say('照现在的回答,看起来不够条件', 'By these answers, your family would probably not qualify');
  return say('照现在的回答,还看不出来', 'These answers do not tell yet');
};

const ORDER = ['likely', 'near', 'cannot-tell', 'unlikely'] as const satisfies readonly CategoryResult['verdict'][];

/** Where the result leads: back to the answers, or into a report that takes them along. */
export type ResultWays = { readonly again: () => void; readonly carryOn: () => void };

const waysOf = ({ again, carryOn }: ResultWays): readonly HTMLElement[] => {
  const restart = make('button', { type: 'button', class: 'textual' }, say('改一改回答', 'Change my answers'));
  restart.addEventListener('click', again);
  const report = make(
    'a',
    { class: 'button', href: withPlace(to('report')) },
    say('报一下,请人上门看', 'Report it: someone will visit'),
  );
  report.addEventListener('click', carryOn);
  return [
    make('h2', {}, say('接下来可以做什么', 'What you can do now')),
    make('p', {}, report),
    make(
      'p',
      { class: 'hint' },
      say('刚才的回答会带过去,发出前可以不带。', 'Your answers come along; you can leave them out before sending.'),
    ),
    make(
      'p',
      {},
      make(
        'a',
        { href: withPlace(to('apply')) },
        say('自己去申请:在哪里办、带什么', 'Apply myself: where to go and what to bring'),
      ),
    ),
    make(
      'p',
      {},
      say('想先问问?打 ', 'Ask first? Call '),
      make('a', { class: 'phone', href: 'tel:12345' }, '12345'),
      say('。', '.'),
    ),
    make('p', {}, restart),
  ];
};

/** The result: a line a category, opened for the sum; what it is not, what it does not look at, and what to do next. */
export const resultOf = (result: Result, ways: ResultWays): HTMLElement => {
  const sorted = ORDER.flatMap((verdict) => result.results.filter((one) => one.verdict === verdict));
  return make(
    'div',
    {},
    make('h1', { tabindex: '-1' }, headline(result)),
    make('p', { class: 'notice' }, sayText(result.notADecision)),
    ...sorted.map(categoryOf),
    ...waysOf(ways),
    make('h2', {}, say('这个自测没有看的', 'What this check does not look at')),
    make('ul', {}, ...result.notLookedAt.map((text) => make('li', {}, sayText(text)))),
    make(
      'p',
      { class: 'hint' },
      say('您的回答没有保存。', 'Your answers were not kept. '),
      say(`标准版本 ${result.policyVersion}`, `Figures: ${result.policyVersion}`),
    ),
  );
};
