import type { Html } from './html.ts';

const icon = (paths: string): Html => ({
  markup: `<svg class="icon" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">${paths}</svg>`,
});
const line = (...d: readonly string[]): Html => icon(d.map((one) => `<path d="${one}"/>`).join(''));

/** One picture a situation, all of one stroke; a word always stands beside it. */
export const situationIcons = {
  illness: line('M4 26V10M4 22h24v4M4 17h11v5M28 22v-3a4 4 0 0 0-4-4h-9', 'M22 4v8M18 8h8'),
  disability: line('M14 6.5a2 2 0 1 0 .01 0', 'M14 11v8h8l3 7 3-1', 'M14 14h7', 'M11.500 15.500a7 7 0 1 0 9.500 8.500'),
  unemployment: line('M4 11h24v15H4zM11 11V7h10v4', 'M4 18h24', 'M16 16.500v3'),
  'death-in-household': line(
    'M16 28V13',
    'M16 13c-6 0-6-9 0-9s6 9 0 9z',
    'M16 22c-5 0-8-2-8-6 5 0 8 2 8 6zM16 25c4 0 7-2 7-5-4 0-7 2-7 5z',
  ),
  'old-and-alone': line(
    'M13 4.500a2.500 2.500 0 1 0 .01 0',
    'M13 11c-3 0-4 3-4 6v4h3l1 7h4l-1-9',
    'M14 12l3 5h5',
    'M22 15.500V28',
  ),
  'child-without-care': line(
    'M16 5a4 4 0 1 0 .01 0',
    'M9 28v-6a7 7 0 0 1 14 0v6',
    'M13 28v-5M19 28v-5',
    'M14.500 10.500c1 .8 2 .8 3 0',
  ),
  accident: line('M16 4L29 27H3z', 'M16 12v8', 'M16 23.500v.5'),
  'fire-or-disaster': line(
    'M4 15L16 5l12 10',
    'M7 13v14h18V13',
    'M16 25c-3 0-4-2-4-4 0-3 4-4 3.500-7 3 1.500 4.500 4 4.500 7 0 2-1 4-4 4z',
  ),
  schooling: line('M16 9c-3-3-8-3-12-2v17c4-1 9-1 12 2 3-3 8-3 12-2V7c-4-1-9-1-12 2z', 'M16 9v17'),
  violence: line('M16 3l11 4v8c0 7-5 11-11 14C10 26 5 22 5 15V7z', 'M12 12l8 8M20 12l-8 8'),
  homeless: line(
    'M4 24h24M7 24v4M25 24v4M4 24v-8h24v8',
    'M9 16v-3a3 3 0 0 1 3-3h1',
    'M24 3a4 4 0 1 0 4 5 4.500 4.500 0 0 1-4-5z',
  ),
  other: line('M16 4a12 12 0 1 0 .01 0', 'M10 16h.1M16 16h.1M22 16h.1'),
} as const;

export const doorIcons = {
  report: line('M11 5a4.500 4.500 0 1 0 .01 0', 'M3 27v-3a8 8 0 0 1 16 0v3', 'M20 7h9v7h-4l-3 3v-3h-2z'),
  selfCheck: line('M6 4h20v24H6z', 'M10 11l2 2 3-4M18 11h5M10 20l2 2 3-4M18 20h5'),
};
