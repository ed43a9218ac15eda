import type { PersonState, RegistryCommand } from '../registry/types.ts';
import type { ApplyDeps } from './apply.ts';
import { withFormerHome } from './moves.ts';
import type { SourceBatch, SourceClaim, UndoRecord } from './types.ts';

const TRIES = 6;

/** What became of the way back of one key; `left`: something later spoke under it, and that stands. */
export type Undone = 'undone' | 'left';

/** Back to where the person lived, unless they went elsewhere since, or another record stands for them. */
const moveBack = ({ moved }: UndoRecord, { personId, regionCode }: PersonState): RegistryCommand[] =>
  moved?.personId === personId && moved.to === regionCode ? [{ kind: 'move', regionCode: moved.from }] : [];

/** The entry as it was before: first the later one goes, so that nothing of it bears on what it takes the place of. */
const commandsOf = (
  record: UndoRecord,
  { source, batchId }: SourceBatch,
  known: PersonState,
): readonly RegistryCommand[] => {
  const { entry, sourceKey } = record;
  return [
    { kind: 'remove-entry', source, sourceKey, evidence: `batch ${batchId}` },
    ...(entry === undefined ? [] : [{ kind: 'put-entry', entry } as const]),
    ...moveBack(record, known),
  ];
};

/** The key as it was; its version goes on, so that whoever read the later state sees that it moved. */
const claimBefore = (record: UndoRecord, now: SourceClaim): SourceClaim | undefined =>
  record.claim === undefined ? undefined : { ...record.claim, version: now.version + 1 };

/** That it was gone, where the key still tells the part: written with the first going. */
const gone = (record: UndoRecord, { batchId }: SourceBatch, { chunk }: SourceClaim) =>
  chunk === undefined ? {} : { undo: { batchId, chunk, record: { ...record, undone: true } as const } };

const undoOnce = async (record: UndoRecord, batch: SourceBatch, deps: ApplyDeps): Promise<Undone | undefined> => {
  const { sourceKey } = record;
  if (record.undone === true) return 'undone';
  const claim = (await deps.book.claims(batch.source, [sourceKey])).get(sourceKey);
  // Gone, or as it was before: an earlier run of this part came so far.
  if (claim === undefined) return 'undone';
  if (claim.batchId !== batch.batchId) return claim.mac === record.claim?.mac ? 'undone' : 'left';
  const known = await deps.people.find(record.personId);
  if (known === undefined) return 'left';
  const act = {
    actor: batch.batchId,
    now: deps.clock(),
    messageId: deps.newMessageId(),
    about: { kind: 'batch', id: batch.batchId },
  };
  const home = await withFormerHome({ ...record, commands: commandsOf(record, batch, known) }, known, act, deps);
  const made = deps.registry.change(known, home.commands, act);
  if (!made.ok) return 'left';
  const { households } = home;
  const write = { claim: claimBefore(record, claim), before: claim, change: made.value, households };
  const outcome = await deps.book.write({ ...write, ...gone(record, batch, claim) });
  return outcome === 'written' ? 'undone' : undefined;
};

/** Whether a batch was taken back, or is on its way. */
export const isTakenBack = ({ status, pass }: SourceBatch): boolean =>
  status === 'undone' || (status === 'applying' && pass === 'undo');

/** Takes back what a batch changed under one key, once, and nothing that came later. */
export const undoEntry = async (record: UndoRecord, batch: SourceBatch, deps: ApplyDeps): Promise<Undone> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const outcome = await undoOnce(record, batch, deps);
    if (outcome !== undefined) return outcome;
  }
  throw new Error('TransactionConflict: an entry was not taken back');
};
