import { sealEntries } from '#shared/domain/audit/seal-entries.ts';
import type { Covered } from '#shared/domain/audit/types.ts';
import { type Change, streamBatchDoor } from '#shared/edge/stream.ts';
import type { SealDeps } from './deps.ts';

/** Only what is new is sealed: an entry that was changed or taken away stays what its seal says that it was. */
const readEntry = ({ kind, newImage, at }: Change, deps: SealDeps): Covered | undefined =>
  kind === 'INSERT' && newImage !== undefined ? deps.covered(newImage, at) : undefined;

const seal = async (entries: readonly Covered[], deps: SealDeps): Promise<void> => {
  const { store, hash } = deps;
  for (const made of await sealEntries(entries, { store, hash, now: deps.clock() })) {
    // A second place for the head of the chain: who can write the table cannot write the log.
    deps.log.info('sealed', { day: made.day, seal: made.number, sealHash: made.hash, records: made.entries.length });
  }
};

/** The sealer, on the stream of the audit table: entries as they come are chained by hash, a chain a day. */
export const createHandler = (deps: SealDeps) =>
  streamBatchDoor(
    { read: (change) => readEntry(change, deps), handle: (entries) => seal(entries, deps) },
    deps.park,
    deps.log,
  );
