import type { AuditEntry } from '#shared/domain/audit/types.ts';
import { type Day, epochSeconds, shanghaiDay } from '#shared/kernel/time.ts';

/** Partitions over which a day's entries are spread. */
const SHARDS = 8;
const DAY_SECONDS = 86_400;
/** Seals outlive what they cover: an entry whose time is over is not one that was dropped. */
const SEALS_OUTLIVE_DAYS = 40;

/** The partitions of a day's entries. */
export const entryPartitions = (day: Day): string[] => Array.from({ length: SHARDS }, (_, shard) => `${day}#${shard}`);

/** The day of a partition of entries; `undefined`: something else lies in it. */
export const dayOfPartition = (pk: string): Day | undefined => /^(\d{4}-\d{2}-\d{2})#\d+$/.exec(pk)?.[1];

/** Subject as the index `subject` knows it. */
export const subjectKey = ({ kind, id }: AuditEntry['subject']): string => `${kind}#${id}`;

/** Where an entry lies, in one text. */
export const entryKey = (pk: string, sk: string): string => `${pk}/${sk}`;

/** An entry as it lies in the audit table. */
export const entryItem = (entry: AuditEntry, id: string, keepDays: number): Record<string, unknown> => {
  const at = new Date(entry.at);
  return {
    pk: `${shanghaiDay(at)}#${id.charCodeAt(0) % SHARDS}`,
    sk: `${entry.at}#${id}`,
    ...entry,
    subjectKey: subjectKey(entry.subject),
    actorKey: entry.actor,
    expiresAt: epochSeconds(at) + keepDays * DAY_SECONDS,
  };
};

/** The partition of a day's seals. */
export const sealPartition = (day: Day): string => `SEAL#${day}`;
const NUMBER_DIGITS = 9;
/** The key of a seal; numbers sort as texts. */
export const sealKey = (day: Day, number: number) => ({
  pk: sealPartition(day),
  sk: String(number).padStart(NUMBER_DIGITS, '0'),
});

/** When a seal made now goes. */
export const sealExpiry = (now: Date, keepDays: number): number =>
  epochSeconds(now) + (keepDays + SEALS_OUTLIVE_DAYS) * DAY_SECONDS;

/** The partition of a verification: what was asked, how far it is, how it ended. */
export const verificationPartition = (verificationId: string): string => `VERIFY#${verificationId}`;
