import type { receipt } from '#shared/contracts/discovery.ts';
import { drawing, make, need, put } from './dom.ts';
import { dayInWords, language, say, to } from './say.ts';

type Receipt = ReturnType<(typeof receipt)['parse']>;

/** In fours, as it is read out over the telephone. */
export const inFours = (token: string): string => token.replace(/.{4}(?=.)/g, '$& ');

const duePhrase = (dueAt: string): string =>
  say(`最迟 ${dayInWords(dueAt)}前,会有人上门核实。`, `Someone will visit by ${dayInWords(dueAt)}.`);

const fileOf = (words: Receipt, link: string): string =>
  [
    say('幸福码 报告回执', 'Happiness Code: receipt of a report'),
    duePhrase(words.dueAt),
    `${say('查询码', 'Tracking code')}: ${inFours(words.trackingCode)}`,
    `${say('查询密码', 'Secret')}: ${inFours(words.secret)}`,
    link,
    '',
  ].join('\r\n');

const save = (text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = make('a', { href: url, download: say('报告回执.txt', 'receipt.txt') });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

/** The code is drawn from a part that is fetched only now; without it code and secret stand there in letters. */
const drawQr = async (link: string): Promise<void> => {
  try {
    const box = need(HTMLElement, '#qr');
    const { qrOf }: typeof import('./qr.ts') = await import(box.dataset['script'] ?? '');
    const { side, squares } = qrOf(link);
    const svg = drawing('qr', `0 0 ${side} ${side}`, squares);
    svg.removeAttribute('aria-hidden');
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', say('这份报告的二维码', 'QR code of this report'));
    svg.setAttribute('shape-rendering', 'crispEdges');
    put(box, svg);
  } catch {
    need(HTMLElement, '.slip figure').hidden = true;
  }
};

/** What the reporter keeps. The secret stands after the # of the link: no server ever sees it there. */
export const showReceipt = (words: Receipt): void => {
  const link = `${location.origin}/follow?lang=${language}#${words.trackingCode}.${words.secret}`;
  const section = need(HTMLElement, '#receipt');
  need(HTMLElement, '#due').textContent = duePhrase(words.dueAt);
  need(HTMLElement, '#receipt-code').textContent = inFours(words.trackingCode);
  need(HTMLElement, '#receipt-secret').textContent = inFours(words.secret);
  need(HTMLAnchorElement, '#follow-link').href = link;
  need(HTMLElement, '#save').addEventListener('click', () => save(fileOf(words, link)));
  need(HTMLElement, '#print').addEventListener('click', () => print());
  need(HTMLAnchorElement, '#back').href = to('');
  section.hidden = false;
  history.replaceState(undefined, '', location.pathname + location.search);
  scrollTo(0, 0);
  need(HTMLElement, 'h1', section).focus({ preventScroll: true });
  document.title = `${need(HTMLElement, 'h1', section).textContent} · ${say('幸福码', 'Happiness Code')}`;
  void drawQr(link);
};
