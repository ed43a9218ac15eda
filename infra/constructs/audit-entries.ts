/**
 * Partitions of the audit's entries begin with their day. Whoever may put entries may put nothing else there: no seal, no
 * verdict; and nobody may change or delete one.
 */
export const AUDIT_ENTRIES = ['20'];
