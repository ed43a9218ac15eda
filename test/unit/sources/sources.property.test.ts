import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registryDecisions } from '#shared/domain/registry/decisions.ts';
import { type ApplyDeps, applyFact } from '#shared/domain/sources/apply.ts';
import { openSourceBatch } from '#shared/domain/sources/batch.ts';
import type { SourceFact } from '#shared/domain/sources/types.ts';
import { undoEntry } from '#shared/domain/sources/undo.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { memoryRegistry } from '../../functions/sources/memory-sources.ts';

const NUMBER = '11010519491231002X';
const NOW = new Date('2026-11-24T02:00:00.000Z');
const policy = policyFor('2026-11-24').registry;

const worldOf = () => {
  const memory = memoryRegistry();
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id${ids}`;
  };
  const deps: ApplyDeps = {
    book: memory.book,
    people: memory.people,
    registry: registryDecisions(() => policy),
    newId,
    newMessageId: newId,
    clock: () => NOW,
    mac: async (text) => text,
  };
  return { memory, deps, take: (fact: SourceFact) => applyFact(fact, { actor: 'test', scope: '330000' }, deps) };
};

const person = { idNumber: NUMBER, name: '陈小明', regionCode: '330102001' };
const day = (n: number): string => `2026-${String(1 + (n % 11)).padStart(2, '0')}-05`;

/** Words of one list: on it from a day, or off it from a day, each at a time of its own. */
const word = fc
  .record({ key: fc.constantFrom('A', 'B', 'C'), turn: fc.nat(40), on: fc.boolean() })
  .map(({ key, turn, on }): SourceFact => {
    const told = {
      source: 'trade-union',
      sourceKey: key,
      at: new Date(Date.UTC(2026, 0, 1 + turn)).toISOString(),
      person,
    } as const;
    return on
      ? { ...told, kind: 'named', naming: { category: 'hardship-worker', from: day(turn) }, risks: [] }
      : { ...told, kind: 'ended', day: '2026-11-01', cause: 'end-of-need' };
  });
const words = fc.uniqueArray(word, {
  minLength: 1,
  maxLength: 8,
  selector: ({ sourceKey, at }) => `${sourceKey}${at}`,
});

describe('the way back of a batch', () => {
  it('is not undone by a worker that is late with the part', async () => {
    const { memory, deps } = worldOf();
    const batch = openSourceBatch('B', 'trade-union', manifestOf(1), NOW).batch;
    const row: SourceFact = {
      source: 'trade-union',
      sourceKey: 'A',
      at: NOW.toISOString(),
      person,
      kind: 'named',
      naming: { category: 'hardship-worker', from: day(1) },
      risks: [],
    };
    const taking = { actor: 'test', scope: '330000', batch: { batchId: 'B', chunk: 0 } };
    await applyFact(row, taking, deps);
    for (const record of [...memory.undo.values()]) expect(await undoEntry(record, batch, deps)).toBe('undone');
    await expect(applyFact(row, taking, deps)).rejects.toThrow('TransactionConflict');
    expect(memory.personOf(NUMBER)?.entries).toEqual([]);
    for (const record of [...memory.undo.values()]) expect(await undoEntry(record, batch, deps)).toBe('undone');
  });
});

/** Decisions of the assistance system of one person: granted, or over as of a day that was, is or will be. */
const decision = fc
  .record({
    key: fc.constantFrom('A', 'B'),
    turn: fc.nat(20),
    from: fc.constantFrom('2025-01-05', '2025-12-01'),
    end: fc.option(fc.constantFrom('2026-11-20', '2026-11-24', '2026-11-25', '2026-12-10')),
  })
  .map(({ key, turn, from, end }): SourceFact => {
    const at = new Date(Date.UTC(2026, 0, 1 + turn)).toISOString();
    const told = { source: 'assistance-system', sourceKey: key, at, person } as const;
    return end === null
      ? { ...told, kind: 'named', naming: { category: 'marginal', evidence: `given ${turn}`, from }, risks: [] }
      : { ...told, kind: 'ended', day: end, evidence: `over ${turn}`, cause: 'end-of-need' };
  });

describe('decisions of the assistance system', () => {
  it('lead to the same layer in every order of arrival, exits of a day to come among them', async () => {
    const decisions = fc.uniqueArray(decision, {
      minLength: 1,
      maxLength: 6,
      selector: ({ sourceKey, at }) => `${sourceKey}${at}`,
    });
    const order = decisions.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    await fc.assert(
      fc.asyncProperty(order, async ([told, shuffled]) => {
        const [straight, odd] = [worldOf(), worldOf()];
        for (const fact of [...told].sort((one, other) => (one.at < other.at ? -1 : 1))) await straight.take(fact);
        for (const fact of shuffled) await odd.take(fact);
        expect(odd.memory.personOf(NUMBER)?.layer).toBe(straight.memory.personOf(NUMBER)?.layer);
      }),
      { numRuns: 500 },
    );
  });
});

describe('words of a source', () => {
  it('lead to the same layer and categories in every order of arrival, and however often they come', async () => {
    const order = words.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.array(fc.nat(all.length - 1), { maxLength: 5 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(order, async ([told, shuffled, again]) => {
        const [straight, odd] = [worldOf(), worldOf()];
        for (const fact of [...told].sort((one, other) => (one.at < other.at ? -1 : 1))) await straight.take(fact);
        for (const fact of shuffled) await odd.take(fact);
        for (const index of again) {
          const fact = told[index];
          if (fact !== undefined) await odd.take(fact);
        }
        const [one, other] = [straight.memory.personOf(NUMBER), odd.memory.personOf(NUMBER)];
        expect([other?.layer, other?.categories]).toEqual([one?.layer, one?.categories]);
      }),
    );
  });

  it('of a batch are taken back to exactly what was there', async () => {
    await fc.assert(
      fc.asyncProperty(words, words, async (before, rows) => {
        const { memory, deps, take } = worldOf();
        for (const fact of before) await take(fact);
        const entries = memory.personOf(NUMBER)?.entries ?? [];
        const claims = [...memory.claims].map(([key, { version: _, ...claim }]) => [key, claim]);
        const batch = openSourceBatch('B', 'trade-union', manifestOf(rows.length), NOW).batch;
        const seen = new Set<string>();
        for (const fact of rows) {
          if (seen.has(fact.sourceKey)) continue;
          seen.add(fact.sourceKey);
          const taking = { actor: 'test', scope: '330000', batch: { batchId: 'B', chunk: 0 } };
          await applyFact({ ...fact, at: NOW.toISOString() }, taking, deps);
        }
        for (const record of [...memory.undo.values()]) expect(await undoEntry(record, batch, deps)).toBe('undone');
        const key = ({ source, sourceKey }: { source: string; sourceKey: string }) => `${source}#${sourceKey}`;
        const sorted = (list: readonly { source: string; sourceKey: string }[]) =>
          [...list].sort((one, other) => key(one).localeCompare(key(other)));
        expect(sorted(memory.personOf(NUMBER)?.entries ?? [])).toEqual(sorted(entries));
        const now = [...memory.claims].map(([name, { version: _, ...claim }]) => [name, claim]);
        // A word that said nothing new is remembered with its time.
        const strip = (list: unknown[][]) => list.map(([name, claim]) => [name, { ...Object(claim), at: '' }]);
        expect(new Map(strip(now) as [string, unknown][])).toEqual(new Map(strip(claims) as [string, unknown][]));
      }),
    );
  });
});

const manifestOf = (rows: number) =>
  ({
    rows,
    sha256: 'a'.repeat(64),
    period: '2026-10',
    sequence: 1,
    format: 'csv',
    encoding: 'utf-8',
    mode: 'delta',
  }) as const;
