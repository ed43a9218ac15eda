import type { WorkOrderState } from '#shared/reference/words.ts';

export const workOrderCommands = [
  'accept',
  'visit',
  'extend',
  'feedback',
  'transfer',
  'return',
  'merge',
  'escalate',
] as const;
/** What can be done with a work order. */
export type WorkOrderCommand = (typeof workOrderCommands)[number];

export type Transition = {
  readonly from: readonly WorkOrderState[];
  /** `same`: the state stays as it is. */
  readonly to: WorkOrderState | 'same';
};

const OPEN = ['issued', 'accepted', 'visiting'] as const satisfies readonly WorkOrderState[];

/** The states of a work order and what leads from one to another: data, from which the docs are drawn. */
export const transitions: Readonly<Record<WorkOrderCommand, Transition>> = {
  accept: { from: ['issued'], to: 'accepted' },
  visit: { from: OPEN, to: 'visiting' },
  extend: { from: OPEN, to: 'same' },
  feedback: { from: OPEN, to: 'closed' },
  transfer: { from: OPEN, to: 'closed' },
  return: { from: OPEN, to: 'closed' },
  merge: { from: OPEN, to: 'closed' },
  escalate: { from: OPEN, to: 'same' },
};

/** What a work order begins with, in the first state: each closes the one it follows, or follows a closed one. */
export const beginnings = ['report', 'objection', 'transfer', 'return'] as const;
