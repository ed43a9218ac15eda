import type { Construct } from 'constructs';
import type { DataStack } from '../stacks/data.ts';
import type { MessagingStack } from '../stacks/messaging.ts';
import type { Platform } from './function.ts';
import type { Gateway } from './http-door.ts';

/** What a capability finds when it moves in: the stage, what lasts, the ways out, and the API. */
export type House = {
  readonly platform: Platform;
  readonly data: DataStack;
  readonly messaging: MessagingStack;
  readonly gateway: Gateway;
};

/** What a capability lets the outside know of itself, beside its routes. */
export type Made = {
  /** URLs of the queues between its own functions, by name: work that is under way lies in them. */
  readonly workQueues?: Readonly<Record<string, string>>;
  /** URLs of the queues into which a system outside puts messages for us, by its name. */
  readonly inboxes?: Readonly<Record<string, string>>;
};

/** A capability's wiring: its functions, doors, grants and alarms, made in a stack. */
export type Capability = (scope: Construct, house: House) => Made | undefined;
