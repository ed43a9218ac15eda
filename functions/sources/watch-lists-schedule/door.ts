import { listMissing } from '#shared/domain/sources/messages.ts';
import { toTell } from '#shared/domain/sources/missing.ts';
import { scheduleDoor } from '#shared/edge/schedule.ts';
import { type Source, sources } from '#shared/reference/words.ts';
import type { WatchDeps } from './deps.ts';

/** Tells of one list that should have come, once a turn. Whether it did. */
const watchOne = async (source: Source, now: Date, deps: WatchDeps): Promise<boolean> => {
  const last = await deps.watch.last(source);
  const told = last === undefined ? undefined : toTell(source, last, now, deps.policyAt(now));
  if (told === undefined) return false;
  const message = listMissing(source, told, { messageId: deps.newMessageId(), now });
  return deps.watch.tell(source, told, message);
};

/** Each day: which lists should have come and did not. */
export const createHandler = (deps: WatchDeps) =>
  scheduleDoor(
    'watch-lists',
    async () => {
      const now = deps.clock();
      let published = 0;
      for (const source of sources) if (await watchOne(source, now, deps)) published += 1;
      return { records: sources.length, published };
    },
    deps.log,
  );
