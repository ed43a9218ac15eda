import { make } from '../dom.ts';
import { dueNote } from '../due.ts';
import { momentInWords, say } from '../say.ts';
import type { OrderDetail } from './order.ts';
import { fact } from './view.ts';
import { dueInWords } from './when.ts';
import {
  closingWord,
  inARow,
  levelWord,
  measureWord,
  originWord,
  outcomeWord,
  relationWord,
  situationWord,
  stateWord,
  urgencyWord,
} from './words.ts';

const phone = (number: string | undefined): Node | string | undefined =>
  number === undefined || number.includes('*') ? number : make('a', { class: 'phone', href: `tel:${number}` }, number);

const dueFact = (order: OrderDetail): HTMLElement | false => {
  if (order.state === 'closed') return false;
  const { day, away } = dueInWords(order.dueAt, new Date());
  const extended = (order.extensions ?? 0) > 0 ? say(';已延期一次', '; extended once') : '';
  const note = dueNote(order);
  return fact(
    say('最迟', 'By'),
    make('b', {}, day),
    ` (${away})${extended}`,
    note === undefined ? undefined : make('span', { class: 'hint' }, ` ${note}`),
  );
};

const stateFacts = (order: OrderDetail): readonly (HTMLElement | false)[] => [
  fact(
    say('状态', 'State'),
    make('b', {}, stateWord(order.state)),
    order.overdue ? make('span', { class: 'tag bad' }, say('已超期', 'overdue')) : undefined,
    order.escalation === undefined ? undefined : make('span', { class: 'tag' }, levelWord(order.escalation.level)),
    order.closedBy === undefined
      ? undefined
      : say(`,${closingWord(order.closedBy)}`, `, ${closingWord(order.closedBy)}`),
  ),
  dueFact(order),
  fact(say('紧急程度', 'Urgency'), urgencyWord(order.urgency)),
  fact(say('来源', 'Came from'), order.origin === undefined ? undefined : originWord(order.origin)),
  order.alsoReported > 0 &&
    fact(
      say('其他上报', 'Other reports'),
      say(`另有 ${order.alsoReported} 份,已并在一起`, `${order.alsoReported} more, merged into this one`),
    ),
];

const reporterFacts = ({ reporter }: OrderDetail): readonly (HTMLElement | false)[] => [
  reporter !== undefined &&
    fact(
      say('谁报的', 'Reported by'),
      relationWord(reporter.relation),
      reporter.name === undefined ? undefined : ` ${reporter.name}`,
    ),
  fact(say('上报人电话', 'Their phone'), phone(reporter?.phone)),
];

const resultFacts = (order: OrderDetail): readonly (HTMLElement | false)[] => [
  fact(say('结果', 'Result'), order.outcome === undefined ? undefined : outcomeWord(order.outcome)),
  fact(say('帮助措施', 'Measures'), inARow((order.measures ?? []).map(measureWord))),
  fact(say('核实情况', 'Findings'), order.findings),
  fact(say('备注', 'Note'), order.note),
  fact(say('延期原因', 'Why more time'), order.extensionReason),
  fact(say('移交原因', 'Why passed on'), order.handOverReason),
  fact(say('异议', 'Objection'), order.objectionReason),
];

const visits = (order: OrderDetail): readonly (HTMLElement | false)[] =>
  order.visits.map(({ visitedAt, visitors, findings, note }) =>
    fact(
      say('上门', 'Visit'),
      momentInWords(visitedAt),
      visitors === undefined ? undefined : ` · ${inARow(visitors)}`,
      findings === undefined ? undefined : make('span', { class: 'said' }, findings),
      note === undefined ? undefined : make('span', { class: 'said' }, note),
    ),
  );

const list = (title: string, facts: readonly (HTMLElement | false)[]): HTMLElement | false =>
  facts.some((one) => one !== false) &&
  make('section', {}, make('h2', {}, title), make('dl', { class: 'facts' }, ...facts));

/** What is known of a case, as far as it is shown. */
export const caseFacts = (order: OrderDetail, where: string): HTMLElement => {
  const { name, idNumber, address, description } = order.subject;
  return make(
    'div',
    { id: 'known' },
    list(say('需要帮助的人', 'Who may need help'), [
      fact(say('姓名', 'Name'), make('b', {}, name)),
      fact(say('身份证号', 'ID number'), idNumber),
      fact(say('电话', 'Phone'), phone(order.subject.phone)),
      fact(say('地区', 'Place'), make('span', { lang: 'zh-CN' }, where)),
      fact(say('地址', 'Address'), address),
      fact(say('什么事', 'What happened'), inARow(order.situations.map(situationWord))),
      fact(say('上报时写的', 'As it was reported'), description),
      ...reporterFacts(order),
    ]),
    list(say('这张工单', 'This work order'), stateFacts(order)),
    list(say('上门和结果', 'Visits and result'), [...visits(order), ...resultFacts(order)]),
  );
};
