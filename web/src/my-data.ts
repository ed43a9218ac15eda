import { make, need, put } from './dom.ts';
import { wireCorrection } from './my-correction.ts';
import { readMine } from './my-data-api.ts';
import { linesOf, looksOf, type MyAccessLog, type MyRecord, type MyTimeline, recordOf } from './my-data-view.ts';
import { say, sayText } from './say.ts';
import { canSignIn, claims, completeSignIn, readAnewFor, signIn, signOut, token } from './sign-in.ts';
import { troubleInWords } from './sign-in-words.ts';

const door = need(HTMLElement, '#door');
const mine = need(HTMLElement, '#mine');
const record = need(HTMLElement, '#record');

const notice = (words: string): HTMLElement => make('p', { class: 'notice bad', role: 'alert' }, words);
const NOT_REACHED = () =>
  say('没有连上。请稍后再试,或者打 12345。', 'No connection. Try again in a moment, or call 12345.');

const showDoor = (trouble?: string): void => {
  door.hidden = false;
  mine.hidden = true;
  for (const id of ['#record', '#looks', '#lines']) put(need(HTMLElement, id));
  put(need(HTMLElement, '#told'), ...(trouble === undefined ? [] : [notice(trouble)]));
};

const leave = (): void => {
  signOut('citizen');
  showDoor();
  need(HTMLElement, '#sign-in').focus();
};

const timeIsOver = (): void =>
  showDoor(say('登录的时间过了,请再登录一次。', 'Your time signed in is over. Please sign in again.'));

type Page<Item> = { readonly items: readonly Item[]; readonly nextCursor?: string };
type List<Item> = {
  readonly path: string;
  readonly list: string;
  readonly more: string;
  readonly draw: (items: readonly Item[]) => readonly HTMLElement[];
  readonly empty: string;
};

/** One page more of a list, once however often it is tapped; its button stays as long as there is more. */
const extend = async <Item>(parts: List<Item>, cursor?: string): Promise<void> => {
  const list = need(HTMLElement, parts.list);
  const button = need(HTMLButtonElement, parts.more);
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  const query = cursor === undefined ? '?limit=100' : `?limit=100&cursor=${encodeURIComponent(cursor)}`;
  const answer = await readMine<Page<Item>>(parts.path + query);
  button.removeAttribute('aria-disabled');
  if (answer.kind === 'signed-out') return timeIsOver();
  if (answer.kind !== 'ok') {
    list.append(make('li', {}, answer.kind === 'problem' ? sayText(answer.problem.message) : NOT_REACHED()));
    return;
  }
  const { items, nextCursor } = answer.value;
  list.append(...parts.draw(items));
  if (list.children.length === 0) list.append(make('li', {}, parts.empty));
  button.hidden = nextCursor === undefined;
  button.onclick = () => void extend(parts, nextCursor);
};

const looks: List<MyAccessLog['items'][number]> = {
  path: '/access-log',
  list: '#looks',
  more: '#more-looks',
  draw: looksOf,
  empty: say('还没有人看过。', 'Nobody has looked yet.'),
};
const lines: List<MyTimeline['items'][number]> = {
  path: '/timeline',
  list: '#lines',
  more: '#more-lines',
  draw: linesOf,
  empty: say('还没有记录。', 'There is nothing yet.'),
};

let entered: unknown;
const enter = async (): Promise<void> => {
  entered = claims('citizen')['sub'];
  door.hidden = true;
  mine.hidden = false;
  put(record, make('p', {}, say('正在读取……', 'Reading …')));
  const answer = await readMine<MyRecord>('/record');
  if (answer.kind === 'signed-out') return timeIsOver();
  if (answer.kind !== 'ok') {
    put(record, notice(answer.kind === 'problem' ? sayText(answer.problem.message) : NOT_REACHED()));
    return;
  }
  const held = answer.value;
  put(record, ...recordOf(held));
  // Of somebody who is not in the registry there is no log, no timeline and nothing to correct.
  for (const id of ['#access', '#history', '#correction']) need(HTMLElement, id).hidden = !held.inRegistry;
  if (held.inRegistry) await Promise.all([extend(looks), extend(lines)]);
  need(HTMLElement, '#mine h1').focus({ preventScroll: true });
};

const start = async (): Promise<void> => {
  const done = await completeSignIn();
  need(HTMLElement, '#sign-in').addEventListener('click', () => {
    void signIn('citizen').then((trouble) => {
      if (trouble !== undefined) showDoor(troubleInWords(trouble));
    });
  });
  need(HTMLElement, '#sign-out').addEventListener('click', leave);
  wireCorrection(timeIsOver);
  readAnewFor('citizen', () => entered);
  if (token('citizen') !== undefined) return enter();
  if (done === 'none' || done === 'signed-in') showDoor(canSignIn() ? undefined : troubleInWords('not-secure'));
  else showDoor(troubleInWords(done));
};

void start();
