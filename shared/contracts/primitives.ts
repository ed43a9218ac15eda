import * as z from 'zod';
import { canonicalIdNumber } from '#shared/kernel/id-number.ts';
import { reason, text } from './light-primitives.ts';

/** Control characters and lone surrogates, which no page can show and no database should keep; line breaks are text. */
const UNPRINTABLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

const trimmedText = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !UNPRINTABLE.test(text), { error: 'text-unprintable' });

/** A person's name, at most 50 characters. */
export const personName = trimmedText(50);
/** The name of a place, at most 50 characters. */
export const placeName = trimmedText(50);
/** An address, at most 200 characters. */
export const address = trimmedText(200);
/** Free text, at most 1,000 characters. */
export const freeText = trimmedText(1000);

/** A resident identity number; 15 digits, lower-case x and full-width forms arrive as the canonical 18 characters. */
export const idNumber = z
  .string()
  .max(40)
  .transform((text, context) => {
    const canonical = canonicalIdNumber(text);
    if (canonical.ok) return canonical.value;
    context.issues.push({ code: 'custom', message: canonical.error, input: text });
    return z.NEVER;
  })
  .meta({ description: 'Resident identity number (GB 11643)', example: '11010519491231002X' });

/** A mainland mobile number. */
export const phone = z
  .string()
  .trim()
  .regex(/^1[3-9]\d{9}$/, { error: 'phone' })
  .meta({ description: 'A mainland mobile number', example: '13800000000' });

/** An opaque id: 16 random bytes in base64url. */
export const opaqueId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .meta({ description: 'An opaque id', example: 'qS1bBz0m3kq0Yt2fJ6zW8A' });
/** RFC 3339 in UTC. */
export const instant = z.iso.datetime().meta({
  description: 'RFC 3339 in UTC',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$',
  example: '2026-11-24T02:00:00.000Z',
});
/** Page size of a list. */
export const limit = z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Items of a page' });
/** An opaque cursor as a former page gave it. */
export const cursor = z.string().max(600).meta({ description: 'The `nextCursor` of the page before' });

/** One step of a timeline. */
export const timelineItem = z
  .object({ at: instant, kind: z.string(), actor: z.string(), text, reasons: z.array(reason).exactOptional() })
  .meta({ id: 'TimelineItem', description: 'One step: what happened, when, and who did it' });
