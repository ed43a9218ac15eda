import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '#shared/adapters/crypto/sha256.ts';
import { sealHash } from '#shared/domain/audit/chain.ts';
import type { Seal } from '#shared/domain/audit/types.ts';
import { anEntry, type Item, MemoryChain } from './memory-chain.ts';

const DAY = '2026-11-24';
const NEXT = '2026-11-25';
const at = (minute: number, day = DAY) => `${day}T02:${String(minute).padStart(2, '0')}:00.000Z`;
const LATER = new Date(`${NEXT}T12:00:00.000Z`);

let chain: MemoryChain;
let items: Item[];

/** Six entries in three seals. */
beforeEach(async () => {
  chain = new MemoryChain();
  items = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) => anEntry(at(index), id));
  for (const start of [0, 2, 4]) await chain.write(items.slice(start, start + 2), new Date(at(start + 2)));
});

const keyOf = (index: number): string => `${String(items[index]?.['pk'])}/${String(items[index]?.['sk'])}`;
const place = (number: number, day = DAY): string => `${day}/${String(number).padStart(9, '0')}`;
const sealAt = (number: number): Seal => {
  const seal = chain.sealed.get(place(number));
  if (seal === undefined) throw new Error(`no seal ${number}`);
  return seal;
};

describe('A chain', () => {
  it('is whole when nothing happened to it', async () => {
    expect([...chain.sealed.keys()]).toEqual([1, 2, 3].map((number) => place(number)));
    expect(sealAt(2).previous).toBe(sealAt(1).hash);
    expect(await chain.verify(DAY, LATER)).toBeUndefined();
  });

  it('begins a day at the end of the day before, over days without an entry', async () => {
    await chain.write([anEntry(at(0, '2026-11-27'), 'x')], LATER);
    expect(chain.sealed.get(place(1, '2026-11-27'))).toMatchObject({
      follows: { day: DAY, number: 3, hash: sealAt(3).hash },
      previous: sealAt(3).hash,
    });
    expect(await chain.verify('2026-11-27', LATER)).toBeUndefined();
  });

  it('goes on for entries of a day that come after its end', async () => {
    await chain.write([anEntry(at(0, NEXT), 'x')], LATER);
    await chain.write([anEntry(at(9), 'y')], LATER);
    expect(await chain.verify(DAY, LATER)).toBeUndefined();
    expect(await chain.verify(NEXT, LATER)).toBeUndefined();
  });
});

describe('A batch of the stream', () => {
  it('that comes again adds nothing', async () => {
    const before = chain.sealed.size;
    expect(
      await chain.sealUp(
        items.slice(2, 6).map((item) => chain.taken(item)),
        LATER,
      ),
    ).toEqual([]);
    expect(chain.sealed.size).toBe(before);
  });

  it('that comes again long after, over seals that are no longer looked at, covers twice and breaks nothing', async () => {
    for (let index = 0; index < 5; index += 1) await chain.write([anEntry(at(10 + index), `n${index}`)], LATER);
    await chain.sealUp(
      items.slice(0, 2).map((item) => chain.taken(item)),
      LATER,
    );
    expect(await chain.verify(DAY, LATER)).toBeUndefined();
  });

  it('of two days makes a seal for each', async () => {
    const seals = await chain.write([anEntry(at(20), 'x'), anEntry(at(0, NEXT), 'y')], LATER);
    expect(seals.map(({ day, number }) => [day, number])).toEqual([
      [DAY, 4],
      [NEXT, 1],
    ]);
  });

  it('whose number a rival takes goes behind it', async () => {
    chain.rivals = [async () => void (await chain.write([anEntry(at(30), 'rival')], LATER))];
    await chain.write([anEntry(at(31), 'mine')], LATER);
    expect([...chain.sealed.keys()]).toHaveLength(5);
    expect(await chain.verify(DAY, LATER)).toBeUndefined();
  });

  it('that a rival has sealed already is done', async () => {
    const mine = anEntry(at(32), 'mine');
    chain.rivals = [async () => void (await chain.write([mine], LATER))];
    expect(await chain.write([mine], LATER)).toEqual([]);
    expect(chain.sealed.size).toBe(4);
  });
});

