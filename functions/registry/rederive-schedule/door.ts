import { rederiveDue } from '#shared/domain/registry/rederive.ts';
import { faultFields } from '#shared/edge/observability.ts';
import { scheduleDoor } from '#shared/edge/schedule.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { countyCodes } from '#shared/reference/regions.ts';
import type { RederiveDeps } from './deps.ts';

/** A run stops well before its function would be stopped; the next one has the rest. */
const MOST_MS = 240_000;

/** What ended or began by today takes effect: layers and categories follow, whoever is missed today is there tomorrow. */
export const createHandler = (deps: RederiveDeps) => {
  const rederive = async (): Promise<{ changed: number; unchanged: number; left: boolean }> => {
    const started = deps.clock();
    const { failed, ...done } = await rederiveDue({
      book: deps.book,
      counties: countyCodes,
      today: shanghaiDay(started),
      newAct: () => ({ actor: 'system', now: deps.clock(), messageId: deps.newMessageId() }),
      policy: deps.policyAt(started),
      goesOn: () => deps.clock().getTime() - started.getTime() < MOST_MS,
      failed: (personId, fault) => deps.log.error('person not derived', { personId, ...faultFields(fault) }),
    });
    if (failed > 0) throw new Error('people were not derived');
    return done;
  };
  return scheduleDoor('rederive-people', rederive, deps.log);
};
