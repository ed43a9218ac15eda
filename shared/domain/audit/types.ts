import type { Instant } from '#shared/kernel/time.ts';
import type { Purpose } from '#shared/reference/words.ts';

/** One act of reading people's data: who, what, why. Written before the answer leaves. */
export type AuditEntry = {
  readonly at: Instant;
  readonly actor: string;
  /** The region that the actor answered for. */
  readonly region: string;
  readonly act: 'read' | 'read-unmasked' | 'list' | 'search';
  readonly subject: { readonly kind: string; readonly id: string };
  readonly purpose?: Purpose;
  readonly requestId: string;
  /** How many people a list or search showed. */
  readonly shown?: number;
};

/** A plain append; an entry that cannot be written stops the read. */
export type AuditLog = { readonly append: (entry: AuditEntry) => Promise<void> };
