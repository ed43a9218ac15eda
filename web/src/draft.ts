import type { Attempt } from './attempt.ts';
import type { CarriedAnswers } from './carried.ts';
import type { Place } from './regions.ts';

const KEY = 'report-draft';
const FORM = 1;
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** A report that was not sent yet, as it lies on the device of somebody who wanted it kept there. */
export type Draft = {
  readonly form: typeof FORM;
  readonly at: number;
  readonly step: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly ticked: readonly string[];
  readonly place?: Place;
  /** What came along without being asked for: without it the same report would go out as another, under another key. */
  readonly placement?: string;
  readonly answers?: CarriedAnswers;
  readonly attempt?: Attempt;
};

export const dropDraft = (): void => {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing has nothing to delete.
  }
};

/** Whether it could be kept. */
export const keepDraft = (draft: Omit<Draft, 'form' | 'at'>): boolean => {
  try {
    localStorage.setItem(KEY, JSON.stringify({ form: FORM, at: Date.now(), ...draft }));
    return true;
  } catch {
    return false;
  }
};

const read = (): Draft | undefined => {
  try {
    const draft: Draft | null = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return draft?.form === FORM && Date.now() - draft.at < KEPT_MS ? draft : undefined;
  } catch {
    return undefined;
  }
};

/** The draft that lies on this device; one that is too old, or of an older form, is deleted. */
export const keptDraft = (): Draft | undefined => {
  const draft = read();
  if (draft === undefined) dropDraft();
  return draft;
};
