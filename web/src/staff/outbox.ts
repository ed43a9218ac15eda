import { say } from '../say.ts';
import { countOfOthers, drop, forgetAll, keep, namesOf, recall } from './kept.ts';
import { type Reply, step } from './official-api.ts';
import type { OrderStep } from './order.ts';

export type Visit = {
  readonly visitedAt: string;
  readonly visitors: readonly [string, string];
  readonly findings: string;
  readonly note?: string;
};
/** A visit that could not be sent yet: what was written, and the version of the case on which it was written. */
export type PendingVisit = {
  readonly workOrderId: string;
  /** As the list shows it: masked. */
  readonly who: string;
  readonly version: number;
  readonly key: string;
  readonly writtenAt: string;
  readonly visit: Visit;
  /** The case had moved on when it was sent: a person decides. */
  readonly conflict?: true;
};

const PREFIX = 'visit:';
const nameOf = ({ workOrderId, key }: PendingVisit): string => `${PREFIX}${workOrderId}:${key}`;
const watchers = new Set<() => void>();

/** Calls back whenever something is kept, sent or thrown away. */
export const watchOutbox = (tell: () => void): void => void watchers.add(tell);
const changed = (): void => {
  for (const tell of watchers) tell();
};

const isPending = (value: unknown): value is PendingVisit =>
  typeof value === 'object' && value !== null && 'visit' in value && 'key' in value && 'workOrderId' in value;

export const pendingVisits = async (): Promise<readonly PendingVisit[]> => {
  const values = await Promise.all((await namesOf(PREFIX)).map(recall));
  return values.filter(isPending).sort((one, other) => (one.writtenAt < other.writtenAt ? -1 : 1));
};

/** How many visits of other officials wait in this tab: they are theirs to send. */
export const visitsOfOthers = (): Promise<number> => countOfOthers(PREFIX);

export const keepVisit = async (pending: PendingVisit): Promise<void> => {
  await keep(nameOf(pending), pending);
  changed();
};
export const throwAway = async (pending: PendingVisit): Promise<void> => {
  await drop(nameOf(pending));
  changed();
};

/** All of it, sent or not, and the agreement to keep anything. */
export const throwAllAway = async (): Promise<void> => {
  await forgetAll();
  changed();
};

/** Whether the official knows that visits which nobody else has will be gone. */
export const sureToLose = (count: number): boolean =>
  count === 0 ||
  confirm(
    say(
      `有 ${count} 条上门记录还没发出去,删掉就没有了。真的删掉吗?`,
      `Visits that are not sent yet and will be lost: ${count}. Remove all the same?`,
    ),
  );

export const sendVisit = ({ workOrderId, version, key, visit }: PendingVisit): Promise<Reply<OrderStep>> =>
  step<OrderStep>(`/work-orders/${workOrderId}/visits`, visit, { version, key });

/** What was written, for the case as it is now: it takes the place of what did not fit. */
export const renewVisit = async (pending: PendingVisit, version: number, key: string): Promise<PendingVisit> => {
  const { conflict: _, ...rest } = pending;
  const renewed = { ...rest, version, key };
  await keep(nameOf(renewed), renewed);
  await drop(nameOf(pending));
  return renewed;
};

/** Sends one; what was sent is removed at once, what does not fit the case any more is never forced upon it. */
export const sendPending = async (pending: PendingVisit): Promise<Reply<OrderStep>> => {
  const reply = await sendVisit(pending);
  if (reply.kind === 'ok') await throwAway(pending);
  if (reply.kind === 'problem') await keepVisit({ ...pending, conflict: true });
  return reply;
};

let sending = false;
/** Sends what waits, the oldest first; what is in conflict waits for a person. Returns how many went out. */
export const sendAll = async (): Promise<number> => {
  if (sending) return 0;
  sending = true;
  let sent = 0;
  try {
    for (const pending of await pendingVisits()) {
      if (pending.conflict === true) continue;
      const reply = await sendPending(pending);
      if (reply.kind === 'offline' || reply.kind === 'signed-out') break;
      if (reply.kind === 'ok') sent += 1;
    }
  } finally {
    sending = false;
  }
  return sent;
};
