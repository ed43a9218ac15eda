import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anEntry, type Item, MemoryChain } from './memory-chain.ts';

const DAY = '2026-11-24';
const START = Date.parse('2026-11-24T01:00:00.000Z');
const LATER = new Date('2026-11-25T12:00:00.000Z');

/** Seconds of the day, each an entry; how the stream cuts, repeats and mixes them. */
const history = fc.record({
  seconds: fc.uniqueArray(fc.integer({ min: 0, max: 40_000 }), { minLength: 2, maxLength: 12 }),
  order: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
  cuts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 12 }),
  repeats: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

const shuffled = (items: readonly Item[], order: readonly number[]): Item[] =>
  items
    .map((item, index) => ({ item, rank: order[index] ?? 0 }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);

const build = async ({ seconds, order, cuts, repeats }: History) => {
  const chain = new MemoryChain();
  const items = seconds.map((second) => anEntry(new Date(START + second * 1000).toISOString(), `id-${second}`));
  const rest = shuffled(items, order);
  for (let batch = 0; rest.length > 0; batch += 1) {
    const taken = rest.splice(0, cuts[batch] ?? 1);
    await chain.write(taken, LATER);
    if (repeats[batch] === true) await chain.write(taken, LATER);
  }
  return { chain, items };
};

const pick = <T>(list: readonly T[], at: number): T => {
  const found = list[at % list.length];
  if (found === undefined) throw new Error('nothing to pick');
  return found;
};

it('whatever the order, the cuts and the repeats, an untouched chain is whole', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (past) => {
      const { chain } = await build(past);
      expect(await chain.verify(DAY, LATER)).toBeUndefined();
    }),
    { numRuns: 100 },
  );
});

/** Every way to tamper with what lies in the table; each takes a number that says where. */
const ways: Readonly<Record<string, (chain: MemoryChain, where: number) => void>> = {
  'dropping an entry': (chain, where) => void chain.items.delete(pick([...chain.items.keys()], where)),
  'editing an entry': (chain, where) => {
    const key = pick([...chain.items.keys()], where);
    chain.items.set(key, { ...chain.items.get(key), actor: 'somebody else' });
  },
  'changing two entries in their places': (chain, where) => {
    const keys = [...chain.items.keys()];
    const [one, other] = [pick(keys, where), pick(keys, where + 1)];
    const [first, second] = [chain.items.get(one) ?? {}, chain.items.get(other) ?? {}];
    chain.items.set(one, { ...second, pk: first['pk'], sk: first['sk'] });
    chain.items.set(other, { ...first, pk: second['pk'], sk: second['sk'] });
  },
  'inserting an entry': (chain, where) =>
    chain.put(anEntry(new Date(START + 50_000_000).toISOString(), `new-${where}`)),
  'dropping a seal': (chain, where) => void chain.sealed.delete(pick([...chain.sealed.keys()], where)),
  'editing a seal': (chain, where) => {
    const place = pick([...chain.sealed.keys()], where);
    const seal = chain.sealed.get(place);
    if (seal !== undefined) chain.sealed.set(place, { ...seal, sealedAt: '2026-11-24T00:00:00.000Z' });
  },
};

it.each(Object.entries(ways))('%s is always seen, wherever it happens', async (_, tamper) => {
  await fc.assert(
    fc.asyncProperty(history, fc.nat(), async (past, where) => {
      const { chain } = await build(past);
      tamper(chain, where);
      expect(await chain.verify(DAY, LATER)).toBeDefined();
    }),
    { numRuns: 60 },
  );
});

it('two seals in each other’s places are always seen', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.nat(), async (past, where) => {
      const { chain } = await build(past);
      const places = [...chain.sealed.keys()];
      fc.pre(places.length > 1);
      const [one, other] = [pick(places, where), pick(places, where + 1)];
      const [first, second] = [chain.sealed.get(one), chain.sealed.get(other)];
      if (first === undefined || second === undefined) throw new Error('no seal');
      chain.sealed.set(one, second).set(other, first);
      expect(await chain.verify(DAY, LATER)).toBeDefined();
    }),
    { numRuns: 60 },
  );
});
