import { createHmac, type KeyObject } from 'node:crypto';
import type { HouseholdLoad } from '#shared/adapters/dynamodb/registry-load.ts';
import { deriveLayer } from '#shared/domain/registry/rules/derive-layer.ts';
import type { Risk, SourceEntry } from '#shared/domain/registry/types.ts';
import { birthDay } from '#shared/kernel/id-number.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import type { HouseholdRows } from './household-stream.ts';
import type { RowPerson } from './source-rows.ts';

/** One import: its instant, and the key from which ids follow until it is done. */
export type ImportStamp = { readonly at: Date; readonly idKey: KeyObject };

const ID_BYTES = 16;

/**
 * An id that looks like chance to all who have not the import's key, and is the same when the import goes on after an
 * interruption. With the key, which ends with the import, goes every way from a number to its id.
 */
const idOf = ({ idKey }: ImportStamp, kind: 'person' | 'household', text: string): string =>
  createHmac('sha256', idKey).update(`${kind}|${text}`).digest().subarray(0, ID_BYTES).toString('base64url');

/** The id of a household of the import. */
export const householdIdOf = (stamp: ImportStamp, key: string): string => idOf(stamp, 'household', key);

type Member = { readonly person: RowPerson; readonly entries: SourceEntry[]; readonly risks: Risk[] };

const membersOf = ({ rows }: HouseholdRows): readonly Member[] => {
  const members = new Map<string, Member>();
  for (const row of rows) {
    if (!('person' in row)) continue;
    const member = members.get(row.person.idNumber) ?? { person: row.person, entries: [], risks: [] };
    members.set(row.person.idNumber, member);
    member.entries.push(row.entry);
  }
  for (const row of rows) {
    if ('risk' in row) members.get(row.idNumber)?.risks.push(row.risk);
  }
  return [...members.values()];
};

const loadOfMember = ({ person, entries, risks }: Member, householdId: string, stamp: ImportStamp) => {
  const at = stamp.at.toISOString();
  const { idNumber, name, phone, regionCode } = person;
  return {
    person: {
      personId: idOf(stamp, 'person', idNumber),
      regionCode,
      birthYear: Number(birthDay(idNumber).slice(0, 4)),
      householdId,
      entries,
      ...(risks.length === 0 ? {} : { risks }),
      ...deriveLayer({ entries }, shanghaiDay(stamp.at)),
      version: 1,
      createdAt: at,
      updatedAt: at,
    },
    identity: { idNumber, name, ...(phone === undefined ? {} : { phone }) },
  };
};

type Relations = NonNullable<HouseholdLoad['household']['relations']>;

/** Relations by person; a second head is somebody who lives with the first. */
const relationsOf = (members: readonly Member[], head: Member, stamp: ImportStamp): Relations =>
  Object.fromEntries(
    members
      .filter((member) => member !== head)
      .map(({ person: { idNumber, relation } }) => [
        idOf(stamp, 'person', idNumber),
        relation === 'head' ? 'other' : relation,
      ]),
  );

/** What the registry keeps of a household's rows; `undefined`: nobody in it is named by a source. */
export const householdLoad = (household: HouseholdRows, stamp: ImportStamp): HouseholdLoad | undefined => {
  const members = membersOf(household);
  const head = members.find(({ person }) => person.relation === 'head') ?? members[0];
  if (head === undefined) return undefined;
  const householdId = householdIdOf(stamp, household.key);
  const loads = members.map((member) => loadOfMember(member, householdId, stamp));
  return {
    household: {
      householdId,
      regionCode: head.person.regionCode,
      headPersonId: idOf(stamp, 'person', head.person.idNumber),
      memberIds: loads.map(({ person }) => person.personId),
      ...(loads.length === 1 ? {} : { relations: relationsOf(members, head, stamp) }),
      version: 1,
    },
    members: loads,
  };
};
