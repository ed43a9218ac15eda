import type { HouseholdState, PersonState, SourceEntry } from '#shared/domain/registry/types.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
import type { Day } from '#shared/kernel/time.ts';
import type { SealContext, Sealed } from '../crypto/field-cipher.ts';

/** The key of a person in the registry table. */
export const personKey = (personId: string) => ({ pk: `P#${personId}`, sk: 'STATE' });
/** The key of the lookup of a keyed identity token. */
export const lookupKey = (idKey: string) => ({ pk: `K#${idKey}`, sk: 'LOOKUP' });
/** The key of a household. */
export const householdKey = (householdId: string) => ({ pk: `H#${householdId}`, sk: 'STATE' });

/** What a person's ciphertexts are bound to. */
export const personSeal = (personId: string): SealContext => ({ table: 'registry', item: `P#${personId}` });

/** Partition of the index `layer`: a county's people of one layer. */
export const countyLayer = (countyCode: string, layer: string): string => `${countyCode}#${layer}`;

/** Partition of the index `name`: people of a county whose names are read alike. */
export const countyName = (countyCode: string, nameToken: string): string => `${countyCode}#${nameToken}`;

/** Partition of the index `due`: a county's people, or households, that something ends for. */
export const countyDue = (countyCode: string, kind: 'person' | 'household'): string => `${countyCode}#${kind}`;

const dueKeys = (kind: 'person' | 'household', owner: { id: string; regionCode: string }, dueOn: Day | undefined) =>
  dueOn === undefined ? {} : { duePk: countyDue(countyOf(owner.regionCode), kind), dueSk: `${dueOn}#${owner.id}` };

const nameKeysOf = ({ regionCode, birthYear, personId }: PersonState, nameToken: string | undefined) =>
  nameToken === undefined
    ? {}
    : { namePk: countyName(countyOf(regionCode), nameToken), nameSk: `${birthYear}#${personId}` };

/**
 * A person as it lies in the registry table. `layer*` are the keys of the index by county and layer, `name*` those by how
 * the name is read, `due*` those of the sparse one by the day on which something ends.
 */
export const personItem = (person: PersonState, sealed: Sealed, nameToken?: string): Record<string, unknown> => ({
  ...personKey(person.personId),
  ...person,
  sealed,
  layerPk: countyLayer(countyOf(person.regionCode), person.layer),
  layerSk: `${person.regionCode}#${person.personId}`,
  ...nameKeysOf(person, person.mergedInto === undefined ? nameToken : undefined),
  ...dueKeys('person', { id: person.personId, regionCode: person.regionCode }, person.dueOn),
});

/** The token in a stored key of the index `name`. */
export const nameTokenIn = (namePk: string | undefined): string | undefined => namePk?.slice(namePk.indexOf('#') + 1);

/** An ended entry for which the person's item had no more room. */
export const formerEntryItem = (personId: string, entry: SourceEntry): Record<string, unknown> => ({
  pk: personKey(personId).pk,
  sk: `E#${entry.until ?? ''}#${entry.source}#${entry.sourceKey}`,
  entry,
});

/** The lookup from a keyed token to its person; `of`: whose number it was before a merger. */
export const lookupItem = (idKey: string, personId: string, of?: string): Record<string, unknown> => ({
  ...lookupKey(idKey),
  idKey,
  personId,
  ...(of === undefined || of === personId ? {} : { of }),
});

/** A household as it lies in the registry table. */
export const householdItem = (household: HouseholdState): Record<string, unknown> => ({
  ...householdKey(household.householdId),
  ...household,
  ...dueKeys('household', { id: household.householdId, regionCode: household.regionCode }, household.recheckDueOn),
});
