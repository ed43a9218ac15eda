import type { publicStatistics } from '#shared/contracts/statistics.ts';
import { categoryLabels } from '#shared/reference/labels.ts';
import { ask } from './api.ts';
import { make, need, put } from './dom.ts';
import { language, momentInWords, say, sayText } from './say.ts';

type Figures = ReturnType<(typeof publicStatistics)['parse']>;
type Row = readonly [name: string | HTMLElement, count: number | null];

const box = need(HTMLElement, '#figures');

const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB');
const shown = (count: number | null): HTMLElement =>
  count === null ? make('td', { class: 'withheld' }, say('不公布', 'withheld')) : make('td', {}, number.format(count));

const table = (caption: string, unit: string, rows: readonly Row[], total?: Row): HTMLElement => {
  const row = ([name, count]: Row): HTMLElement => make('tr', {}, make('th', { scope: 'row' }, name), shown(count));
  return make(
    'table',
    {},
    make('caption', {}, caption, ' ', make('small', {}, unit)),
    make('tbody', {}, ...rows.map(row)),
    total !== undefined && make('tfoot', {}, row(total)),
  );
};

const STATUSES: Readonly<Record<Figures['reports']['statuses'][number]['status'], () => string>> = {
  received: () => say('已收到', 'Received'),
  'being-verified': () => say('核实中', 'Being looked into'),
  closed: () => say('已办结', 'Closed'),
};
const all = (): string => say('合计', 'In all');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const show = ({ asOf, people, reports }: Figures): void => {
  put(
    box,
    make('p', { class: 'hint' }, say(`截至 ${momentInWords(asOf)}`, `As of ${momentInWords(asOf)}`)),
    table(
      say('登记在册,按市', 'Registered, by city'),
      say('人', 'people'),
      people.regions.map(({ name, registered }): Row => [make('span', { lang: 'zh-CN' }, name), registered]),
      [all(), people.registered],
    ),
    table(
      say('登记在册,按救助类别(全省)', 'Registered, by kind of assistance (whole province)'),
      say('人;一个人可能有几类', 'people; one person may have several'),
      people.categories.map(
        ({ category, registered }): Row => [capital(sayText(categoryLabels[category])), registered],
      ),
    ),
    table(
      say('大家报上来的', 'Reports from the public'),
      say('件', 'reports'),
      reports.statuses.map(({ status, reports: count }): Row => [STATUSES[status](), count]),
      [all(), reports.total],
    ),
  );
};

const load = async (): Promise<void> => {
  put(box, make('p', {}, say('正在取数……', 'Fetching the figures …')));
  box.setAttribute('aria-busy', 'true');
  const answer = await ask<Figures>('/statistics/public');
  box.setAttribute('aria-busy', 'false');
  if (answer.kind === 'ok') return show(answer.value);
  const again = make('button', { type: 'button', class: 'button second' }, say('再试一次', 'Try again'));
  again.addEventListener('click', () => void load());
  const words = say(
    '现在取不到数字。可能是网络断了。',
    'The figures cannot be had just now. The connection may be down.',
  );
  put(box, make('div', { class: 'notice' }, make('p', {}, words), make('p', {}, again)));
};

void load();
