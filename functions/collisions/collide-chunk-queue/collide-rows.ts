import type { Finding } from '#shared/domain/alerts/types.ts';
import { asksForMembers, collide } from '#shared/domain/collisions/collide.ts';
import type { RawRecord } from '#shared/domain/collisions/ports.ts';
import type { ChunkPlan, FeedBatch, FeedRow } from '#shared/domain/collisions/types.ts';
import type { PersonState } from '#shared/domain/registry/types.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import type { CollideDeps } from './deps.ts';
import { raiseFindings } from './raise-findings.ts';
import { readRows } from './read-rows.ts';

type Match = { readonly row: FeedRow; readonly person: PersonState };

/** Those of a household who live: who died stays a member until the household is checked again. */
const livingIn = async (householdId: string, { matcher }: CollideDeps): Promise<number> => {
  const { memberIds = [] } = (await matcher.findHousehold(householdId)) ?? {};
  const members = memberIds.length > 1 ? await matcher.findPeople(memberIds) : [];
  return Math.max(1, memberIds.length - members.filter(({ death }) => death !== undefined).length);
};

/** Sizes of the households, asked for once each, where the feed's rules need them. */
const membersOf = async (matches: readonly Match[], deps: CollideDeps): Promise<ReadonlyMap<string, number>> => {
  const asked = matches.filter(({ row, person }) => asksForMembers(row.feed) && person.layer !== 'exited');
  const sizes = new Map<string, number>();
  for (const householdId of new Set(asked.map(({ person }) => person.householdId))) {
    sizes.set(householdId, await livingIn(householdId, deps));
  }
  return sizes;
};

const findingsOf = async (matches: readonly Match[], batchId: string, deps: CollideDeps): Promise<Finding[]> => {
  const { rules } = deps.policyAt(deps.clock());
  const sizes = await membersOf(matches, deps);
  return matches.flatMap(({ row, person }) => {
    const finding = collide(row, { ...person, members: sizes.get(person.householdId) ?? 1 }, rules, batchId);
    return finding === undefined ? [] : [finding];
  });
};

const matchesOf = async (rows: readonly FeedRow[], deps: CollideDeps): Promise<readonly Match[]> => {
  const people = await deps.matcher.matchMany([...new Set(rows.map(({ idNumber }) => idNumber))]);
  return rows.flatMap((row) => {
    const person = people.get(row.idNumber);
    return person === undefined ? [] : [{ row, person }];
  });
};

/**
 * The rows of a chunk meet the registry. Alerts first, then the rejects, the receipt last: killed at any point, the whole
 * comes again and changes nothing that was done. Rows that name nobody are counted and dropped.
 */
export const collideRows = async (
  batch: FeedBatch,
  plan: ChunkPlan,
  records: readonly RawRecord[],
  deps: CollideDeps,
): Promise<void> => {
  const { batchId } = batch;
  if (records.length !== plan.rows) throw new Error('a chunk has not the rows that were planned');
  const { rows, rejected } = readRows(records, plan, batch, plan.day ?? shanghaiDay(deps.clock()));
  const matches = await matchesOf(rows, deps);
  await raiseFindings(await findingsOf(matches, batchId, deps), deps);
  const rejectBytes = rejected.length === 0 ? 0 : await deps.files.putRejects(batchId, plan.chunk, rejected);
  await deps.chunks.putReceipt(batchId, {
    chunk: plan.chunk,
    rows: plan.rows,
    matched: matches.length,
    unmatched: rows.length - matches.length,
    rejected: rejected.length,
    rejectBytes,
  });
};
