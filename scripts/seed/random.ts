/** Chance that can be repeated: the same seed gives the same draws on every machine. */
export type Random = {
  /** An unsigned integer of 32 bits. */
  readonly next: () => number;
  /** An integer from 0 up to and without `bound`. */
  readonly below: (bound: number) => number;
  /** An integer from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** 16 bytes in base64url, the form of every id. */
  readonly id: () => string;
};

/** SplitMix32: spreads one seed over the four words of the state. */
const splitMix = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    const a = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    const b = Math.imul(a ^ (a >>> 15), 0x735a2d97);
    return (b ^ (b >>> 15)) >>> 0;
  };
};

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** xoshiro128** 1.1 (Blackman and Vigna, public domain). Not for secrets. */
const xoshiro = (seed: number): (() => number) => {
  const start = splitMix(seed);
  let [a, b, c, d] = [start(), start(), start(), start()];
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
};

/** A source of chance for a seed. */
export const createRandom = (seed: number): Random => {
  const next = xoshiro(seed);
  const bytes = Buffer.alloc(16);
  const below = (bound: number): number => Math.floor((next() / 0x1_0000_0000) * bound);
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (share) => next() < share * 0x1_0000_0000,
    pick: (list) => {
      const item = list[below(list.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    id: () => {
      for (let at = 0; at < 16; at += 4) bytes.writeUInt32LE(next(), at);
      return bytes.toString('base64url');
    },
  };
};

/** Items that are drawn by their weights. */
export const byWeight = <T>(weighted: readonly (readonly [item: T, weight: number])[]): ((random: Random) => T) => {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  const limits = weighted.map(([item], index) => ({
    item,
    limit: weighted.slice(0, index + 1).reduce((sum, [, weight]) => sum + weight, 0),
  }));
  return (random) => {
    const at = (random.next() / 0x1_0000_0000) * total;
    const found = limits.find(({ limit }) => at < limit);
    if (found === undefined) throw new Error('nothing to draw from');
    return found.item;
  };
};
