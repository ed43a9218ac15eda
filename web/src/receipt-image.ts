import { say } from './say.ts';

const WIDTH = 720;
const EDGE = 48;
const LINE = 56;
const QR = 400;

export type Line = { readonly text: string; readonly size: number; readonly bold?: true };
export type Squares = { readonly side: number; readonly squares: string };

const FONT =
  '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif';

/** The line in as many as fit the width; Chinese breaks anywhere, English between words. */
const wrapped = (pen: CanvasRenderingContext2D, text: string): readonly string[] => {
  const lines: string[] = [];
  for (const part of text.match(/[\u0020-\u024f]+?(?:\s|$|(?=[^\u0020-\u024f]))|[^\u0020-\u024f]/g) ?? []) {
    const longer = (lines[lines.length - 1] ?? '') + part;
    if (lines.length > 0 && pen.measureText(longer).width <= WIDTH - 2 * EDGE) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
};

/** The receipt as a picture, which a phone keeps among its photographs; `undefined` where the browser cannot draw. */
export const receiptImage = (lines: readonly Line[], qr: Squares | undefined): Promise<Blob | null> | undefined => {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (pen === null) return undefined;
  const set = ({ size, bold }: Line): void => {
    pen.font = `${bold === true ? '700' : '400'} ${size}px ${FONT}`;
  };
  const rows = lines.flatMap((line) => {
    set(line);
    return wrapped(pen, line.text).map((text) => ({ ...line, text }));
  });
  canvas.width = WIDTH;
  canvas.height = 2 * EDGE + rows.length * LINE + (qr === undefined ? 0 : QR + LINE);
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#17242d';
  for (const [index, row] of rows.entries()) {
    set(row);
    pen.fillText(row.text, EDGE, EDGE + (index + 0.75) * LINE);
  }
  if (qr !== undefined) {
    pen.translate((WIDTH - QR) / 2, canvas.height - EDGE - QR);
    pen.scale(QR / qr.side, QR / qr.side);
    pen.fill(new Path2D(qr.squares));
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
};

/** Hands a file to the browser to keep. */
export const download = (file: Blob): void => {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = say('报告回执.png', 'receipt.png');
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
