import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contributionOf, removalOf } from '#shared/domain/statistics/contributions.ts';
import { project } from '#shared/domain/statistics/project.ts';
import { isEqual, recount } from '#shared/domain/statistics/recount.ts';
import type { Aggregate, AggregateKind, Projection } from '#shared/domain/statistics/types.ts';
import { MemoryStatistics } from './memory-statistics.ts';

/** Few of everything, so that histories meet in the same cells and come back to what they were. */
const region = fc.constantFrom('330102', '330102001', '330102001052', '330106', '330104001', '331182001');
const instant = fc.constantFrom('2026-11-30T15:59:59.999Z', '2026-12-01T15:59:59.999Z', '2026-12-02T15:59:59.999Z');

type Fields<One> = One extends Aggregate ? Omit<One, 'id' | 'version'> : never;

const state = (kind: AggregateKind): fc.Arbitrary<Fields<Aggregate>> => {
  switch (kind) {
    case 'person':
      return fc.record({
        kind: fc.constant('person' as const),
        regionCode: region,
        layer: fc.constantFrom('registered', 'suspected', 'exited'),
        categories: fc.uniqueArray(fc.constantFrom('marginal', 'rigid-expense', 'housing-aid')),
      });
    case 'report':
      return fc.record({
        kind: fc.constant('report' as const),
        regionCode: region,
        status: fc.constantFrom('received', 'being-verified', 'closed'),
      });
    case 'work-order':
      return fc.record({
        kind: fc.constant('work-order' as const),
        regionCode: region,
        state: fc.constantFrom('issued', 'accepted', 'closed'),
        dueAt: instant,
      });
    case 'alert':
      return fc.record({
        kind: fc.constant('alert' as const),
        regionCode: region,
        alertKind: fc.constantFrom('death', 'marriage'),
      });
    case 'placement':
      return fc.record({
        kind: fc.constant('placement' as const),
        regionCode: region,
        state: fc.constantFrom('active', 'off'),
        scans: fc.nat(5),
        reports: fc.nat(3),
      });
  }
};

type History = { readonly versions: readonly Aggregate[]; readonly removed: boolean };

const history = fc
  .constantFrom<AggregateKind>('person', 'report', 'work-order', 'alert', 'placement')
  .chain((kind) => fc.record({ states: fc.array(state(kind), { minLength: 1, maxLength: 5 }), removed: fc.boolean() }));

const histories = fc.array(history, { minLength: 1, maxLength: 6 }).map((all): History[] =>
  all.map(({ states, removed }, index) => ({
    versions: states.map((fields, version) => ({ ...fields, id: `a${index}`, version: version + 1 })),
    removed,
  })),
);

const at = (version: number): string => `2026-11-24T02:00:0${version}.000Z`;

/** Every event of a history, the last of which makes the others dispensable. */
const eventsOf = ({ versions, removed }: History): Projection[] => {
  const events = versions.map((aggregate) => ({
    kind: aggregate.kind,
    id: aggregate.id,
    contribution: contributionOf(aggregate),
    at: at(aggregate.version),
  }));
  const last = events.at(-1);
  return removed && last !== undefined
    ? [...events, { ...last, contribution: removalOf(last.contribution), at: at(9) }]
    : events;
};

const living = (all: readonly History[]): Aggregate[] =>
  all.flatMap(({ versions, removed }) => (removed ? [] : versions.slice(-1)));

/** What a stream without any promise might bring: all but the last of each may be missing, all may repeat, in any order. */
const delivery = (all: readonly History[]) => {
  const events = all.map(eventsOf);
  const some = events.flatMap((own) => own.slice(0, -1));
  const last = events.flatMap((own) => own.slice(-1));
  return fc
    .tuple(
      some.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...some), { maxLength: 20 }),
      fc.array(fc.constantFrom(...last), { maxLength: 6 }),
    )
    .chain(([lost, repeated]) => {
      const delivered = [...lost, ...last, ...repeated];
      return fc.shuffledSubarray(delivered, { minLength: delivered.length, maxLength: delivered.length });
    });
};

const scenario = histories.chain((all) =>
  fc.record({ all: fc.constant(all), delivered: delivery(all), size: fc.integer({ min: 1, max: 8 }) }),
);

const batchesOf = (delivered: readonly Projection[], size: number): Projection[][] =>
  Array.from({ length: Math.ceil(delivered.length / size) }, (_, index) =>
    delivered.slice(index * size, (index + 1) * size),
  );

const expectEqual = async (statistics: MemoryStatistics, all: readonly History[]): Promise<void> => {
  const found = await recount(statistics.source(living(all)));
  expect({ differences: found.differences, uncounted: found.uncounted }).toEqual({ differences: [], uncounted: [] });
  expect(isEqual(found)).toBe(true);
  for (const { counters } of statistics.cells.values()) {
    for (const count of Object.values(counters)) expect(count).toBeGreaterThanOrEqual(0);
  }
};

/** A worker that was killed begins its batch anew, as the stream would have it. */
const untilDone = async (
  batch: readonly Projection[],
  run: (batch: readonly Projection[]) => Promise<void>,
): Promise<void> => {
  for (;;) {
    try {
      await run(batch);
      return;
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'killed') throw error;
    }
  }
};

describe('the projector', () => {
  it('ends with every cell equal to a recount, whatever is repeated, reordered or lost before the last', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ all, delivered, size }) => {
        const statistics = new MemoryStatistics();
        for (const batch of batchesOf(delivered, size)) await project(batch, statistics.store());
        await expectEqual(statistics, all);
      }),
      { numRuns: 500 },
    );
  });

  it('does so too with several workers at once on the same aggregates, interleaved in any way', async () => {
    await fc.assert(
      fc.asyncProperty(
        scenario,
        fc.scheduler(),
        fc.integer({ min: 2, max: 3 }),
        async ({ all, delivered, size }, scheduler, workers) => {
          const statistics = new MemoryStatistics();
          const store = statistics.store((call) => scheduler.schedule(Promise.resolve(), call));
          const queue = batchesOf(delivered, size);
          const work = Promise.all(
            Array.from({ length: workers }, async () => {
              for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) await project(batch, store);
            }),
          );
          await scheduler.waitFor(work);
          await expectEqual(statistics, all);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('does so too when workers are killed at any call and their batches come again', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, fc.array(fc.boolean(), { maxLength: 30 }), async ({ all, delivered, size }, kills) => {
        const statistics = new MemoryStatistics();
        const left = [...kills];
        const store = statistics.store(async () => {
          if (left.shift() === true) throw new Error('killed');
        });
        for (const batch of batchesOf(delivered, size)) await untilDone(batch, (again) => project(again, store));
        await expectEqual(statistics, all);
      }),
      { numRuns: 300 },
    );
  });

  it('is never behind or wrong after a replay of everything', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (all) => {
        const statistics = new MemoryStatistics();
        const everything = all.flatMap(eventsOf);
        await project(everything, statistics.store());
        const once = structuredClone([...statistics.cells]);
        await project(everything, statistics.store());
        expect([...statistics.cells]).toEqual(once);
        await expectEqual(statistics, all);
      }),
      { numRuns: 200 },
    );
  });
});
