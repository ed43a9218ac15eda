import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesOf, mergeWorld, reported } from './merge-world.ts';

const NUMBERS = ['11010519491231002X', '110105199001011234'];
const COUNTIES = ['330102001', '330106001'];

const person = fc.record({ idNumber: fc.constantFrom(...NUMBERS), regionCode: fc.constantFrom(...COUNTIES) });
const cases = fc.array(person, { minLength: 1, maxLength: 12 }).chain((people) => {
  const indexes = people.map((_, index) => index);
  return fc.record({
    people: fc.constant(people),
    /** Repetitions before, in any order, and each at least once in any order. */
    early: fc.array(fc.constantFrom(...indexes), { maxLength: 20 }),
    last: fc.shuffledSubarray(indexes, { minLength: indexes.length }),
    /** Orders that somebody takes up or closes before the last deliveries. */
    accepted: fc.subarray(indexes),
    closed: fc.subarray(indexes),
    batch: fc.integer({ min: 1, max: 10 }),
  });
});

const nameOf = ({ idNumber, regionCode }: { idNumber: string; regionCode: string }) => `${idNumber}#${regionCode}`;

describe('merging', () => {
  it('ends with one open case a person and county, and with every tracking code in exactly one case', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ people, early, last, accepted, closed, batch }) => {
        const world = mergeWorld();
        const known = people.map((one, index) => reported(index + 1, one));
        const idAt = (index: number) => known[index]?.order.workOrderId ?? '';
        const isOpen = (index: number) => world.orders.get(idAt(index))?.order.state !== 'closed';
        world.add(...known);
        await world.issued(...early.map(idAt));
        for (const index of accepted.filter(isOpen)) world.change(idAt(index), { state: 'accepted' });
        for (const index of closed.filter(isOpen)) world.change(idAt(index), { state: 'closed', outcome: 'unfounded' });
        for (let start = 0; start < last.length; start += batch) {
          const group = last.slice(start, start + batch).map((index) => world.issued(idAt(index)));
          expect((await Promise.all(group)).flat()).toEqual([]);
        }
        const names = new Map(
          known.map(({ order }, index) => [
            order.workOrderId,
            nameOf(people[index] ?? { idNumber: '', regionCode: '' }),
          ]),
        );
        const open = world.open().map(({ workOrderId }) => names.get(workOrderId));
        expect(new Set(open).size).toBe(open.length);
        const lasting = [...world.orders.values()]
          .map(({ order }) => order)
          .filter((order) => order.closedBy !== 'merged');
        expect(lasting.flatMap(codesOf).sort()).toEqual(known.map(({ order }) => order.trackingCode).sort());
      }),
      { numRuns: 300 },
    );
  });
});
