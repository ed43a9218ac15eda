import type { Reason } from '#shared/kernel/text.ts';
import { type Instant, shanghaiDay } from '#shared/kernel/time.ts';
import type { Layer } from '#shared/reference/words.ts';
import type { Message } from '../outbox/types.ts';
import { deriveLayer } from './rules/derive-layer.ts';
import type { NewPerson, PersonChange, PersonState, SourceEntry } from './types.ts';

const layerChanged = (
  person: PersonState,
  previous: Layer | undefined,
  ids: { messageId: string },
  at: Instant,
): Message => ({
  id: ids.messageId,
  type: 'person.layer-changed',
  schemaVersion: 1,
  occurredAt: at,
  regionCode: person.regionCode,
  subject: { kind: 'person', id: person.personId },
  version: person.version,
  data: {
    layer: person.layer,
    ...(previous === undefined ? {} : { previousLayer: previous }),
    categories: person.categories,
    householdId: person.householdId,
    reasons: person.entries.map(({ reason }) => reason),
  },
});

/** The entries with one more; the same entry of the same source takes the place of its older self. */
const withEntry = (entries: readonly SourceEntry[], entry: SourceEntry): SourceEntry[] => [
  ...entries.filter(({ source, sourceKey }) => source !== entry.source || sourceKey !== entry.sourceKey),
  entry,
];

/** A source names someone who is not in the registry yet. */
export const addPerson = (
  first: NewPerson,
  entry: SourceEntry,
  ids: { messageId: string },
  now: Date,
): PersonChange => {
  const at = now.toISOString();
  const entries = [entry];
  const person: PersonState = {
    ...first,
    ...deriveLayer(entries, shanghaiDay(now)),
    entries,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  const { personId, householdId, regionCode } = person;
  return {
    person,
    household: { householdId, regionCode, headPersonId: personId, memberIds: [personId], version: 1 },
    message: layerChanged(person, undefined, ids, at),
  };
};

/** A source names someone who is in the registry: the entry is added and layer and categories follow. */
export const addEntry = (
  before: PersonState,
  entry: SourceEntry,
  ids: { messageId: string },
  now: Date,
): PersonChange => {
  const at = now.toISOString();
  const entries = withEntry(before.entries, entry);
  const person: PersonState = {
    ...before,
    ...deriveLayer(entries, shanghaiDay(now)),
    entries,
    version: before.version + 1,
    updatedAt: at,
  };
  return person.layer === before.layer ? { person } : { person, message: layerChanged(person, before.layer, ids, at) };
};

/** The entry of a confirmed discovery (主动发现核实属实): suspected until someone determines more. */
export const discoveryEntry = (workOrderId: string, now: Date): SourceEntry => {
  const day = shanghaiDay(now);
  const reason: Reason = {
    code: 'discovery-confirmed',
    text: {
      zh: `${day} 群众上报,当地核实属实,列为疑似困难对象。`,
      en: `Reported by the public and confirmed by the locality on ${day}: held as a suspected case of hardship.`,
    },
    rule: 'REGISTRY-DISCOVERY-CONFIRMED',
  };
  return {
    source: 'discovery',
    sourceKey: workOrderId,
    layer: 'suspected',
    category: 'other-hardship',
    from: day,
    reason,
  };
};
