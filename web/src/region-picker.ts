import { make, need, put } from './dom.ts';
import { regionLevels } from './region-levels.ts';
import { isLocal, type Place, placeFrom, placeOf, type Region, search } from './regions.ts';
import { say } from './say.ts';

const PAUSE_MS = 250;
const ROWS = 8;

export type Level = 'prefecture' | 'county' | 'township' | 'village';
export type RegionPicker = {
  readonly chosen: () => Place | undefined;
  readonly choose: (code: string) => Promise<void>;
  /** A place that is known already, whether there is a connection or not. */
  readonly put: (place: Place) => void;
};

const noAnswer = (): string =>
  say('没有连上。请稍后再试,或者一级一级选。', 'No connection. Try again in a moment, or choose step by step.');
const nothing = (text: string): string =>
  say(
    `没有找到“${text}”。换个字试试,或者一级一级选。`,
    `Nothing is called “${text}”. Try another spelling, or choose step by step.`,
  );

/** Looks while the person types, after a pause; Enter looks at once and does not send the form. */
const wireSearch = (box: HTMLInputElement, look: (text: string) => Promise<void>): void => {
  let timer = 0;
  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void look(box.value.trim()), PAUSE_MS);
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    void look(box.value.trim());
  });
};

const row = (region: Region, take: (region: Region) => void): HTMLElement => {
  const above = region.path.slice(1).map(({ name }) => name);
  const button = make(
    'button',
    { type: 'button', lang: 'zh-CN' },
    make('b', {}, region.name),
    make('small', {}, above.join(' ')),
  );
  button.addEventListener('click', () => take(region));
  return button;
};

/** The place where a region is narrow enough for a report. */
const narrow = (region: Region | undefined): Place | undefined =>
  region !== undefined && isLocal(region.code) ? placeFrom(region) : undefined;

/** What is found under a text, or why nothing is. */
const rowsFor = async (
  text: string,
  levels: readonly Level[],
  take: (region: Region) => void,
): Promise<readonly HTMLElement[]> => {
  if (text === '') return [];
  const answer = await search(text);
  const fits = (answer ?? []).filter(({ level }) => levels.some((one) => one === level)).slice(0, ROWS);
  if (fits.length > 0) return fits.map((region) => row(region, take));
  return [make('p', {}, answer === undefined ? noAnswer() : nothing(text))];
};

/** The region picker: a search over all names, and the levels one after the other. Both say the same place. */
export const regionPicker = (root: ParentNode, levels: readonly Level[]): RegionPicker => {
  const box = need(HTMLInputElement, '#search', root);
  const found = need(HTMLElement, '#found', root);
  const told = need(HTMLElement, '#chosen', root);
  let place: Place | undefined;

  const settle = (next: Place | undefined): void => {
    place = next;
    put(told, ...(next === undefined ? [] : [say('已选:', 'Chosen: '), make('b', { lang: 'zh-CN' }, next.inWords)]));
  };
  const selects = regionLevels(
    levels.map((level) => need(HTMLSelectElement, `#${level}`, root)),
    () => settle(narrow(selects.chosen())),
  );
  const take = (region: Region): void => {
    put(found);
    box.value = '';
    settle(placeFrom(region));
    told.scrollIntoView({ block: 'nearest' });
    void selects.set(region.code);
  };
  const look = async (text: string): Promise<void> => {
    const rows = await rowsFor(text, levels, take);
    if (box.value.trim() === text) put(found, ...rows);
  };
  wireSearch(box, look);
  return {
    chosen: () => place,
    put: (next) => {
      settle(next);
      void selects.set(next.code);
    },
    choose: async (code) => {
      const known = isLocal(code) ? await placeOf(code) : undefined;
      // Whoever chose while the place was looked up has the last word.
      if (place !== undefined) return;
      if (known !== undefined) settle(known);
      await selects.set(code);
    },
  };
};
