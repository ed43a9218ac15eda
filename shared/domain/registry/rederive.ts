import type { Day } from '#shared/kernel/time.ts';
import { changePerson } from './change.ts';
import type { DueBook } from './ports.ts';
import type { RegistryAct, RegistryPolicy } from './types.ts';

/** People of a page, and people who are dealt with side by side. */
const PAGE = 200;
const SIDE_BY_SIDE = 8;
const TRIES = 3;

export type Rederiving = {
  readonly book: DueBook;
  readonly counties: readonly string[];
  readonly today: Day;
  readonly newAct: () => RegistryAct;
  readonly policy: RegistryPolicy;
  /** Whether time is left to begin another page. */
  readonly goesOn: () => boolean;
  /** Told of a person who could not be dealt with; the others go on. */
  readonly failed: (personId: string, fault: unknown) => void;
};

/** What a run did; `left`: there was no time for all of them, the next run has the rest. */
export type Rederived = { changed: number; unchanged: number; failed: number; left: boolean };

const rederiveOne = async (personId: string, { book, newAct, policy }: Rederiving): Promise<boolean> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const person = await book.find(personId);
    if (person === undefined) return false;
    const change = changePerson(person, [{ kind: 'pass-day' }], newAct(), policy);
    // Merged in the meantime: nothing ends for the record any more.
    if (!change.ok || change.value.since === change.value.person.version) return false;
    if ((await book.save(change.value)) === 'saved') return true;
  }
  throw new Error('TransactionConflict: a person who is due kept changing');
};

const rederivePage = async (personIds: readonly string[], parts: Rederiving, done: Rederived): Promise<void> => {
  for (let from = 0; from < personIds.length; from += SIDE_BY_SIDE) {
    const some = personIds.slice(from, from + SIDE_BY_SIDE);
    const outcomes = await Promise.allSettled(some.map((id) => rederiveOne(id, parts)));
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') done[outcome.value ? 'changed' : 'unchanged'] += 1;
      else {
        done.failed += 1;
        parts.failed(some[index] ?? '', outcome.reason);
      }
    }
  }
};

/**
 * Everybody for whom something ended or began on or before today: read again, derived anew, written. Who was missed on a
 * former day is still there, so that days without a run are caught up; a second run changes nothing.
 */
export const rederiveDue = async (parts: Rederiving): Promise<Rederived> => {
  const done: Rederived = { changed: 0, unchanged: 0, failed: 0, left: false };
  for (const countyCode of parts.counties) {
    let after: string | undefined;
    do {
      if (!parts.goesOn()) return { ...done, left: true };
      const query = { countyCode, day: parts.today, limit: PAGE, ...(after === undefined ? {} : { after }) };
      const page = await parts.book.dueIn(query);
      await rederivePage(page.personIds, parts, done);
      after = page.next;
    } while (after !== undefined);
  }
  return done;
};
