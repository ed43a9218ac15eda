import type { Message } from './types.ts';

/** A message that waits in a table. */
export type Waiting = { readonly table: string; readonly message: Message };

/** The way out to the bus. */
export type Bus = {
  /** Publishes up to 10 messages; throws unless the bus took every one. */
  readonly publish: (messages: readonly Message[]) => Promise<void>;
};

/** Messages that wait in the tables of the changes they tell of. */
export type Outbox = {
  /** Forgets a message that the bus has taken; a message that is gone already is no fault. */
  readonly forget: (waiting: Waiting) => Promise<void>;
  /** Waiting messages made before an instant, oldest first, at most `limit` a table and shard. */
  readonly waitingSince: (before: Date, limit: number) => Promise<readonly Waiting[]>;
};
