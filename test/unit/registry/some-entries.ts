import fc from 'fast-check';
import type { NewPerson, PersonState, RegistryAct, SourceEntry } from '#shared/domain/registry/types.ts';
import { addDays } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { categories, sources } from '#shared/reference/words.ts';

export const TODAY = '2026-11-24';
export const policy = policyFor(TODAY).registry;
export const first: NewPerson = { personId: 'p', householdId: 'h', regionCode: '330102001', birthYear: 1960 };

/** An act of an official on a day at ten in the morning. */
export const actOn = (day = TODAY, over: Partial<RegistryAct> = {}): RegistryAct => ({
  actor: 'official-1',
  now: new Date(`${day}T02:00:00.000Z`),
  messageId: 'M',
  ...over,
});

/** An entry of the subsistence allowance, or of whatever is said otherwise. */
export const anEntry = (over: Partial<SourceEntry> = {}): SourceEntry => ({
  source: 'assistance-system',
  sourceKey: 'a-1',
  layer: 'registered',
  category: 'subsistence-allowance',
  from: '2026-01-01',
  evidence: '杭民〔2026〕1号',
  ...over,
});

/** A list of the trade union. */
export const aListing = (over: Partial<SourceEntry> = {}): SourceEntry => ({
  source: 'trade-union',
  sourceKey: 'u-1',
  layer: 'suspected',
  category: 'hardship-worker',
  from: '2026-02-01',
  ...over,
});

/** A person as stored, with these entries, before anything was derived. */
export const aState = (entries: readonly SourceEntry[], over: Partial<PersonState> = {}): PersonState => ({
  ...first,
  layer: 'exited',
  categories: [],
  entries,
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...over,
});

const dayNear = (min: number, max: number) => fc.integer({ min, max }).map((days) => addDays(TODAY, days));

/** Any entry: began within a year or begins soon, may have ended. */
export const someEntry: fc.Arbitrary<SourceEntry> = fc
  .record({
    source: fc.constantFrom(...sources),
    sourceKey: fc.constantFrom('a', 'b', 'c'),
    layer: fc.constantFrom('registered' as const, 'suspected' as const),
    category: fc.constantFrom(...categories),
    from: dayNear(-400, 30),
    until: fc.option(dayNear(-100, 100), { nil: undefined }),
  })
  .map(({ until, ...rest }) => ({ ...rest, ...(until === undefined ? {} : { until }) }));

/** Entries of different keys: what is known of one person by different sources. */
export const someEntries = fc.uniqueArray(someEntry, {
  minLength: 1,
  maxLength: 8,
  selector: ({ source, sourceKey }) => `${source}|${sourceKey}`,
});

export const someHold = fc.option(
  fc.record({
    layer: fc.constantFrom('registered' as const, 'suspected' as const, 'exited' as const),
    until: dayNear(-10, 60),
    setBy: fc.constant('official-1'),
    setAt: fc.constant('2026-11-01T00:00:00.000Z'),
  }),
  { nil: undefined },
);
