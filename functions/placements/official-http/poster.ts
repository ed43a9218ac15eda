import type { CodeDrawer } from '#shared/domain/placements/ports.ts';

/** What stands on a poster beside the words that are the same everywhere. */
export type Poster = { readonly name: string; readonly regionName: string; readonly url: string };

const FONT = 'PingFang SC, HarmonyOS Sans SC, Microsoft YaHei, Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif';
const INK = '#17242d';
const QUIET = '#4a5b66';
const PRIMARY = '#0a5a9c';
const BAD = '#a3201a';
const MIDDLE = 105;
const CODE_SIDE = 96;
/** Chinese characters that fit into a line at its size. */
const LINE_LENGTH = 26;

/** All that a style sheet has to say; everything else is in the drawing, so that it prints alike wherever it is opened. */
export const POSTER_STYLE = '@page{size:A4;margin:0}body{margin:0}svg{display:block}';
/** The hash of that style sheet: the policy of the document lets it in and nothing else. */
const STYLE_HASH = 'sha256-YO+tQRYvBeORPiVl13vX+xE8eW30CXM00RR3oTqrrEg=';
export const POSTER_POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

type Line = {
  readonly y: number;
  readonly size: number;
  readonly fill?: string;
  readonly weight?: number;
  readonly lang?: 'en';
};

const line = (text: string, { y, size, fill = INK, weight = 400, lang }: Line): string =>
  `<text x="${MIDDLE}" y="${y}" font-size="${size}" fill="${fill}" font-weight="${weight}" text-anchor="middle"${lang === undefined ? '' : ` lang="${lang}"`}>${escaped(text)}</text>`;

const inLines = (text: string): readonly string[] => {
  const characters = [...text];
  return Array.from({ length: Math.ceil(characters.length / LINE_LENGTH) }, (_, index) =>
    characters.slice(index * LINE_LENGTH, (index + 1) * LINE_LENGTH).join(''),
  );
};

const heading = (): string[] => [
  `<path fill="${PRIMARY}" d="M0 0h210v68H0z"/>`,
  line('幸福码', { y: 38, size: 32, fill: '#fff', weight: 700 }),
  line('Happiness Code', { y: 56, size: 11, fill: '#fff', lang: 'en' }),
  line('有困难，说一声', { y: 88, size: 15, weight: 700 }),
  line('In hardship? Say so', { y: 98, size: 7, fill: QUIET, lang: 'en' }),
];

const code = (url: string, codes: CodeDrawer): string => {
  const { side, path } = codes.squares(url);
  const left = MIDDLE - CODE_SIDE / 2;
  return `<g transform="translate(${left} 103) scale(${CODE_SIDE / side})" shape-rendering="crispEdges"><path d="${path}"/></g>`;
};

const words = (): string[] => [
  line('手机扫一扫：帮别人报一下，或看看自己够不够条件', { y: 209, size: 7.4, weight: 700 }),
  line('Scan with your phone: tell us about someone, or see if you may qualify', {
    y: 217,
    size: 5,
    fill: QUIET,
    lang: 'en',
  }),
  line('约 3 分钟，不用登录，不收一分钱', { y: 228, size: 7 }),
  line('About 3 minutes. No account. Free of charge.', { y: 235.5, size: 5, fill: QUIET, lang: 'en' }),
  line('不会用手机，请打 12345', { y: 249, size: 10, fill: PRIMARY, weight: 700 }),
  line('Prefer to talk? Call 12345', { y: 256.5, size: 5, fill: QUIET, lang: 'en' }),
  line('现在就有危险 In danger now：110 · 120 · 119', { y: 266, size: 6, fill: BAD, weight: 700 }),
];

const place = ({ name, regionName, url }: Poster): string[] => {
  const lines = inLines(name);
  return [
    `<path fill="none" stroke="#c9d3d8" stroke-width=".4" d="M15 271h180"/>`,
    ...lines.map((text, index) => line(text, { y: 278.5 + index * 6, size: 5.4, weight: 700 })),
    line(regionName, { y: 278.5 + lines.length * 6, size: 4.4, fill: QUIET }),
    line(url, { y: 294.5, size: 2.6, fill: QUIET }),
  ];
};

/** A poster in A4, in Chinese and English: one document that asks nothing of any other. */
export const posterOf = (poster: Poster, codes: CodeDrawer): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>幸福码 · ${escaped(poster.name)}</title>
<style>${POSTER_STYLE}</style>
</head>
<body>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="210mm" height="297mm" font-family="${FONT}">
<path fill="#fff" d="M0 0h210v297H0z"/>
${[...heading(), code(poster.url, codes), ...words(), ...place(poster)].join('\n')}
</svg>
</body>
</html>
`;