describe('Tampering', () => {
  it.each([0, 3, 5])('is seen when entry %s is dropped', async (index) => {
    chain.items.delete(keyOf(index));
    expect(await chain.verify(DAY, LATER)).toMatchObject({ day: DAY, kind: 'dropped', at: at(index) });
  });

  it.each(['actor', 'purpose', 'at', 'expiresAt', 'region'])('is seen when %s of an entry is edited', async (field) => {
    chain.items.set(keyOf(2), { ...items[2], [field]: field === 'expiresAt' ? 1 : 'other' });
    expect(await chain.verify(DAY, LATER)).toMatchObject({ kind: 'edited', seal: 2 });
  });

  it('is seen when an entry is taken away and put back changed, through the stream and all', async () => {
    await chain.write([{ ...items[1], actor: 'nobody' }], LATER);
    expect(await chain.verify(DAY, LATER)).toMatchObject({ kind: 'edited', seal: 1 });
  });

  it('is seen when an entry is inserted past the sealer', async () => {
    chain.put(anEntry(at(3), 'z'));
    expect(await chain.verify(DAY, LATER)).toEqual({ day: DAY, kind: 'inserted', at: at(3) });
  });

  it('is seen when an entry is inserted later and sealed: the table knows when it took it', async () => {
    const late = anEntry(at(3), 'z');
    chain.put(late);
    await chain.sealUp([chain.taken(late, LATER)], LATER);
    expect(await chain.verify(DAY, LATER)).toEqual({ day: DAY, kind: 'inserted', at: at(3), seal: 4 });
  });

  it('is seen when an entry is moved to another instant', async () => {
    chain.items.delete(keyOf(1));
    chain.put(anEntry(at(50), 'b'));
    expect(await chain.verify(DAY, LATER)).toMatchObject({ kind: 'dropped' });
  });

  it('is seen when seals change places', async () => {
    const [one, two] = [sealAt(1), sealAt(2)];
    chain.sealed.set(place(1), two).set(place(2), one);
    expect(await chain.verify(DAY, LATER)).toMatchObject({ kind: 'reordered', seal: 1 });
  });

  it('is seen when the entries in a seal change places', async () => {
    chain.sealed.set(place(2), { ...sealAt(2), entries: sealAt(2).entries.toReversed() });
    expect(await chain.verify(DAY, LATER)).toMatchObject({ kind: 'reordered', seal: 2 });
  });

  it('is seen when a seal is dropped from the middle', async () => {
    chain.sealed.delete(place(2));
    expect(await chain.verify(DAY, LATER)).toMatchObject({ kind: 'dropped', seal: 2 });
  });

  it('is seen when an entry and the rest of its seal are made to fit each other', async () => {
    chain.items.delete(keyOf(2));
    const entries = sealAt(2).entries.filter(({ key }) => key !== keyOf(2));
    const forged = { ...sealAt(2), entries };
    chain.sealed.set(place(2), forged);
    expect(await chain.verify(DAY, LATER)).toMatchObject({ kind: 'edited', seal: 2 });
    chain.sealed.set(place(2), { ...forged, hash: sealHash(forged, sha256) });
    expect(await chain.verify(DAY, LATER)).toMatchObject({ kind: 'edited', seal: 3 });
  });

  it('is seen when the end of a day goes, entries and seal together, once the next day has begun', async () => {
    await chain.write([anEntry(at(0, NEXT), 'x')], LATER);
    chain.sealed.delete(place(3));
    chain.items.delete(keyOf(4));
    chain.items.delete(keyOf(5));
    expect(await chain.verify(DAY, LATER)).toBeUndefined();
    expect(await chain.verify(NEXT, LATER)).toEqual({ day: DAY, kind: 'dropped', seal: 3 });
  });
});

describe('A young entry', () => {
  it('that is not sealed yet is no break, and is one after the grace time', async () => {
    chain.put(anEntry(at(40), 'young'));
    expect(await chain.verify(DAY, new Date(at(54)))).toBeUndefined();
    expect(await chain.verify(DAY, new Date(at(56)))).toMatchObject({ kind: 'inserted', at: at(40) });
  });
});
