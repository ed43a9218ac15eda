import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import type { Day, Instant } from '#shared/kernel/time.ts';
import type { Category, Layer } from '#shared/reference/words.ts';
import type {
  HouseholdChange,
  HouseholdState,
  PersonChange,
  PersonIdentity,
  PersonState,
  TimelineEntry,
} from './types.ts';

/** A person with their identity fields opened. */
export type KnownPerson = { readonly person: PersonState; readonly identity: PersonIdentity };

/** One page of people, in the order of region and id; `next` is where the following page begins. */
export type PeoplePage = { readonly people: readonly KnownPerson[]; readonly next?: string };

export type PeopleQuery = {
  readonly regionCode: string;
  readonly layer: Layer;
  readonly category?: Category;
  readonly after?: string;
  readonly limit: number;
};

/** Reading the registry. Every read is strongly consistent but lists, which follow an index. */
export type RegistryReader = {
  readonly findPerson: (personId: string) => Promise<KnownPerson | undefined>;
  /** The person of an identity number in canonical form. */
  readonly findByIdNumber: (idNumber: string) => Promise<KnownPerson | undefined>;
  readonly listPeople: (query: PeopleQuery) => Promise<PeoplePage>;
};

/** Whom of many a feed names: by canonical identity number, only those that are in the registry. */
export type RegistryMatcher = {
  readonly matchMany: (idNumbers: readonly string[]) => Promise<ReadonlyMap<string, PersonState>>;
  /** The record that a number is of, merged into another or not. */
  readonly recordOf: (idNumber: string) => Promise<string | undefined>;
  readonly findHousehold: (householdId: string) => Promise<HouseholdState | undefined>;
  /** The people of these ids; in the place of one who was merged stands the one into whom. */
  readonly findPeople: (personIds: readonly string[]) => Promise<readonly PersonState[]>;
};

/** A search by name: those who have it first, then those whose names sound like it. */
export type NameQuery = {
  readonly name: string;
  readonly regionCode: string;
  readonly birthYear?: number;
  readonly limit: number;
};
export type NameSearch = { readonly findByName: (query: NameQuery) => Promise<readonly KnownPerson[]> };

/** Changes of identity fields that are encrypted: what is left out stays as it was. */
export type FieldChange = { readonly personId: string; readonly phone?: string; readonly address?: string };

/** Free text of an official about a person, kept encrypted beside the lines of its act; `id`: that of the act. */
export type PersonNote = {
  readonly id: string;
  readonly at: Instant;
  readonly note?: string;
  readonly holdReason?: string;
};

/** People and households that change together, in one transaction. */
export type RegistryWrites = {
  readonly people: readonly PersonChange[];
  readonly households: readonly HouseholdChange[];
};

/** What one request writes: people and households, and the encrypted parts beside them. */
export type RegistryWrite = RegistryWrites & {
  readonly fields?: FieldChange;
  readonly note?: PersonNote & { readonly personId: string };
  /** None where the request came without a key and rests on `If-Match` alone. */
  readonly mark?: IdempotencyMark;
};

/** Changing people and households: every write over the version that was read, all of them or none. */
export type RegistryStore = {
  readonly findHousehold: (householdId: string) => Promise<HouseholdState | undefined>;
  /** The people of these ids, strongly consistent, in this order; who is not there is left out. */
  readonly findPeople: (personIds: readonly string[]) => Promise<readonly PersonState[]>;
  /** `stale`: something moved in between; `repeated`: the same request was there first. */
  readonly save: (write: RegistryWrite) => Promise<'saved' | 'stale' | 'repeated'>;
  readonly findMark: (keyMac: string) => Promise<IdempotencyMark | undefined>;
  /** Notes on a person, opened: for a read with a purpose only. */
  readonly notesOf: (personId: string) => Promise<readonly PersonNote[]>;
};

export type DueQuery = {
  readonly countyCode: string;
  readonly day: Day;
  readonly after?: string;
  readonly limit: number;
};
export type DuePage = { readonly personIds: readonly string[]; readonly next?: string };

/** Whom something ends for: found by day, read again before anything is decided. */
export type DueBook = {
  /** Ids of people of a county who are due on or before a day, the longest due first; `next` where there are more. */
  readonly dueIn: (query: DueQuery) => Promise<DuePage>;
  readonly find: (personId: string) => Promise<PersonState | undefined>;
  readonly save: (change: PersonChange) => Promise<'saved' | 'stale'>;
};

/** Whose timeline. */
export type TimelineSubject = { readonly kind: 'person' | 'household'; readonly id: string };

export type TimelineQuery = {
  readonly subject: TimelineSubject;
  /** `at#id` of the line after which the page begins. */
  readonly after?: string;
  /** Only lines up to this instant, included. */
  readonly until?: Instant;
  readonly limit: number;
};

/** Lines in order, oldest first; `more`: there are further ones. */
export type TimelinePage = { readonly lines: readonly TimelineEntry[]; readonly more: boolean };

/** The lines that the registry itself keeps of a person or a household. */
export type TimelineReader = { readonly lines: (query: TimelineQuery) => Promise<TimelinePage> };

/** What another capability adds to a person's timeline: the lines that it knows, without writing them twice. */
export type TimelineContribution = { readonly linesOf: (personId: string) => Promise<readonly TimelineEntry[]> };
