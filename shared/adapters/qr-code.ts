import { create, toBuffer } from 'qrcode';
import type { CodeDrawer } from '#shared/domain/placements/ports.ts';

/** Light squares around a code, without which phones do not find it. */
const QUIET = 4;
/** A quarter of a code may be scratched or torn and it can still be read: posters hang outside. */
const options = { errorCorrectionLevel: 'Q' } as const;
/** Wide enough for a poster in A3. */
const PNG_PIXELS = 1_200;

/** QR codes by the library `qrcode`. */
export const qrCodes: CodeDrawer = {
  squares: (text) => {
    const { modules } = create(text, options);
    const squares: string[] = [];
    modules.data.forEach((dark, index) => {
      if (dark) squares.push(`M${(index % modules.size) + QUIET} ${Math.floor(index / modules.size) + QUIET}h1v1h-1z`);
    });
    return { side: modules.size + 2 * QUIET, path: squares.join('') };
  },
  png: (text) => toBuffer(text, { ...options, type: 'png', margin: QUIET, width: PNG_PIXELS }),
};
