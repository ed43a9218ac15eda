import { say } from '../say.ts';
import type { OrderDetail } from './order.ts';

/** What can be done with an open case. */
export const steps = ['accept', 'visit', 'feedback', 'extend', 'transfer', 'return'] as const;
export type StepName = (typeof steps)[number];

const WORDS: Readonly<Record<StepName, () => string>> = {
  accept: () => say('接单', 'Accept'),
  visit: () => say('记录上门', 'Record the visit'),
  feedback: () => say('反馈结果', 'Give the result'),
  extend: () => say('延期', 'More time'),
  transfer: () => say('转到居住地', 'Pass on'),
  return: () => say('退回上级', 'Return'),
};
export const stepWord = (name: StepName): string => WORDS[name]();

/** The steps that the state of a case allows; the API decides all the same. */
export const stepsOf = (order: OrderDetail): readonly StepName[] => {
  if (order.state === 'closed') return [];
  const accept: readonly StepName[] = order.state === 'issued' ? ['accept'] : [];
  const extend: readonly StepName[] = order.overdue || (order.extensions ?? 0) > 0 ? [] : ['extend'];
  return [...accept, 'visit', 'feedback', ...extend, 'transfer', 'return'];
};

/** The one that comes next as a rule. */
export const mainStep = ({ state }: OrderDetail): StepName => {
  if (state === 'issued') return 'accept';
  return state === 'accepted' ? 'visit' : 'feedback';
};
