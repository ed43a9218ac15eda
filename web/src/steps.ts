import { all, need } from './dom.ts';
import { say } from './say.ts';

export type Steps = {
  readonly show: (id: string) => void;
  readonly current: () => string;
  readonly following: () => string | undefined;
  /** Goes on where somebody left off, with all steps before it behind. */
  readonly resume: (id: string) => void;
};

/** Says how far one has come, in words and as a bar. */
const showProgress = (section: HTMLElement, place: number, count: number): string => {
  const line = say(`第 ${place} 步,共 ${count} 步`, `Step ${place} of ${count}`);
  need(HTMLElement, '.count', section).textContent = line;
  const bar = need(HTMLProgressElement, 'progress', section);
  [bar.max, bar.value] = [count, place];
  return line;
};

/**
 * One question a screen, and the browser's own back goes one question back. `route` says which steps there are for the
 * answers given so far; a step that cannot be reached yet leads to the first one.
 */
export const steps = (route: () => readonly string[], entered: (id: string) => void): Steps => {
  const sections = all(HTMLElement, '.step');
  const title = document.title;
  let current = route()[0] ?? '';
  const reached = new Set([current]);

  const paint = (id: string, focus: boolean): void => {
    current = id;
    reached.add(id);
    for (const section of sections) section.classList.toggle('current', section.id === id);
    const section = need(HTMLElement, `#${id}`);
    const line = showProgress(section, route().indexOf(id) + 1, route().length);
    document.title = `${need(HTMLElement, 'h1', section).textContent} (${line}) · ${title}`;
    entered(id);
    if (!focus) return;
    scrollTo(0, 0);
    need(HTMLElement, 'h1', section).focus({ preventScroll: true });
  };

  const show = (id: string): void => {
    if (id !== current) history.pushState(undefined, '', `#${id}`);
    paint(id, true);
  };
  const resume = (id: string): void => {
    const behind = route().slice(1, route().indexOf(id) + 1);
    for (const step of behind) {
      reached.add(step);
      history.pushState(undefined, '', `#${step}`);
    }
    paint(behind.pop() ?? current, true);
  };
  const byAddress = (): void => {
    const id = location.hash.slice(1);
    paint(reached.has(id) && route().includes(id) ? id : (route()[0] ?? ''), true);
  };
  addEventListener('popstate', byAddress);
  if (location.hash !== '') history.replaceState(undefined, '', location.pathname + location.search);
  paint(current, false);
  return { show, resume, current: () => current, following: () => route()[route().indexOf(current) + 1] };
};

/** The back link goes where the browser's back goes while there is a question before this one. */
export const wireBack = (first: () => boolean): void => {
  need(HTMLElement, '#back').addEventListener('click', (event) => {
    if (first()) return;
    event.preventDefault();
    history.back();
  });
};
