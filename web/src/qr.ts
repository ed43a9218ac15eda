import { create } from 'qrcode';

const QUIET = 4;

/** A QR code as squares of one path, with the length of its side. */
export const qrOf = (text: string): { readonly side: number; readonly squares: string } => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const squares: string[] = [];
  modules.data.forEach((dark, index) => {
    if (dark) squares.push(`M${(index % modules.size) + QUIET} ${Math.floor(index / modules.size) + QUIET}h1v1h-1z`);
  });
  return { side: modules.size + 2 * QUIET, squares: squares.join('') };
};
