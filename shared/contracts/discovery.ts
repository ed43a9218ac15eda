import * as z from 'zod';
import { publicResults, publicStatuses, relations, situations, urgencies } from '#shared/reference/words.ts';
import { localRegionCode, text } from './light-primitives.ts';
import type { Operation } from './operation.ts';
import { address, freeText, idNumber, instant, opaqueId, personName, phone } from './primitives.ts';
import { selfCheckAnswers } from './self-check.ts';

const subject = z
  .strictObject({
    name: personName,
    idNumber: idNumber.exactOptional(),
    phone: phone.exactOptional(),
    regionCode: localRegionCode,
    address: address.exactOptional(),
    situations: z.array(z.enum(situations)).min(1).max(situations.length),
    description: freeText.exactOptional(),
  })
  .meta({ id: 'ReportSubject', description: 'Who may need help' });

const reporter = z
  .strictObject({ relation: z.enum(relations), name: personName.exactOptional(), phone: phone.exactOptional() })
  .meta({ id: 'Reporter', description: 'Who reports; may be left out' });

/** Body of `POST /v1/reports`. */
export const reportBody = z
  .strictObject({
    subject,
    urgency: z.enum(urgencies).exactOptional(),
    reporter: reporter.exactOptional(),
    placementId: opaqueId.exactOptional().meta({ description: 'The place whose QR code was scanned' }),
    selfCheck: z.strictObject({ answers: selfCheckAnswers }).exactOptional(),
  })
  .meta({ id: 'Report', description: 'A discovery report (主动发现)' });
export type ReportBody = z.output<typeof reportBody>;

/** Answer of `POST /v1/reports`. */
export const receipt = z
  .object({ trackingCode: z.string(), secret: z.string(), dueAt: instant })
  .meta({ id: 'Receipt', description: 'What the reporter keeps: with code and secret the report can be followed' });

const publicTimelineItem = z.object({ at: instant, code: z.string(), text }).meta({ id: 'PublicTimelineItem' });

/** Answer of `GET /v1/reports/{trackingCode}`. */
export const followedReport = z
  .object({
    status: z.enum(publicStatuses),
    result: z.enum(publicResults).exactOptional(),
    timeline: z.array(publicTimelineItem),
    dueAt: instant,
    dueAtOfficial: z.literal(false).exactOptional().meta({
      description: 'Only where the day falls in a year whose holidays are not announced yet',
    }),
    dueAtNote: z.exactOptional(text).meta({ description: 'The same in words' }),
  })
  .meta({ id: 'FollowedReport', description: 'What became of a report, as the public may know it' });

/** Body of `POST /v1/reports/{trackingCode}/objections`. */
export const objectionBody = z
  .strictObject({ reason: freeText })
  .meta({ id: 'Objection', description: 'Why the reporter does not agree that no hardship was found' });
/** Answer of `POST /v1/reports/{trackingCode}/objections`. */
export const objectionTaken = z
  .object({ status: z.enum(publicStatuses), dueAt: instant })
  .meta({ id: 'ObjectionTaken', description: 'Somebody else looks into it, until the day named' });

/** A tracking code or secret as a person may type it: spaces, hyphens and lower case are read too. */
export const trackingToken = z
  .string()
  .max(60)
  .transform((typed) => typed.replace(/[\s-]/g, '').toUpperCase());

export const discoveryOperations = {
  submitReport: {
    summary: 'Report someone who may need help, or oneself',
    headers: z.object({
      'X-Proof': z
        .string()
        .max(1000)
        .optional()
        .meta({ description: 'The solution of a `challenge`, where one was asked for (429 `proof-needed`)' }),
    }),
    request: {
      schema: reportBody,
      example: {
        subject: {
          name: '陈小明',
          regionCode: '330102001',
          situations: ['illness'],
          description: '住院两个月,家里没有收入。',
        },
        urgency: 'normal',
        reporter: { relation: 'neighbour' },
      },
    },
    responses: {
      202: {
        description: 'Stored, and a work order issued to the locality',
        schema: receipt,
        example: {
          trackingCode: '4QK2M6V1X8R3T7Y9ZB5CD0EFGH',
          secret: 'J8W3N5P7S2A4D6F9G1H0KMQRTV',
          dueAt: '2026-12-01T15:59:59.999Z',
        },
      },
    },
    problems: ['region-unknown', 'idempotency-key-reused', 'body-too-large', 'quota', 'proof-needed'],
  },
  followReport: {
    summary: 'What became of a report',
    headers: z.object({ 'X-Tracking-Secret': trackingToken.meta({ description: 'The secret of the receipt' }) }),
    responses: {
      200: {
        description: 'Its status in plain words',
        schema: followedReport,
        example: {
          status: 'received',
          timeline: [
            {
              at: '2026-11-24T02:00:00.000Z',
              code: 'received',
              text: { zh: '已收到,已交给当地核实。', en: 'Received, and passed on to be looked into.' },
            },
          ],
          dueAt: '2026-12-01T15:59:59.999Z',
        },
      },
    },
    problems: ['tracking-code'],
  },
  objectToResult: {
    summary: 'Object, once, to the finding that there was no hardship',
    headers: z.object({ 'X-Tracking-Secret': trackingToken.meta({ description: 'The secret of the receipt' }) }),
    request: { schema: objectionBody, example: { reason: '来的时候老人在医院,家里没有人。' } },
    responses: {
      202: {
        description: 'Stored, and a work order issued to somebody else',
        schema: objectionTaken,
        example: { status: 'received', dueAt: '2026-12-08T15:59:59.999Z' },
      },
    },
    problems: ['tracking-code', 'report-not-closed', 'objection-not-open', 'objection-used', 'idempotency-key-reused'],
  },
} as const satisfies Record<string, Operation>;
