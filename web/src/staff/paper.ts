import { make, need } from '../dom.ts';
import { momentInWords, say } from '../say.ts';
import { claims } from '../sign-in.ts';

const ID = 'paper-foot';

/** What stands below a case on paper only: which case, who printed it and when, and that it is about a person. */
export const paperFoot = (workOrderId: string): HTMLElement =>
  make('p', { id: ID, class: 'print-only hint', 'data-order': workOrderId });

addEventListener('beforeprint', () => {
  if (document.getElementById(ID) === null) return;
  const foot = need(HTMLElement, `#${ID}`);
  const [order, who] = [foot.dataset['order'] ?? '', String(claims('official')['sub'])];
  const when = momentInWords(new Date().toISOString());
  foot.textContent = say(
    `工单 ${order}。${who} 于 ${when} 打印。内有个人信息,用后请收好或销毁。`,
    `Work order ${order}. Printed by ${who}, ${when}. It is about a person: lock it away or destroy it after use.`,
  );
});
