import type { SourceEntry } from '#shared/domain/registry/types.ts';
import { addDays, type Day } from '#shared/kernel/time.ts';
import type { Category, Source } from '#shared/reference/words.ts';
import type { Kin } from './families.ts';
import { byWeight, type Random } from './random.ts';

/** A list or decision that names people, and whom it may name. */
type Listing = {
  readonly layer: SourceEntry['layer'];
  readonly source: Source;
  readonly category: Category;
  /** Days after which it ends; none: open. */
  readonly days?: number;
  readonly fits?: (members: readonly Kin[]) => boolean;
};

const isPupil = ({ age }: Kin): boolean => age >= 6 && age <= 22;
const isWorker = ({ age }: Kin): boolean => age >= 22 && age <= 60;

const recipient = { layer: 'registered', source: 'assistance-system' } as const;
const suspected = { layer: 'suspected' } as const;

const listings = {
  subsistence: {
    ...recipient,
    category: 'subsistence-allowance',
  },
  marginal: {
    ...recipient,
    category: 'marginal',
    days: 365,
  },
  extreme: {
    ...recipient,
    category: 'extreme-hardship',
    fits: ([head, ...others]) => others.length === 0 && (head?.age ?? 0) >= 60,
  },
  temporary: {
    ...recipient,
    category: 'temporary-assistance',
    days: 180,
  },
  worker: {
    ...suspected,
    source: 'trade-union',
    category: 'hardship-worker',
    fits: ([head]) => head !== undefined && isWorker(head),
  },
  disabled: {
    ...suspected,
    source: 'disabled-persons-federation',
    category: 'hardship-disabled',
  },
  pupil: {
    ...suspected,
    source: 'education',
    category: 'education-aid',
    days: 365,
    fits: (members) => members.some(isPupil),
  },
  tenant: {
    ...suspected,
    source: 'housing',
    category: 'housing-aid',
    days: 730,
  },
  refused: {
    ...suspected,
    source: 'refused-application',
    category: 'other-hardship',
    days: 365,
  },
  exit: {
    ...suspected,
    source: 'recent-exit',
    category: 'other-hardship',
    days: 365,
  },
  found: {
    ...suspected,
    source: 'discovery',
    category: 'other-hardship',
  },
} as const satisfies Record<string, Listing>;

const drawRegistered = byWeight<Listing>([
  [listings.subsistence, 64],
  [listings.marginal, 17],
  [listings.extreme, 30],
  [listings.temporary, 10],
]);
const drawSuspected = byWeight<Listing>([
  [listings.worker, 22],
  [listings.disabled, 22],
  [listings.pupil, 18],
  [listings.tenant, 14],
  [listings.refused, 11],
  [listings.exit, 8],
  [listings.found, 5],
]);

/** The listing for which the household is in the layer: drawn until one fits; some fit everybody. */
const listingOf = (random: Random, layer: SourceEntry['layer'], members: readonly Kin[]): Listing => {
  const drawn = layer === 'registered' ? drawRegistered(random) : drawSuspected(random);
  return drawn.fits?.(members) === false ? listingOf(random, layer, members) : drawn;
};

/** Own lists of a member, beside that of the household. */
const ownListings = (random: Random, member: Kin): Listing[] => [
  ...(isPupil(member) && random.chance(0.3) ? [listings.pupil] : []),
  ...(random.chance(member.age > 60 ? 0.12 : 0.06) ? [listings.disabled] : []),
];

const RECENT_DAYS = 340;
const LONGEST_DAYS = 2500;

/** A day on which the listing may have begun, so that it is still in force on the day. */
const beginning = (random: Random, { days = Number.POSITIVE_INFINITY }: Listing, asOf: Day): Day =>
  addDays(asOf, -random.between(1, days < LONGEST_DAYS ? Math.min(days - 1, RECENT_DAYS) : LONGEST_DAYS));

/** A listing and the day on which it began. */
export type Begun = { readonly listing: Listing; readonly from: Day };

/** The listing for which a household is in the layer, one decision for all members. */
export const householdListing = (
  random: Random,
  plan: { layer: SourceEntry['layer']; asOf: Day },
  kin: readonly Kin[],
): Begun => {
  const listing = listingOf(random, plan.layer, kin);
  return { listing, from: beginning(random, listing, plan.asOf) };
};

/** Makes the entries of members, all in force on the day, none from before the member was born, each with its own key. */
export const createEntries = (random: Random, asOf: Day) => {
  let made = 0;
  const entry = ({ listing, from: begun }: Begun, born: Day): SourceEntry => {
    made += 1;
    const { source, layer, category, days } = listing;
    const from = begun < born ? born : begun;
    const until = days === undefined ? {} : { until: addDays(begun, days) };
    const sourceKey = `seed-${String(made).padStart(8, '0')}`;
    return { source, sourceKey, layer, category, from, ...until };
  };
  return (household: Begun, member: Kin, born: Day): readonly SourceEntry[] => {
    const own = ownListings(random, member).filter((listing) => listing !== household.listing);
    const begun = own.map((listing) => ({ listing, from: beginning(random, listing, asOf) }));
    return [household, ...begun].map((one) => entry(one, born));
  };
};
