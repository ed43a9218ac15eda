import { shanghaiDay } from '#shared/kernel/time.ts';
import { createByFinding, enterFinding } from './change.ts';
import type { NewPerson, PersonChange, PersonState, RegistryAct, SourceEntry } from './types.ts';

/** The id of the act, and who found it, where it was not the system itself. */
type Ids = Pick<RegistryAct, 'messageId' | 'about'> & { readonly actor?: string };

const actOf = ({ actor = 'system', ...ids }: Ids, now: Date): RegistryAct => ({ ...ids, actor, now });

/** A finding names someone who is not in the registry yet. */
export const addPerson = (first: NewPerson, entry: SourceEntry, ids: Ids, now: Date): PersonChange =>
  createByFinding(first, entry, actOf(ids, now));

/** A finding names someone who is in the registry: the entry is added and layer and categories follow. */
export const addEntry = (before: PersonState, entry: SourceEntry, ids: Ids, now: Date): PersonChange =>
  enterFinding(before, entry, actOf(ids, now));

/** The entry of a confirmed discovery (主动发现核实属实): suspected until someone determines more. */
export const discoveryEntry = (workOrderId: string, now: Date): SourceEntry => ({
  source: 'discovery',
  sourceKey: workOrderId,
  layer: 'suspected',
  category: 'other-hardship',
  from: shanghaiDay(now),
});
