import * as z from 'zod';
import { auditActs, breakKinds } from '#shared/domain/audit/types.ts';
import { purposes } from '#shared/reference/words.ts';
import { day } from '../light-primitives.ts';
import { instant } from '../primitives.ts';

/** `day#shard / instant#id` in the audit table: one act. */
export const auditRecord = z.object({
  at: instant,
  actor: z.string(),
  region: z.string(),
  act: z.enum(auditActs),
  subject: z.object({ kind: z.string(), id: z.string() }),
  purpose: z.enum(purposes).exactOptional(),
  requestId: z.string(),
  shown: z.number().int().exactOptional(),
  by: z.literal('citizen').exactOptional(),
});

const link = z.object({ day, number: z.number().int(), hash: z.string() });

/** `SEAL#day / number`: a link of a day's chain. Read as loosely as can be: what was tampered with is to be told, not thrown. */
export const sealRecord = z.object({
  day: z.string(),
  number: z.number(),
  previous: z.string(),
  follows: link.exactOptional(),
  entries: z.array(z.object({ key: z.string(), digest: z.string(), takenAt: z.string() })),
  sealedAt: z.string(),
  hash: z.string(),
});

/** `VERIFY#verificationId / STATE`. */
export const verificationRecord = z.object({
  verificationId: z.string(),
  from: day,
  to: day,
  requestedBy: z.string(),
  requestedAt: instant,
});

/** `VERIFY#verificationId / PROGRESS#day`: a run handed over to the next. */
export const progressRecord = z.object({ next: day, entries: z.number().int() });

/** `VERIFY#verificationId / VERDICT`. */
export const verdictRecord = z.object({
  status: z.enum(['verified', 'broken']),
  entries: z.number().int(),
  finishedAt: instant,
  firstBreak: z
    .object({
      day,
      kind: z.enum(breakKinds),
      at: z.string().exactOptional(),
      seal: z.number().int().exactOptional(),
    })
    .exactOptional(),
});
