import { make, put } from '../dom.ts';
import { say } from '../say.ts';
import { type Group, grouped } from './deadlines.ts';
import { acceptOrder, type Order, readOrders } from './order.ts';
import { orderRow, type RowAct } from './order-row.ts';
import { regionFilter } from './region-filter.ts';
import { regionName } from './region-names.ts';
import { button, fill, notice, troubleOf, type View } from './view.ts';

const GROUP_WORDS: Readonly<Record<Group, () => string>> = {
  overdue: () => say('已超期', 'Overdue'),
  today: () => say('今天到期', 'Due today'),
  new: () => say('新来的', 'Newly come'),
  week: () => say('七天内到期', 'Due within seven days'),
  later: () => say('以后', 'Later'),
};

const PAGE = 50;

const headings = (): HTMLElement =>
  make(
    'p',
    { class: 'heads', 'aria-hidden': 'true' },
    ...[
      ['who', say('谁', 'Who')],
      ['where', say('在哪里', 'Where')],
      ['reasons', say('什么事', 'Why')],
      ['when', say('最迟', 'By')],
      ['state', say('状态', 'State')],
    ].map(([name, words]) => make('span', { class: `cell ${name}` }, words)),
  );

const rowsOf = async (orders: readonly Order[], accept: RowAct): Promise<HTMLElement> =>
  make(
    'ul',
    { class: 'orders' },
    ...(await Promise.all(orders.map(async (order) => orderRow(order, await regionName(order.regionCode), accept)))),
  );

const groupSection = async (
  [group, orders]: readonly [Group, readonly Order[]],
  accept: RowAct,
): Promise<HTMLElement> =>
  make(
    'section',
    { class: `group ${group}` },
    make('h2', {}, GROUP_WORDS[group](), make('span', { class: 'count' }, String(orders.length))),
    await rowsOf(orders, accept),
  );

const nothing = (closed: boolean): HTMLElement =>
  make(
    'p',
    { class: 'empty' },
    closed
      ? say('这里还没有办结的工单。', 'No closed work orders here.')
      : say('都办完了,现在没有要办的工单。', 'All done: there is nothing to do right now.'),
  );

type Shown = { readonly region: string; readonly closed: boolean };

const retry = (load: Listing['load']): HTMLElement => button(say('再试一次', 'Try again'), 'button', () => load());
const seenLast = (): HTMLElement =>
  notice(say('没有网络,这是上次看到的。', 'No connection: this is what was seen last.'));

type Listing = {
  readonly shown: () => Shown;
  readonly accept: RowAct;
  readonly load: (cursor?: string, before?: readonly Order[]) => Promise<void>;
};

/** One page more than before, or why there is none. */
const contentOf = async (
  listing: Listing,
  cursor: string | undefined,
  before: readonly Order[],
): Promise<readonly Node[]> => {
  const { shown, accept, load } = listing;
  const { region, closed } = shown();
  const query = new URLSearchParams({ regionCode: region, limit: String(PAGE) });
  if (closed) query.set('state', 'closed');
  if (cursor !== undefined) query.set('cursor', cursor);
  const reply = await readOrders(query.toString());
  if (reply.kind !== 'ok') return [notice(troubleOf(reply), true), retry(load)];
  const { items, nextCursor, kept } = reply.value;
  const orders = [...before, ...items];
  const parts = closed
    ? [await rowsOf(orders, accept)]
    : await Promise.all(grouped(orders, new Date()).map((group) => groupSection(group, accept)));
  return [
    ...(kept === true ? [seenLast()] : []),
    ...(orders.length === 0 ? [nothing(closed)] : [headings(), ...parts]),
    ...(nextCursor === undefined
      ? []
      : [button(say('下一页', 'Next page'), 'button second', () => load(nextCursor, orders))]),
  ];
};

const stateFilter = (chosen: (closed: boolean) => void): HTMLElement => {
  const state = make(
    'select',
    { id: 'state' },
    make('option', { value: 'open' }, say('要办的', 'To do')),
    make('option', { value: 'closed' }, say('已办结的', 'Closed')),
  );
  state.addEventListener('change', () => chosen(state.value === 'closed'));
  return make('div', { class: 'field' }, make('label', { for: 'state' }, say('显示', 'Show')), state);
};

/** My work orders: the most pressing first, in groups; closed ones by day. */
export const ordersView = (mine: string): View => {
  const list = make('div', { id: 'list' });
  const told = make('div', { id: 'told', 'aria-live': 'polite' });
  let shown: Shown = { region: mine, closed: false };

  const accept: RowAct = async (order) => {
    const reply = await acceptOrder(order);
    const done = say(`已接单:${order.subject.name}。`, `Accepted: ${order.subject.name}.`);
    put(told, reply.kind === 'ok' ? notice(done) : notice(troubleOf(reply), true));
    await load();
    list.querySelector<HTMLElement>(`[data-order="${order.workOrderId}"] a`)?.focus();
  };
  const load = (cursor?: string, before: readonly Order[] = []): Promise<void> =>
    fill(list, () => contentOf({ shown: () => shown, accept, load }, cursor, before));
  const choose = (change: Partial<Shown>): void => {
    shown = { ...shown, ...change };
    void load();
  };
  void load();
  const title = say('我的工单', 'My work orders');
  const filters = make(
    'div',
    { class: 'filters no-print' },
    regionFilter(mine, (region) => choose({ region })),
    stateFilter((closed) => choose({ closed })),
  );
  return { title, element: make('div', {}, make('h1', { tabindex: '-1' }, title), filters, told, list) };
};
