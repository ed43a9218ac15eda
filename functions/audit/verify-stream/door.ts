import { progressRecord } from '#shared/contracts/records/audit.ts';
import type { Progress, Verification } from '#shared/domain/audit/types.ts';
import { verifyDays } from '#shared/domain/audit/verify-days.ts';
import { type Change, streamDoor, UnreadableRecord } from '#shared/edge/stream.ts';
import type { VerifyDeps } from './deps.ts';

/** From where a run goes on: the first day of what was asked, or the day at which the run before stopped. */
const progressOf = ({ keys, newImage }: Change, verification: Verification): Progress | undefined => {
  const sk = String(keys['sk']);
  if (sk === 'STATE') return { next: verification.from, entries: 0 };
  if (!sk.startsWith('PROGRESS#')) return undefined;
  const read = progressRecord.safeParse(newImage);
  if (!read.success) throw new UnreadableRecord('a progress that cannot be read');
  return read.data;
};

const verify = async (change: Change, deps: VerifyDeps): Promise<void> => {
  const [, verificationId] = /^VERIFY#(.+)$/.exec(String(change.keys['pk'])) ?? [];
  if (change.kind !== 'INSERT' || verificationId === undefined) return;
  const verification = await deps.store.find(verificationId);
  const progress = verification === undefined ? undefined : progressOf(change, verification);
  if (verification === undefined || progress === undefined) return;
  // A record that came a second time finds the verdict there, and nothing is read again.
  if ((await deps.store.verdict(verificationId)) !== undefined) return;
  const { chain, store, hash, clock, runMs } = deps;
  await verifyDays(verification, progress, { chain, store, hash, clock, runMs, policy: deps.policyAt(clock()) });
  deps.log.info('verified', { verificationId });
};

/** The verifier, on the stream of the audit table: what an auditor asked for is itself an item there, and so is each step. */
export const createHandler = (deps: VerifyDeps) => streamDoor((change) => verify(change, deps), deps.park, deps.log);
