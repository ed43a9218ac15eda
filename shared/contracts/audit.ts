import * as z from 'zod';
import { auditActs, breakKinds } from '#shared/domain/audit/types.ts';
import { purposes } from '#shared/reference/words.ts';
import { day, regionCode, withMeta } from './light-primitives.ts';
import type { Operation } from './operation.ts';
import { cursor, instant, limit, opaqueId } from './primitives.ts';

/** Query of `GET /v1/audit`. */
export const auditQuery = z
  .strictObject({
    subject: z
      .string()
      .regex(/^([a-z-]{1,30}:)?[A-Za-z0-9._-]{1,80}$/, { error: 'wrong-format' })
      .exactOptional()
      .meta({ description: 'A personId, or a kind and an id: `work-order:<id>`', example: 'qS1bBz0m3kq0Yt2fJ6zW8A' }),
    actor: z.string().min(1).max(200).exactOptional().meta({ description: 'Who acted: the subject of their token' }),
    limit,
    cursor: cursor.optional(),
  })
  .meta({ id: 'AuditQuery' });

const auditEntry = z
  .object({
    at: instant,
    actor: z.string(),
    region: withMeta(regionCode, {
      description: 'The region that the actor answered for; of a citizen, where they live',
    }),
    act: z.enum(auditActs),
    subject: z.object({ kind: z.string(), id: z.string() }),
    purpose: z.enum(purposes).exactOptional(),
    shown: z.int().exactOptional().meta({ description: 'How many people a list or search showed' }),
    by: z.literal('citizen').exactOptional().meta({ description: 'Somebody about themself' }),
    requestId: z.string(),
  })
  .meta({ id: 'AuditEntry', description: 'One act: who, what, whom, why' });

/** Answer of `GET /v1/audit`. */
export const auditList = z
  .object({ items: z.array(auditEntry), nextCursor: z.string().exactOptional() })
  .meta({ id: 'AuditList', description: 'Entries, newest first' });

/** Body of `POST /v1/audit/verification`. */
export const verificationBody = z
  .strictObject({
    from: z.exactOptional(day).meta({ description: 'First day; 30 days before the last one where none is named' }),
    to: z.exactOptional(day).meta({ description: 'Last day; today where none is named' }),
  })
  .meta({ id: 'AuditVerificationRequest', description: 'Which days to verify' });

/** Answer of `POST /v1/audit/verification`. */
export const verificationStarted = z
  .object({ verificationId: opaqueId, from: day, to: day })
  .meta({ id: 'AuditVerificationStarted' });

/** Answer of `GET /v1/audit/verification/{verificationId}`. */
export const verification = z
  .object({
    verificationId: opaqueId,
    status: z.enum(['running', 'verified', 'broken']),
    from: day,
    to: day,
    requestedAt: instant,
    finishedAt: instant.exactOptional(),
    entries: z.int().exactOptional().meta({ description: 'Entries that were compared' }),
    firstBreak: z
      .object({
        day,
        kind: z.enum(breakKinds),
        at: z
          .string()
          .exactOptional()
          .meta({ description: 'When the entry says that it happened, or its seal was made' }),
        seal: z.int().exactOptional().meta({ description: 'The seal of the day that tells' }),
      })
      .exactOptional(),
  })
  .meta({ id: 'AuditVerification', description: 'Whether entries and chain agree, or where they first do not' });

const exampleId = 'qS1bBz0m3kq0Yt2fJ6zW8A';
const days = { from: '2026-10-26', to: '2026-11-24' } as const;

export const auditOperations = {
  listAudit: {
    summary: 'Who read whose data, newest first',
    description:
      'Of a subject, of an actor, or of both; with neither those of the last 31 days. Acts of officials of your region and what lies below it. This read is audited too.',
    query: auditQuery,
    responses: {
      200: {
        description: 'One page',
        schema: auditList,
        example: {
          items: [
            {
              at: '2026-11-24T02:00:00.000Z',
              actor: 'region-330102',
              region: '330102',
              act: 'read-unmasked',
              subject: { kind: 'person', id: exampleId },
              purpose: 'visit',
              requestId: 'Yt2fJ6zW8A=',
            },
          ],
        },
      },
    },
    problems: ['cursor'],
  },
  startAuditVerification: {
    summary: 'Have the chain of hashes recomputed and every entry compared with it',
    request: { schema: verificationBody, example: days },
    responses: {
      202: { description: 'Begun', schema: verificationStarted, example: { verificationId: exampleId, ...days } },
    },
    problems: ['idempotency-key-reused'],
  },
  getAuditVerification: {
    summary: 'What a verification found',
    responses: {
      200: {
        description: 'Running, verified, or broken at a first place',
        schema: verification,
        example: {
          verificationId: exampleId,
          status: 'broken',
          ...days,
          requestedAt: '2026-11-24T02:00:00.000Z',
          finishedAt: '2026-11-24T02:00:09.000Z',
          entries: 5120,
          firstBreak: { day: '2026-11-23', kind: 'edited', at: '2026-11-23T03:12:00.000Z', seal: 41 },
        },
      },
    },
    problems: ['not-found'],
  },
} as const satisfies Record<string, Operation>;
