import { newKey } from '../api.ts';
import { make, put } from '../dom.ts';
import { momentInWords, say } from '../say.ts';
import { keeps } from './kept.ts';
import { type OrderDetail, readOrder } from './order.ts';
import {
  type PendingVisit,
  pendingVisits,
  renewVisit,
  sendPending,
  sureToLose,
  throwAllAway,
  throwAway,
} from './outbox.ts';
import { timelineOf } from './timeline.ts';
import { button, fact, notice, troubleOf, type View } from './view.ts';
import { keepingInWords } from './visit-form.ts';
import { inARow, stateWord } from './words.ts';

const written = ({ visit, writtenAt }: PendingVisit): HTMLElement =>
  make(
    'section',
    { class: 'panel mine' },
    make('h3', {}, say('您写的', 'What you wrote')),
    make(
      'dl',
      { class: 'facts' },
      fact(say('上门时间', 'Visit'), momentInWords(visit.visitedAt)),
      fact(say('去的人', 'Who went'), inARow(visit.visitors)),
      fact(say('看到了什么', 'What was found'), visit.findings),
      fact(say('备注', 'Note'), visit.note),
      fact(say('写于', 'Written'), momentInWords(writtenAt)),
    ),
  );

const present = (order: OrderDetail): HTMLElement =>
  make(
    'section',
    { class: 'panel theirs' },
    make('h3', {}, say('工单现在', 'The case now')),
    make('p', {}, make('b', {}, stateWord(order.state))),
    timelineOf(order.timeline.slice(-4)),
  );

type Around = { readonly told: HTMLElement; readonly repaint: () => Promise<void> };

const send = async (pending: PendingVisit, { told, repaint }: Around): Promise<void> => {
  const reply = await sendPending(pending);
  put(
    told,
    reply.kind === 'ok'
      ? notice(say('已发出,本机上的已删除。', 'Sent, and removed from this device.'))
      : notice(troubleOf(reply), true),
  );
  await repaint();
};

/** Side by side; nothing is overwritten: the caseworker decides. */
const conflict = async (pending: PendingVisit, around: Around): Promise<HTMLElement> => {
  const reply = await readOrder(pending.workOrderId);
  const order = reply.kind === 'ok' ? reply.value : undefined;
  const open = order !== undefined && order.state !== 'closed';
  return make(
    'div',
    { class: 'conflict' },
    notice(
      open
        ? say(
            '您写的时候,这张工单有别人办过。看一看两边,再决定。',
            'Somebody else worked on this case after you wrote this. Look at both and decide.',
          )
        : say(
            '这张工单现在不能再记上门。可以抄下您写的,再删掉。',
            'No visit can be added to this case any more. Copy what you wrote, then throw it away.',
          ),
      true,
    ),
    make(
      'div',
      { class: 'case' },
      written(pending),
      order === undefined ? notice(reply.kind === 'ok' ? '' : troubleOf(reply), true) : present(order),
    ),
    open &&
      button(say('按工单现在的情况发出', 'Add it to the case as it is now'), 'button', () =>
        renewVisit(pending, order.version, newKey()).then((renewed) => send(renewed, around)),
      ),
  );
};

const entry = async (pending: PendingVisit, around: Around): Promise<HTMLElement> => {
  const remove = button(say('删掉', 'Throw away'), 'button second', async () => {
    if (!sureToLose(1)) return;
    await throwAway(pending);
    await around.repaint();
  });
  return make(
    'li',
    { class: 'pending' },
    make('h2', {}, pending.who),
    pending.conflict === true ? await conflict(pending, around) : written(pending),
    make(
      'p',
      { class: 'row' },
      pending.conflict !== true && button(say('现在发出', 'Send now'), 'button', () => send(pending, around)),
      remove,
    ),
  );
};

/** What is kept on this device and not sent yet. */
export const pendingView = (): View => {
  const told = make('div', { id: 'told', 'aria-live': 'polite' });
  const list = make('div', {});
  const repaint = async (): Promise<void> => {
    const all = await pendingVisits();
    const items = await Promise.all(all.map((pending) => entry(pending, { told, repaint })));
    put(
      list,
      ...(items.length === 0
        ? [make('p', { class: 'empty' }, say('没有等着发出的。', 'Nothing waits to be sent.'))]
        : [make('ul', { class: 'orders' }, ...items)]),
      ...(keeps()
        ? [
            make('p', { class: 'hint' }, keepingInWords()),
            button(say('本机上的全部删掉', 'Remove all of it from this device'), 'textual', async () => {
              if (!sureToLose((await pendingVisits()).length)) return;
              await throwAllAway();
              await repaint();
            }),
          ]
        : []),
    );
  };
  void repaint();
  const title = say('存在本机的', 'Kept on this device');
  return {
    title,
    element: make(
      'div',
      {},
      make('a', { class: 'back', href: '#/' }, say('我的工单', 'My work orders')),
      make('h1', { tabindex: '-1' }, title),
      told,
      list,
    ),
  };
};
