import { drawing, need, put } from './dom.ts';
import { type Due, dueNote, duePhrase } from './due.ts';
import { download, type Line, receiptImage, type Squares } from './receipt-image.ts';
import type { Receipt } from './report-send.ts';
import { language, momentInWords, say, to } from './say.ts';

/** In fours, as it is read out over the telephone. */
const inFours = (token: string): string => token.replace(/.{4}(?=.)/g, '$& ');

const sentAt = (): string =>
  say(`发出时间:${momentInWords(new Date().toISOString())}`, `Sent: ${momentInWords(new Date().toISOString())}`);

const linesOf = (receipt: Receipt & Due): readonly Line[] => [
  { text: say('幸福码 报告回执', 'Happiness Code: receipt'), size: 40, bold: true },
  { text: sentAt(), size: 28 },
  { text: duePhrase(receipt), size: 30, bold: true },
  { text: say('查询码', 'Tracking code'), size: 28 },
  { text: inFours(receipt.trackingCode), size: 34, bold: true },
  { text: say('查询密码', 'Secret'), size: 28 },
  { text: inFours(receipt.secret), size: 34, bold: true },
  { text: say('情况变急打 12345,有危险打 110。', 'Has it become urgent? Call 12345; in danger, 110.'), size: 28 },
  { text: say('扫一扫,看进展:', 'Scan to follow it:'), size: 28 },
];

/** The code is drawn from a part that is fetched only now; without it code and secret stand there in letters. */
const drawQr = async (link: string): Promise<Squares | undefined> => {
  const box = need(HTMLElement, '#qr');
  try {
    const { qrOf }: typeof import('./qr.ts') = await import(box.dataset['script'] ?? '');
    const code = qrOf(link);
    const svg = drawing('qr', `0 0 ${code.side} ${code.side}`, code.squares);
    svg.removeAttribute('aria-hidden');
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', say('这份报告的二维码', 'QR code of this report'));
    svg.setAttribute('shape-rendering', 'crispEdges');
    put(box, svg);
    return code;
  } catch {
    need(HTMLElement, '.slip figure').hidden = true;
    return undefined;
  }
};

const wireSave = (receipt: Receipt, code: Promise<Squares | undefined>): void => {
  const told = need(HTMLElement, '#saved');
  const save = async (): Promise<void> => {
    const file = await receiptImage(linesOf(receipt), await code);
    if (file !== undefined && file !== null) download(file);
    told.textContent =
      file === undefined || file === null
        ? say(
            '这个浏览器存不了图片。请截个屏,或者抄下来。',
            'This browser cannot save it. Take a screenshot, or write it down.',
          )
        : say(
            '已交给浏览器保存。没看到的话,截个屏也一样。',
            'Handed to the browser. If you cannot find it, a screenshot does as well.',
          );
  };
  need(HTMLElement, '#save').addEventListener('click', () => void save());
};

/** What the reporter keeps. The secret stands after the # of the link: no server ever sees it there. */
export const showReceipt = (receipt: Receipt & Due): void => {
  const link = `${location.origin}/follow?lang=${language}#${receipt.trackingCode}.${receipt.secret}`;
  const section = need(HTMLElement, '#receipt');
  need(HTMLElement, '#due').textContent = duePhrase(receipt);
  need(HTMLElement, '#due-note').textContent = dueNote(receipt) ?? '';
  need(HTMLElement, '#sent').textContent = sentAt();
  need(HTMLElement, '#receipt-code').textContent = inFours(receipt.trackingCode);
  need(HTMLElement, '#receipt-secret').textContent = inFours(receipt.secret);
  need(HTMLAnchorElement, '#follow-link').href = link;
  need(HTMLElement, '#print').addEventListener('click', () => print());
  need(HTMLAnchorElement, '#back').href = to('');
  section.hidden = false;
  history.replaceState(undefined, '', location.pathname + location.search);
  scrollTo(0, 0);
  need(HTMLElement, 'h1', section).focus({ preventScroll: true });
  document.title = `${need(HTMLElement, 'h1', section).textContent} · ${say('幸福码', 'Happiness Code')}`;
  wireSave(receipt, drawQr(link));
};
