import { type Day, shanghaiDay } from '#shared/kernel/time.ts';
import type { FactOutcome } from './apply.ts';
import { needsDecision } from './close.ts';
import { weigh } from './decide.ts';
import type { NamedPerson, Naming, RowKind, SourceBatch, SourceClaim, SourceFact } from './types.ts';

/** What a row of a batch says. The time of registration is the time of the file: what was said later holds. */
export const rowFact = (
  { source, manifest, createdAt }: SourceBatch,
  row: { readonly sourceKey: string; readonly person: NamedPerson; readonly naming: Naming },
): Extract<SourceFact, { readonly kind: 'named' }> => ({
  source,
  sourceKey: row.sourceKey,
  at: createdAt,
  kind: 'named',
  person: row.person,
  naming: { ...row.naming, period: manifest.period },
  risks: [],
});

const FOREVER = '9999-12-31';

/**
 * Whether a row would take somebody off the register: a file says that an assistance is over which stood as running. That
 * is a decision, and comes as an event with its reference.
 */
export const endsByFile = (
  claim: SourceClaim | undefined,
  { source, naming }: Extract<SourceFact, { readonly kind: 'named' }>,
  today: Day,
): boolean =>
  needsDecision(source) &&
  claim?.open === true &&
  (claim.until ?? FOREVER) >= today &&
  naming.until !== undefined &&
  naming.until < today;

export type RowVerdict = { readonly kind: RowKind; readonly code?: string };

/** What a row would come to, as far as its key tells. */
export const judgeRow = (
  claim: SourceClaim | undefined,
  fact: Extract<SourceFact, { readonly kind: 'named' }>,
  { mac, now }: { readonly mac: string; readonly now: Date },
): RowVerdict => {
  const weighed = weigh(claim, fact.at, mac);
  if (weighed === 'older') return { kind: 'conflicts', code: 'event-older' };
  if (weighed === 'unchanged') return { kind: 'unchanged' };
  if (endsByFile(claim, fact, shanghaiDay(now))) return { kind: 'conflicts', code: 'registered-without-decision' };
  return { kind: weighed === 'new' ? 'created' : 'changed' };
};

/** What a row came to. */
export const rowOutcome = ({ status, effect, code }: FactOutcome): RowVerdict => {
  if (status === 'applied') return { kind: effect ?? 'changed' };
  if (status === 'unchanged') return { kind: 'unchanged' };
  return { kind: 'conflicts', code: code ?? 'event-older' };
};
