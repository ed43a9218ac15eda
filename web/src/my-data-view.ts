import type { myAccessLog, myRecord, myTimeline } from '#shared/contracts/me.ts';
import { make } from './dom.ts';
import { momentInWords, say, sayText, to } from './say.ts';

export type MyRecord = ReturnType<(typeof myRecord)['parse']>;
type Held = Extract<MyRecord, { inRegistry: true }>;
export type MyAccessLog = ReturnType<(typeof myAccessLog)['parse']>;
export type MyTimeline = ReturnType<(typeof myTimeline)['parse']>;

const fact = (name: string, ...values: readonly string[]): readonly HTMLElement[] =>
  values.length === 0 ? [] : [make('dt', {}, make('b', {}, name)), ...values.map((value) => make('dd', {}, value))];

const sourceInWords = ({ source, category, from, until }: Held['sources'][number]): string => {
  const what = `${sayText(source.text)}${say(':', ': ')}${sayText(category.text)}`;
  const when =
    until === undefined ? say(`${from} 起`, `since ${from}`) : say(`${from} 至 ${until}`, `${from} to ${until}`);
  return `${what}${say(',', ', ')}${when}`;
};

const factsOf = (record: Held): readonly HTMLElement[] => [
  ...fact(say('姓名(遮住一部分)', 'Name (partly masked)'), record.name),
  ...fact(say('身份证号(遮住一部分)', 'Identity number (partly masked)'), record.idNumber),
  ...fact(say('电话(遮住一部分)', 'Phone (partly masked)'), ...(record.phone === undefined ? [] : [record.phone])),
  ...fact(say('住址', 'Address'), ...(record.address === undefined ? [] : [record.address])),
  ...fact(say('所在县(市、区)', 'County'), record.region),
  ...fact(say('家里有几口人', 'People in the household'), String(record.householdSize)),
  ...fact(say('类别', 'Categories'), ...record.categories.map(({ text }) => sayText(text))),
  ...fact(say('谁把您列入,从什么时候', 'Who named you, and since when'), ...record.sources.map(sourceInWords)),
];

/** What is held about the person who is signed in, or that nothing is. */
export const recordOf = (record: MyRecord): readonly HTMLElement[] => {
  const lead = make('p', { class: 'lead' }, sayText(record.text));
  if (!record.inRegistry) {
    return [lead, make('p', {}, make('a', { href: to('report') }, say('为自己上报', 'Report yourself')))];
  }
  const reasons = record.reasons.map(({ text }) => make('li', {}, sayText(text)));
  return [
    lead,
    ...(reasons.length === 0 ? [] : [make('h2', {}, say('为什么', 'Why')), make('ul', {}, ...reasons)]),
    make('h2', {}, say('我们记着的信息', 'What is held')),
    make('dl', { class: 'facts' }, ...factsOf(record)),
  ];
};

type Look = MyAccessLog['items'][number];

const lookOf = ({ at, who, what, why }: Look): HTMLElement =>
  make(
    'li',
    {},
    make('time', { datetime: at }, momentInWords(at)),
    make('b', {}, sayText(who)),
    say(':', ': '),
    sayText(what),
    why === undefined ? '' : say(`(为了${why.zh})`, ` (${why.en})`),
  );

const ownLooks = (looks: readonly Look[]): HTMLElement => {
  const [newest, oldest] = [looks[0]?.at ?? '', looks[looks.length - 1]?.at ?? ''];
  const times = say(`:看了 ${looks.length} 次,最早在 `, `: looked ${looks.length} times, first on `);
  return make(
    'li',
    {},
    make('time', { datetime: newest }, momentInWords(newest)),
    make('b', {}, say('您本人', 'You')),
    `${times}${momentInWords(oldest)}`,
  );
};

/** Looks by others each in a sentence; one's own, which each visit of this page adds to, drawn together. */
export const looksOf = (looks: readonly Look[]): readonly HTMLElement[] => {
  const runs: Look[][] = [];
  for (const look of looks) {
    const last = runs[runs.length - 1];
    if (look.by === 'you' && last?.[0]?.by === 'you') last.push(look);
    else runs.push([look]);
  }
  return runs.map((run) => {
    const [first] = run;
    return run.length === 1 && first !== undefined ? lookOf(first) : ownLooks(run);
  });
};

/** What happened, a line each. */
export const linesOf = (lines: readonly MyTimeline['items'][number][]): readonly HTMLElement[] =>
  lines.map(({ at, text }) => make('li', {}, make('time', { datetime: at }, momentInWords(at)), sayText(text)));
