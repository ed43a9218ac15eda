import { shanghaiDay } from '#shared/kernel/time.ts';
import type { Message } from '../outbox/types.ts';
import { explain } from './explain.ts';
import type { PersonState, RegistryAct } from './types.ts';

const about = (person: PersonState, act: RegistryAct) =>
  ({
    schemaVersion: 1,
    occurredAt: act.now.toISOString(),
    subject: { kind: 'person', id: person.personId },
    version: person.version,
  }) as const;

const stateOf = (person: PersonState, act: RegistryAct) => ({
  layer: person.layer,
  categories: person.categories,
  householdId: person.householdId,
  reasons: explain(person, shanghaiDay(act.now)),
});

/** The layer changed, or the person is new: the full state, and no identity. */
export const layerChanged = (before: PersonState, after: PersonState, act: RegistryAct): Message => ({
  id: act.messageId,
  type: 'person.layer-changed',
  ...about(after, act),
  regionCode: after.regionCode,
  data: { ...stateOf(after, act), ...(before.version === 0 ? {} : { previousLayer: before.layer }) },
});

/** Another county has the record now: one message to the queue of the old region, one to that of the new. */
export const handedOver = (before: PersonState, after: PersonState, act: RegistryAct): readonly Message[] =>
  [before.regionCode, after.regionCode].map((regionCode, index) => ({
    id: `${act.messageId}-${index + 1}`,
    type: 'person.handed-over',
    ...about(after, act),
    regionCode,
    data: { ...stateOf(after, act), from: before.regionCode, to: after.regionCode },
  }));
