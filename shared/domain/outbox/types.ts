import type { Instant } from '#shared/kernel/time.ts';

/** Types of the messages that leave over the bus (docs/contracts/asyncapi.json). */
export type MessageType =
  | 'work-order.issued'
  | 'work-order.accepted'
  | 'work-order.closed'
  | 'work-order.transferred'
  | 'work-order.escalated'
  | 'alert.raised'
  | 'alert.updated'
  | 'alert.closed'
  | 'person.layer-changed'
  | 'person.handed-over'
  | 'batch.held'
  | 'feed.missing'
  | 'heartbeat';

/** A message as its decision made it: full state and version of its subject, never a delta, never a name or number. */
export type Message = {
  readonly id: string;
  readonly type: MessageType;
  readonly schemaVersion: 1;
  readonly occurredAt: Instant;
  readonly regionCode: string;
  readonly department?: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Version of the subject; a consumer applies only a newer one. */
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
};
