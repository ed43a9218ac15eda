import type { WorkOrderState } from '#shared/reference/words.ts';

/** A command on a work order. */
export type WorkOrderCommand = 'accept' | 'feedback';

/** The states of a work order and what leads from one to another: data, from which the docs are drawn. */
export const transitions: Readonly<
  Record<WorkOrderCommand, { readonly from: readonly WorkOrderState[]; readonly to: WorkOrderState }>
> = {
  accept: { from: ['issued'], to: 'accepted' },
  feedback: { from: ['issued', 'accepted', 'visiting'], to: 'closed' },
};
