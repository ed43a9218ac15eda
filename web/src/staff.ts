import { all, make, need, put } from './dom.ts';
import { say } from './say.ts';
import { canSignIn, claims, completeSignIn, readAnewFor, signIn, signOut, token } from './sign-in.ts';
import { troubleInWords } from './sign-in-words.ts';
import { caseView } from './staff/case-view.ts';
import { keepFor, keepForNobody } from './staff/kept.ts';
import { ordersView } from './staff/orders-view.ts';
import { pendingVisits, sendAll, throwAllAway, visitsOfOthers, watchOutbox } from './staff/outbox.ts';
import { pendingView } from './staff/pending-view.ts';
import { peopleView } from './staff/people-view.ts';
import { personView } from './staff/person-view.ts';
import { placementsView } from './staff/placements-view.ts';
import { regionName } from './staff/region-names.ts';
import { button, notice, type View } from './staff/view.ts';

const door = need(HTMLElement, '#door');
const app = need(HTMLElement, '#app');
const screen = need(HTMLElement, '#screen');
const waiting = need(HTMLElement, '#waiting');
const sentLine = need(HTMLElement, '#sent');
const site = document.title;

const mine = (): string => String(claims('official')['region'] ?? '');

const viewOf = (address: string): View => {
  const [, room = '', id = '', step = ''] = address.replace(/^#/, '').split('/');
  if (room === 'orders' && id !== '') return caseView(id, step);
  if (room === 'placements') return placementsView(mine());
  if (room === 'people') return id === '' ? peopleView(mine()) : personView(id);
  return room === 'pending' ? pendingView() : ordersView(mine());
};

const markCurrent = (): void => {
  const room = location.hash.split('/')[1] ?? '';
  for (const link of all(HTMLAnchorElement, '#rooms a')) {
    const own = link.hash.split('/')[1] ?? '';
    if (own === room || (own === '' && room === 'orders')) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
};

let current: View | undefined;
let entered: unknown;

const show = (focus: boolean): void => {
  if (token('official') === undefined) {
    showDoor();
    return;
  }
  const view = viewOf(location.hash);
  current = view;
  put(screen, view.element);
  document.title = `${view.title} · ${site}`;
  markCurrent();
  if (!focus) return;
  scrollTo(0, 0);
  need(HTMLElement, 'h1', screen).focus({ preventScroll: true });
};

const showDoor = (trouble?: string): void => {
  door.hidden = false;
  app.hidden = true;
  const told = need(HTMLElement, '#told-door');
  put(told, ...(trouble === undefined ? [] : [notice(trouble, true)]));
};

const othersInWords = (count: number): string =>
  say(
    `这个窗口里还有别的工作人员没发出去的上门记录 ${count} 条,要他本人登录才能发出。`,
    `Visits of another official that wait in this tab until they sign in again: ${count}.`,
  );

const tellWaiting = async (): Promise<void> => {
  const pending = await pendingVisits().catch(() => []);
  const stuck = pending.filter(({ conflict }) => conflict === true).length;
  const others = await visitsOfOthers().catch(() => 0);
  waiting.hidden = pending.length === 0 && others === 0;
  const words =
    stuck > 0
      ? say(`有 ${stuck} 条上门记录要您决定。`, `Visits that need your decision: ${stuck}.`)
      : say(`有 ${pending.length} 条上门记录还没发出去。`, `Visits not sent yet: ${pending.length}.`);
  const own = pending.length === 0 ? [] : [words, ' ', make('a', { href: '#/pending' }, say('去看看', 'Have a look'))];
  put(waiting, ...own, ...(others === 0 ? [] : [' ', othersInWords(others)]));
};

/** Sends what waits and shows what came of it, unless somebody is writing. */
const sendWaiting = async (): Promise<void> => {
  const sent = await sendAll().catch(() => 0);
  if (sent === 0) return;
  if (current?.unsaved?.() !== true) show(false);
  sentLine.hidden = false;
  put(
    sentLine,
    say(`已发出 ${sent} 条上门记录,本机上的已删除。`, `Visits sent, and removed from this device: ${sent}.`),
  );
};

/** Going on within the page, back, or out loses what was written as surely as closing the page: it is asked first. */
const sureToLeave = (): boolean =>
  current?.unsaved?.() !== true ||
  confirm(
    say(
      '写的还没有发出,离开就没有了。真的离开吗?',
      'What you wrote is not sent yet and will be lost. Leave all the same?',
    ),
  );

const goOn = ({ oldURL }: HashChangeEvent): void => {
  if (!sureToLeave()) {
    history.pushState(undefined, '', oldURL);
    return;
  }
  sentLine.hidden = true;
  show(true);
};

const leave = async (): Promise<void> => {
  if (!sureToLeave()) return;
  const pending = await pendingVisits().catch(() => []);
  const sure =
    pending.length === 0 ||
    confirm(
      say(
        '还有没发出去的上门记录,退出就没有了。真的退出吗?',
        'Visits that are not sent yet will be lost. Sign out all the same?',
      ),
    );
  if (!sure) return;
  await throwAllAway();
  keepForNobody();
  signOut('official');
  put(screen);
  current = undefined;
  location.hash = '';
  showDoor();
};

const ROLES: Readonly<Record<string, () => string>> = {
  caseworker: () => say('经办', 'caseworker'),
  reviewer: () => say('审核', 'reviewer'),
  operator: () => say('操作', 'operator'),
  auditor: () => say('审计', 'auditor'),
};

const enter = async (): Promise<void> => {
  door.hidden = true;
  app.hidden = false;
  const { roles, sub } = claims('official');
  entered = sub;
  keepFor(String(sub));
  const posts = (Array.isArray(roles) ? roles : []).map((role) => ROLES[String(role)]?.() ?? String(role));
  put(
    need(HTMLElement, '#me'),
    make('span', { lang: 'zh-CN' }, await regionName(mine())),
    ` · ${posts.join(say('、', ', '))} `,
    make('span', { class: 'unbroken' }, `· ${String(sub)}`),
    ' ',
    button(say('退出登录', 'Sign out'), 'textual', leave),
  );
  show(false);
  await tellWaiting();
  await sendWaiting();
};

const start = async (): Promise<void> => {
  const done = await completeSignIn();
  need(HTMLElement, '#sign-in').addEventListener('click', () => {
    void signIn('official').then((trouble) => {
      if (trouble !== undefined) showDoor(troubleInWords(trouble));
    });
  });
  addEventListener('hashchange', goOn);
  addEventListener('online', () => void sendWaiting());
  addEventListener('beforeunload', (event) => {
    if (current?.unsaved?.() === true) event.preventDefault();
  });
  readAnewFor('official', () => entered);
  watchOutbox(() => void tellWaiting());
  if (token('official') !== undefined) return enter();
  if (done === 'none' || done === 'signed-in') showDoor(canSignIn() ? undefined : troubleInWords('not-secure'));
  else showDoor(troubleInWords(done));
};

void start();
