import { make } from '../dom.ts';
import { say } from '../say.ts';
import type { Order } from './order.ts';
import { dueInWords } from './when.ts';
import { inARow, levelWord, situationWord, stateWord, urgencyWord } from './words.ts';

const NEXT: Readonly<Record<Exclude<Order['state'], 'closed'>, readonly [step: string, zh: string, en: string]>> = {
  issued: ['accept', '接单', 'Accept'],
  accepted: ['visit', '记录上门', 'Record the visit'],
  visiting: ['feedback', '反馈结果', 'Give the result'],
};

/** Where the next step of an order is done. */
export const stepAddress = (order: Order, step: string): string => `#/orders/${order.workOrderId}/${step}`;

const marks = (order: Order): readonly string[] => [
  ...(order.urgency === 'urgent' ? [urgencyWord('urgent')] : []),
  ...(order.escalation === undefined ? [] : [levelWord(order.escalation.level)]),
  ...(order.origin === 'objection' ? [say('有异议', 'objected to')] : []),
  ...(order.alsoReported > 0 ? [say(`另有 ${order.alsoReported} 份上报`, `${order.alsoReported} more reports`)] : []),
];

/** The row as one sentence, for whoever hears it. */
const sentence = (order: Order, where: string, now: Date): string => {
  const { day, away } = dueInWords(order.dueAt, now);
  const why = inARow(order.situations.map(situationWord));
  const more = marks(order);
  const rest = more.length === 0 ? '' : say(`,${more.join(',')}`, `, ${more.join(', ')}`);
  const state = stateWord(order.state);
  return order.state === 'closed'
    ? say(
        `${order.subject.name},${where},${why},${state}。`,
        `${order.subject.name}, ${where}, ${why}: ${state.toLowerCase()}.`,
      )
    : say(
        `${order.subject.name},${where},${why},${state},最迟 ${day}(${away})${rest}。`,
        `${order.subject.name}, ${where}, ${why}: ${state.toLowerCase()}, due ${day} (${away})${rest}.`,
      );
};

const cell = (name: string, ...children: readonly (Node | string | false)[]): HTMLElement =>
  make('span', { class: `cell ${name}` }, ...children);

const seen = (order: Order, where: string, now: Date): readonly HTMLElement[] => {
  const { day, away } = dueInWords(order.dueAt, now);
  const tags = marks(order).map((words) => make('span', { class: 'tag' }, words));
  return [
    cell('who', make('b', {}, order.subject.name), ...tags),
    cell('where', make('span', { lang: 'zh-CN' }, where)),
    cell('reasons', inARow(order.situations.map(situationWord))),
    cell('when', make('span', { class: 'day' }, day), order.state !== 'closed' && make('b', {}, away)),
    cell('state', stateWord(order.state)),
  ];
};

export type RowAct = (order: Order, row: HTMLElement) => Promise<void>;

const nextStep = (order: Order, accept: RowAct, row: HTMLElement): HTMLElement | false => {
  if (order.state === 'closed') return false;
  const [step, zh, en] = NEXT[order.state];
  const whom = make('span', { class: 'hidden' }, say(`:${order.subject.name}`, `: ${order.subject.name}`));
  if (step !== 'accept') return make('a', { class: 'button small', href: stepAddress(order, step) }, say(zh, en), whom);
  const button = make('button', { type: 'button', class: 'button small' }, say(zh, en), whom);
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    void accept(order, row).finally(() => button.removeAttribute('aria-disabled'));
  });
  return button;
};

/** One order in the list: a link that is heard as a sentence and seen as cells, and its next step beside it. */
export const orderRow = (order: Order, where: string, accept: RowAct): HTMLElement => {
  const now = new Date();
  const row = make('li', { class: 'order', 'data-order': order.workOrderId });
  const link = make(
    'a',
    { class: 'cells', href: `#/orders/${order.workOrderId}` },
    make('span', { class: 'hidden' }, sentence(order, where, now)),
    make('span', { class: 'seen', 'aria-hidden': 'true' }, ...seen(order, where, now)),
  );
  const next = nextStep(order, accept, row);
  row.append(link, ...(next === false ? [] : [next]));
  return row;
};
