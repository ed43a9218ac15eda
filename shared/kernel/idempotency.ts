/** What a request answered with, beside its status: ids, states, versions and instants, never personal data. */
export type MarkedAnswer = Readonly<Record<string, string | number>>;

/**
 * The mark of a request that changed something: kept 30 days in the transaction of the change, so that a repetition is
 * answered as the first time and another body under the same key is refused. Key and body stand in it as keyed MACs only.
 */
export type IdempotencyMark = {
  readonly keyMac: string;
  readonly bodyMac: string;
  readonly answer: MarkedAnswer;
  /** Epoch seconds after which the mark goes. */
  readonly expiresAt: number;
};

export const IDEMPOTENCY_DAYS = 30;
