import type { Reason } from '#shared/kernel/text.ts';
import type { SourceEntry } from '../types.ts';

/** What a live entry says of its person, if it is of the rule's kind. */
export type EntryRule = (entry: SourceEntry) => Reason | undefined;
