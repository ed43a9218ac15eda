import type { household, person, timelineList } from '#shared/contracts/registry.ts';
import { make, put } from '../dom.ts';
import { say, sayText } from '../say.ts';
import { read } from './official-api.ts';
import { regionName } from './region-names.ts';
import { revealPanel } from './reveal.ts';
import { timelineOf } from './timeline.ts';
import { button, fact, fill, notice, troubleOf, type View } from './view.ts';
import { categoryWord, inARow, kinshipWord, layerWord } from './words.ts';

type Person = ReturnType<(typeof person)['parse']>;
type Household = ReturnType<(typeof household)['parse']>;
type Timeline = ReturnType<(typeof timelineList)['parse']>;

const record = async (one: Person): Promise<HTMLElement> =>
  make(
    'dl',
    { class: 'facts' },
    fact(say('姓名', 'Name'), make('b', {}, one.name)),
    fact(say('身份证号', 'ID number'), one.idNumber),
    fact(say('电话', 'Phone'), one.phone),
    fact(say('地区', 'Place'), make('span', { lang: 'zh-CN' }, await regionName(one.regionCode))),
    fact(say('地址', 'Address'), one.address),
    fact(say('名册', 'Register'), layerWord(one.layer)),
    fact(say('类别', 'Categories'), inARow(one.categories.map(categoryWord))),
    fact(say('为什么', 'Why'), ...one.reasons.map(({ text }) => make('span', { class: 'said' }, sayText(text)))),
  );

const memberOf = (shown: string, head: string) => (member: Household['members'][number]) => {
  const name = make('b', {}, member.name);
  const relation = member.personId === head ? say('户主', 'head') : member.relation && kinshipWord(member.relation);
  return make(
    'li',
    { class: 'placement' },
    member.personId === shown ? name : make('a', { href: `#/people/${member.personId}` }, name),
    make('span', {}, inARow([relation, layerWord(member.layer)].filter((words) => words !== undefined))),
  );
};

/** Read only when it is asked for: it is a look at each of the family. */
const familyPanel = (householdId: string, shown: string): HTMLElement => {
  const panel = make('div', { 'aria-live': 'polite' });
  const look = async (): Promise<readonly Node[]> => {
    const reply = await read<Household>(`/households/${householdId}`);
    if (reply.kind !== 'ok') return [notice(troubleOf(reply), true), again()];
    const { members, headPersonId, recheckDueOn } = reply.value;
    return [
      make('ul', { class: 'orders' }, ...members.map(memberOf(shown, headPersonId))),
      ...(recheckDueOn === undefined
        ? []
        : [
            notice(
              say(
                `这户有人去世,${recheckDueOn} 前要重新核查。`,
                `A member died: the household is to be checked again by ${recheckDueOn}.`,
              ),
            ),
          ]),
    ];
  };
  const again = (): HTMLElement =>
    button(say('看看家里人', 'Show the family'), 'button second', () => fill(panel, look));
  put(panel, again());
  return panel;
};

type Lines = Timeline['items'];

/** Shows what happened, a page more each time. */
const courseIn =
  (element: HTMLElement, id: string) =>
  (purpose?: string): Promise<void> => {
    const load = (cursor?: string, before: Lines = []): Promise<void> => fill(element, () => content(cursor, before));
    const content = async (cursor: string | undefined, before: Lines): Promise<readonly Node[]> => {
      const query = new URLSearchParams(purpose === undefined ? {} : { purpose });
      if (cursor !== undefined) query.set('cursor', cursor);
      const reply = await read<Timeline>(`/people/${id}/timeline?${query}`);
      const retry = (): HTMLElement => button(say('再试一次', 'Try again'), 'button', () => load(cursor, before));
      if (reply.kind !== 'ok') return [notice(troubleOf(reply), true), retry()];
      const lines = [...before, ...reply.value.items];
      const { nextCursor } = reply.value;
      const nothing = say('入册以来还没有变动。', 'Nothing has changed since the record was loaded.');
      return [
        lines.length === 0 ? make('p', { class: 'empty' }, nothing) : timelineOf(lines),
        ...(nextCursor === undefined
          ? []
          : [button(say('下一页', 'Next page'), 'button second', () => load(nextCursor, lines))]),
      ];
    };
    return load();
  };

const screen = (left: readonly HTMLElement[], happened: HTMLElement): View => {
  const title = say('一个人的记录', 'A person’s record');
  return {
    title,
    element: make(
      'div',
      {},
      make('a', { class: 'back', href: '#/people' }, say('查人', 'Find a person')),
      make('h1', { tabindex: '-1' }, title),
      make(
        'div',
        { class: 'case' },
        make('div', { class: 'column' }, ...left),
        make('div', { class: 'column' }, make('h2', {}, say('经过', 'What happened')), happened),
      ),
    ),
  };
};

/** One person's record, family and timeline: masked until a reason is chosen. */
export const personView = (id: string): View => {
  const known = make('div', { id: 'known' });
  const happened = make('div', { id: 'course' });
  const family = make('div', { id: 'family' });
  const showCourse = courseIn(happened, id);
  const load = async (purpose?: string): Promise<string | undefined> => {
    const reply = await read<Person>(`/people/${id}${purpose === undefined ? '' : `?purpose=${purpose}`}`);
    if (reply.kind !== 'ok') return troubleOf(reply);
    put(known, await record(reply.value));
    if (family.children.length === 0)
      put(family, make('h2', {}, say('家里人', 'The family')), familyPanel(reply.value.householdId, id));
    return undefined;
  };
  const show = async (purpose?: string): Promise<string | undefined> => {
    const trouble = await load(purpose);
    if (trouble === undefined) await showCourse(purpose);
    return trouble;
  };
  /** What was shown unmasked is gone at once, whether the masked record can be read or not. */
  const mask = async (): Promise<void> => {
    put(known);
    await fill(happened, () => Promise.resolve([]));
    const trouble = await show();
    if (trouble !== undefined) put(known, notice(trouble, true));
  };
  const reveal = revealPanel({ show, hide: () => void mask() });
  void mask();
  return screen([reveal, known, family], happened);
};
