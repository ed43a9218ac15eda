import { inboxBody, inboxFact } from '#shared/contracts/inbox.ts';
import { registryDecisions } from '#shared/domain/registry/decisions.ts';
import { applyFact } from '#shared/domain/sources/apply.ts';
import { isAhead } from '#shared/domain/sources/decide.ts';
import { queueDoor } from '#shared/edge/queue.ts';
import { provinceCode } from '#shared/reference/regions.ts';
import type { InboxDeps } from './deps.ts';

/** In whose name the changes stand on the timeline. */
const ACTOR = 'assistance-system';

/**
 * What the assistance system tells through our inbox: the same decisions as by events. One that cannot be taken is
 * failed alone, comes again and ends in the dead-letter queue, where a person looks at it.
 */
export const createHandler = (deps: InboxDeps) => {
  const applyDeps = { ...deps, registry: registryDecisions(deps.policyAt) };
  return queueDoor(
    inboxBody,
    async (body) => {
      const fact = inboxFact(body);
      const outcome = isAhead(fact, deps.clock())
        ? ({ status: 'rejected', code: 'day-in-future' } as const)
        : await applyFact(fact, { actor: ACTOR, scope: provinceCode }, applyDeps);
      if (outcome.status !== 'rejected') return;
      deps.log.error('message rejected', { code: outcome.code ?? 'wrong-value' });
      throw new Error('a message of the inbox was rejected');
    },
    deps.log,
  );
};
