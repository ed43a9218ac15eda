import { canonicalJson } from '#shared/kernel/canonical.ts';
import { given } from '#shared/kernel/given.ts';
import { inTextOrder } from '#shared/kernel/order.ts';
import type { Covered, Hash, Link, Seal } from './types.ts';

/** The hash that a seal has to have. */
export const sealHash = ({ hash: _, ...content }: Seal, hash: Hash): string => hash(canonicalJson(content));

/** Whose seals hold good when nothing stood before them. */
export const START = '';

const byKey = (one: { readonly key: string }, other: { readonly key: string }): number =>
  inTextOrder(one.key, other.key);

/** What comes next: after the day's last seal, or after the last seal of an earlier day, or after nothing. */
export type Before = { readonly head?: Seal; readonly follows?: Link };

/** The next seal of a day over entries that came. */
export const nextSeal = (
  entries: readonly [Covered, ...Covered[]],
  { head, follows }: Before,
  hash: Hash,
  now: Date,
): Seal => {
  const link = head === undefined ? follows : undefined;
  const open: Omit<Seal, 'hash'> = {
    day: entries[0].day,
    number: (head?.number ?? 0) + 1,
    previous: head?.hash ?? link?.hash ?? START,
    ...given({ follows: link }),
    entries: entries.map(({ key, digest, takenAt }) => ({ key, digest, takenAt })).sort(byKey),
    sealedAt: now.toISOString(),
  };
  return { ...open, hash: sealHash({ ...open, hash: '' }, hash) };
};
