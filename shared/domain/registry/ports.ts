import type { Category, Layer } from '#shared/reference/words.ts';
import type { HouseholdState, PersonIdentity, PersonState } from './types.ts';

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
  readonly findHousehold: (householdId: string) => Promise<HouseholdState | undefined>;
};
