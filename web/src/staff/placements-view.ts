import type { placementCreated, placementList } from '#shared/contracts/placements.ts';
import { make, put } from '../dom.ts';
import { regionPicker } from '../region-picker.ts';
import { say } from '../say.ts';
import { lineField, regionFields, typedIn, writtenIn } from './fields.ts';
import { read, readText, step } from './official-api.ts';
import { stepForm, unless } from './step-form.ts';
import { button, fill, notice, troubleOf, type View } from './view.ts';

type List = ReturnType<(typeof placementList)['parse']>;
type Placement = List['items'][number];
type Created = ReturnType<(typeof placementCreated)['parse']>;

const saveAs = (name: string, text: string, type: string): void => {
  const link = make('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

/** The code to look at and the poster to print; both come with the token, so no plain link leads there. */
const showCode = async ({ placementId, name }: Placement, place: HTMLElement): Promise<void> => {
  const reply = await readText(`/placements/${placementId}/code.svg`);
  if (reply.kind !== 'ok') return put(place, notice(troubleOf(reply), true));
  const picture = make('img', {
    class: 'qr',
    alt: say(`二维码:${name}`, `QR code: ${name}`),
    src: `data:image/svg+xml;base64,${btoa(String.fromCharCode(...new TextEncoder().encode(reply.value)))}`,
  });
  const poster = async (): Promise<void> => {
    const page = await readText(`/placements/${placementId}/poster`);
    if (page.kind === 'ok') saveAs(`poster-${name}.html`, page.value, 'text/html');
    else put(place, notice(troubleOf(page), true));
  };
  put(
    place,
    make('figure', {}, picture, make('figcaption', {}, name)),
    make(
      'p',
      { class: 'row' },
      button(say('存海报(A4)', 'Save the poster (A4)'), 'button second', poster),
      button(say('存二维码', 'Save the code'), 'button second', () =>
        saveAs(`code-${name}.svg`, reply.value, 'image/svg+xml'),
      ),
    ),
  );
};

const counts = ({ scans, reports }: Placement): string =>
  say(`扫码 ${scans} 次,上报 ${reports} 次`, `${scans} scans, ${reports} reports`);

const row = (placement: Placement, changed: () => Promise<void>): HTMLElement => {
  const place = make('div', { 'aria-live': 'polite' });
  const active = placement.state === 'active';
  const turn = async (): Promise<void> => {
    const reply = await step(
      `/placements/${placement.placementId}`,
      { state: active ? 'off' : 'active' },
      { version: placement.version, key: '', method: 'PATCH' },
    );
    if (reply.kind === 'ok') await changed();
    else put(place, notice(troubleOf(reply), true));
  };
  const whose = make('span', { class: 'hidden' }, `: ${placement.name}`);
  const open = button(say('看二维码', 'Show the code'), 'button', () => showCode(placement, place));
  const off = button(active ? say('停用', 'Switch off') : say('重新启用', 'Switch on'), 'button second', turn);
  open.classList.add('small');
  open.append(whose);
  off.classList.add('small');
  off.append(whose.cloneNode(true));
  return make(
    'li',
    { class: 'placement' },
    make(
      'div',
      {},
      make('b', {}, placement.name),
      ' ',
      make('span', { class: active ? 'tag' : 'tag bad' }, active ? say('在用', 'in use') : say('已停用', 'off')),
      make('small', { lang: 'zh-CN' }, placement.regionName),
      make('small', {}, counts(placement)),
    ),
    make('div', { class: 'inline' }, open, off),
    place,
  );
};

const LEVELS = ['prefecture', 'county', 'township', 'village'] as const;

const newForm = (mine: string, made: (name: string) => Promise<void>, cancel: () => void): HTMLFormElement => {
  const region = regionFields({ id: 'regionCode', path: '/regionCode', label: say('在哪里', 'Where') });
  const picker = regionPicker(region, LEVELS);
  void picker.choose(mine);
  return stepForm<Created>({
    heading: say('新的二维码', 'A new code'),
    fields: [
      lineField({
        id: 'name',
        path: '/name',
        label: say('挂在什么地方', 'Where it will hang'),
        hint: say(
          '写清楚是哪一块,比如“清波街道便民服务中心大厅”。',
          'Say which, such as “hall of the Qingbo service centre”.',
        ),
      }),
      region,
    ],
    submit: say('生成', 'Make it'),
    check: (form) => [
      ...unless(typedIn(form, 'name') !== '', 'name', say('请写挂在什么地方。', 'Write where it will hang.')),
      ...unless(
        picker.chosen() !== undefined,
        'regionCode',
        say('请选地方,至少选到县(市、区)。', 'Choose the place, at least the county.'),
      ),
    ],
    send: (form, { key }) =>
      step<Created>('/placements', { name: typedIn(form, 'name'), regionCode: picker.chosen()?.code }, { key }),
    done: (reply) => {
      if (reply.kind !== 'ok') return false;
      void made(reply.value.placementId);
      return true;
    },
    cancel,
  });
};

/** Where codes hang: made, shown, printed, switched off. */
export const placementsView = (mine: string): View => {
  const [told, adding, list] = [
    make('div', { 'aria-live': 'polite' }),
    make('div', {}),
    make('div', { id: 'placements' }),
  ];
  const load = (cursor?: string): Promise<void> =>
    fill(list, async () => {
      const query = new URLSearchParams({ regionCode: mine, limit: '50', ...(cursor === undefined ? {} : { cursor }) });
      const reply = await read<List>(`/placements?${query.toString()}`);
      if (reply.kind !== 'ok') return [notice(troubleOf(reply), true)];
      const { items, nextCursor } = reply.value;
      return [
        items.length === 0
          ? make('p', { class: 'empty' }, say('还没有二维码。', 'No codes yet.'))
          : make('ul', { class: 'orders' }, ...items.map((placement) => row(placement, () => load(cursor)))),
        ...(nextCursor === undefined
          ? []
          : [button(say('下一页', 'Next page'), 'button second', () => load(nextCursor))]),
      ];
    });
  const add = button(say('新的二维码', 'A new code'), 'button', () => {
    put(adding, newForm(mine, made, rest));
    adding.querySelector('h2')?.focus();
  });
  const rest = (): void => put(adding, add);
  const made = async (): Promise<void> => {
    put(told, notice(say('已生成,现在就可以打印。', 'Made. It can be printed now.')));
    rest();
    await load();
  };
  rest();
  void load();
  const title = say('二维码', 'QR codes');
  const element = make('div', {}, make('h1', { tabindex: '-1' }, title), told, adding, list);
  return { title, element, unsaved: () => writtenIn(adding) };
};
