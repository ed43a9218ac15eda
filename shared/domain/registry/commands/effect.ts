import type { Reason, Text } from '#shared/kernel/text.ts';
import type { Day } from '#shared/kernel/time.ts';
import type { TimelineKind } from '#shared/reference/words.ts';
import type { PersonState, Recheck, RegistryAct, RegistryPolicy, SourceEntry } from '../types.ts';

/** A line of the timeline before it has an id, a time and an actor. */
export type LineDraft = { readonly kind: TimelineKind; readonly text: Text; readonly reasons?: readonly Reason[] };

/** What commands have made of a person so far, within one change. */
export type Effect = {
  readonly person: PersonState;
  readonly lines: readonly LineDraft[];
  readonly archived: readonly SourceEntry[];
  /** Until when the household is checked again, and the line that says so. */
  readonly recheck?: { readonly dueOn: Recheck['dueOn']; readonly line: LineDraft };
};

export type Context = { readonly act: RegistryAct; readonly today: Day; readonly policy: RegistryPolicy };

/** The effect with more lines on another state. */
export const withLine = (before: Effect, person: PersonState, ...lines: readonly LineDraft[]): Effect => ({
  ...before,
  person,
  lines: [...before.lines, ...lines],
});
