/**
 * The mark of a request that changed something: kept 30 days in the transaction of the change, so that a repetition is
 * answered again and another body under the same key is refused. Key and body stand in it as keyed MACs only.
 */
export type IdempotencyMark = {
  readonly keyMac: string;
  readonly bodyMac: string;
  /** Id of what the request made or changed. */
  readonly madeId: string;
  /** Epoch seconds after which the mark goes. */
  readonly expiresAt: number;
};

export const IDEMPOTENCY_DAYS = 30;
