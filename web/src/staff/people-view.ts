import type { peopleList, person } from '#shared/contracts/registry.ts';
import { canonicalIdNumber } from '#shared/kernel/id-number.ts';
import { make } from '../dom.ts';
import { showTroubles } from '../problem.ts';
import { say } from '../say.ts';
import { lineField, typedIn } from './fields.ts';
import { inquire } from './official-api.ts';
import { regionName } from './region-names.ts';
import { fill, notice, troubleOf, type View } from './view.ts';
import { categoryWord, inARow, layerWord } from './words.ts';

type People = ReturnType<(typeof peopleList)['parse']>;
type Person = ReturnType<(typeof person)['parse']>;
const row = async (one: Person): Promise<HTMLElement> => {
  const where = await regionName(one.regionCode);
  return make(
    'li',
    { class: 'placement' },
    make('a', { href: `#/people/${one.personId}` }, make('b', {}, one.name), ` ${one.idNumber}`),
    make(
      'span',
      {},
      make('span', { lang: 'zh-CN' }, where),
      ` · ${layerWord(one.layer)} · ${inARow(one.categories.map(categoryWord))}`,
    ),
  );
};

/** As people type it: Chinese keyboards give full-width digits. */
const yearIn = (form: ParentNode): string => typedIn(form, 'birthYear').normalize('NFKC');

/** By number, or by name within the own region and with the year of birth where it is known. */
const queryIn = (form: ParentNode, mine: string): unknown => {
  const number = canonicalIdNumber(typedIn(form, 'idNumber'));
  if (number.ok) return { idNumber: number.value };
  const year = yearIn(form);
  return { name: typedIn(form, 'name'), regionCode: mine, ...(year === '' ? {} : { birthYear: Number(year) }) };
};

const wrong = (form: ParentNode) => {
  const [number, name] = ['idNumber', 'name'].map((id) => typedIn(form, id));
  const year = yearIn(form);
  if (number === '' && name === '')
    return [{ field: 'idNumber', message: say('请填身份证号,或者姓名。', 'Enter an ID number or a name.') }];
  if (number !== '' && !canonicalIdNumber(number ?? '').ok)
    return [
      {
        field: 'idNumber',
        message: say(
          '身份证号对不上,请对照证件再核对一遍。',
          'The number does not add up. Please check it against the card.',
        ),
      },
    ];
  return year === '' || /^(19|20)\d\d$/.test(year)
    ? []
    : [
        {
          field: 'birthYear',
          message: say('出生年份是四位数字,比如 1949。', 'A year of birth has four digits, such as 1949.'),
        },
      ];
};

const found = async (form: ParentNode, mine: string): Promise<readonly HTMLElement[]> => {
  const reply = await inquire<People>('/people/search', queryIn(form, mine));
  if (reply.kind !== 'ok') return [notice(troubleOf(reply), true)];
  const { items } = reply.value;
  const nobody = say('您的辖区里没有找到这个人。', 'Nobody like that was found in your region.');
  return items.length === 0
    ? [make('p', { class: 'empty' }, nobody)]
    : [make('ul', { class: 'orders' }, ...(await Promise.all(items.map(row))))];
};

const searchForm = (): HTMLFormElement =>
  make(
    'form',
    { class: 'panel', novalidate: '', method: 'post' },
    make('div', { class: 'summary', id: 'summary', role: 'alert', tabindex: '-1', hidden: '' }),
    lineField({ id: 'idNumber', path: '/idNumber', label: say('身份证号', 'ID number'), optional: true }),
    lineField({ id: 'name', path: '/name', label: say('或者姓名', 'Or the name'), optional: true }),
    lineField({ id: 'birthYear', path: '/birthYear', label: say('出生年份', 'Year of birth'), optional: true }),
    make('button', { type: 'submit', class: 'button' }, say('查找', 'Find')),
  );

/** Finds a person of the own region. */
export const peopleView = (mine: string): View => {
  const people = make('div', { id: 'people', 'aria-live': 'polite' });
  const form = searchForm();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const troubles = wrong(form);
    showTroubles(troubles);
    if (troubles.length === 0) void fill(people, () => found(form, mine));
  });
  const title = say('查人', 'Find a person');
  const hint = say(
    '只查得到您辖区里的人,每次查找都有记录。',
    'Only people of your region are found, and every search is recorded.',
  );
  return {
    title,
    element: make('div', {}, make('h1', { tabindex: '-1' }, title), make('p', { class: 'hint' }, hint), form, people),
  };
};
