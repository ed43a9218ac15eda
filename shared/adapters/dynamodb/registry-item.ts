import type { HouseholdState, PersonState } from '#shared/domain/registry/types.ts';
import { countyOf } from '#shared/kernel/region-code.ts';
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

/** A person as it lies in the registry table; `layer*` are the keys of the index by county and layer. */
export const personItem = (person: PersonState, sealed: Sealed): Record<string, unknown> => ({
  ...personKey(person.personId),
  ...person,
  sealed,
  layerPk: countyLayer(countyOf(person.regionCode), person.layer),
  layerSk: `${person.regionCode}#${person.personId}`,
});

/** The lookup from a keyed token to its person. */
export const lookupItem = (idKey: string, personId: string): Record<string, unknown> => ({
  ...lookupKey(idKey),
  idKey,
  personId,
});

/** A household as it lies in the registry table. */
export const householdItem = (household: HouseholdState): Record<string, unknown> => ({
  ...householdKey(household.householdId),
  ...household,
});
