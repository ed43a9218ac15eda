import { crc32, deflateSync, inflateSync } from 'node:zlib';

/**
 * A screenshot with a palette: a page has few colours, and a byte a pixel weighs a third. Reads what Chromium writes: 8 bits a
 * channel, three or four channels, not interlaced.
 */
const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const MOST = 64;

type Picture = { readonly width: number; readonly height: number; readonly pixels: Uint32Array };

const chunksOf = (png: Buffer): readonly (readonly [type: string, data: Buffer])[] => {
  const chunks: [string, Buffer][] = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push([png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  return chunks;
};

const paeth = (left: number, above: number, corner: number): number => {
  const guess = left + above - corner;
  const [byLeft, byAbove, byCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
};

const predicted = (filter: number, left: number, above: number, corner: number): number =>
  [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;

/** The bytes of all rows as they were before each was written as the difference to its neighbours. */
const unfiltered = (raw: Buffer, rowBytes: number, channels: number): Buffer => {
  const rows = raw.length / (rowBytes + 1);
  const out = Buffer.alloc(rows * rowBytes);
  /** The byte at this place of a row, 0 beyond the edge. */
  const byte = (row: number, x: number): number => (row < 0 || x < 0 ? 0 : (out[row * rowBytes + x] ?? 0));
  for (let row = 0; row < rows; row += 1) {
    const filter = raw[row * (rowBytes + 1)] ?? 0;
    for (let x = 0; x < rowBytes; x += 1) {
      const guess = predicted(filter, byte(row, x - channels), byte(row - 1, x), byte(row - 1, x - channels));
      out[row * rowBytes + x] = (raw[row * (rowBytes + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return out;
};

const read = (png: Buffer): Picture => {
  const chunks = chunksOf(png);
  const header = chunks[0]?.[1] ?? Buffer.alloc(13);
  const [width, height, channels] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9] === 6 ? 4 : 3];
  const data = Buffer.concat(chunks.filter(([type]) => type === 'IDAT').map(([, part]) => part));
  const bytes = unfiltered(inflateSync(data), width * channels, channels);
  const pixels = Uint32Array.from({ length: width * height }, (_, index) => bytes.readUIntBE(index * channels, 3));
  return { width, height, pixels };
};

const channelsOf = (colour: number): readonly number[] => [colour >> 16, (colour >> 8) & 255, colour & 255];
const distance = (one: number, other: number): number =>
  channelsOf(one).reduce((sum, channel, index) => sum + (channel - (channelsOf(other)[index] ?? 0)) ** 2, 0);

/** The colours that are used most, and for every colour the place of the one that is nearest. */
const paletteOf = (
  pixels: Uint32Array,
): { readonly palette: readonly number[]; readonly places: Map<number, number> } => {
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const palette = [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST)
    .map(([colour]) => colour);
  const nearest = (colour: number): number =>
    palette.reduce((best, one, at) => (distance(one, colour) < distance(palette[best] ?? 0, colour) ? at : best), 0);
  const known = new Map(palette.map((colour, place) => [colour, place]));
  return {
    palette,
    places: new Map([...counts.keys()].map((colour) => [colour, known.get(colour) ?? nearest(colour)])),
  };
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};

/** The same picture in at most 64 colours. */
export const smallPng = (png: Buffer): Buffer => {
  const { width, height, pixels } = read(png);
  const { palette, places } = paletteOf(pixels);
  const rows = Buffer.alloc(height * (width + 1));
  for (const [index, pixel] of pixels.entries()) {
    rows[Math.floor(index / width) * (width + 1) + 1 + (index % width)] = places.get(pixel) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channelsOf))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
