import { newDuplicate, pairOf, suspectDuplicate } from '#shared/domain/identity/suspect.ts';
import type { FindDuplicatesDeps } from './deps.ts';

/** A new record is compared with those of its county that read alike; the same message again finds the same pairs. */
export const findDuplicates = async (personId: string, { finder, clock, log }: FindDuplicatesDeps): Promise<void> => {
  const found = await finder.findCompared(personId);
  if (found === undefined) return;
  let proposed = 0;
  for (const like of await finder.namesakes(found)) {
    const reasons = suspectDuplicate(found, like);
    if (reasons === undefined) continue;
    const duplicateId = await finder.idOf(pairOf(personId, like.person.personId));
    const outcome = await finder.propose(newDuplicate(found, like, reasons, { duplicateId, now: clock() }));
    if (outcome === 'new') proposed += 1;
  }
  log.info('compared', { published: proposed });
};
