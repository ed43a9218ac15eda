import * as z from 'zod';
import { auditActs } from '#shared/domain/audit/types.ts';
import { categories, correctionFields, layers, purposes, sources } from '#shared/reference/words.ts';
import { receipt } from './discovery.ts';
import { day, reason, regionCode, text } from './light-primitives.ts';
import type { Operation } from './operation.ts';
import { cursor, freeText, instant, limit } from './primitives.ts';

const word = <Words extends readonly [string, ...string[]]>(words: Words) => z.object({ code: z.enum(words), text });

const ownSource = z
  .object({
    source: word(sources),
    category: word(categories),
    list: z.string().exactOptional(),
    from: day,
    until: z.exactOptional(day),
  })
  .meta({ id: 'MySource', description: 'Who names you, for what, and since when' });

/** Answer of `GET /v1/me/record`. */
export const myRecord = z
  .discriminatedUnion('inRegistry', [
    z.object({ inRegistry: z.literal(false), text }),
    z.object({
      inRegistry: z.literal(true),
      text,
      name: z.string().meta({ description: 'Masked' }),
      idNumber: z.string().meta({ description: 'Masked' }),
      phone: z.string().exactOptional().meta({ description: 'Masked' }),
      address: z.string().exactOptional(),
      regionCode,
      region: z.string().meta({ description: 'The county by name' }),
      layer: z.enum(layers),
      layerText: text,
      categories: z.array(word(categories)),
      reasons: z.array(reason),
      sources: z.array(ownSource),
      since: z.exactOptional(day),
      householdSize: z.int().meta({ description: 'How many the household counts, you included; never who they are' }),
      updatedAt: instant,
      version: z.int(),
    }),
  ])
  .meta({ id: 'MyRecord', description: 'What is held about the citizen themself' });

/** Query of the lists about oneself. */
export const myListQuery = z.strictObject({ limit, cursor: cursor.optional() }).meta({ id: 'MyListQuery' });

const who = z.enum(['you', 'public', 'source', 'system', 'official']);
const myTimelineItem = z
  .object({ at: instant, kind: z.string(), actor: who, text, reasons: z.array(reason).exactOptional() })
  .meta({ id: 'MyTimelineItem', description: 'One step: what happened, when, and on whose side; never a name' });

/** Answer of `GET /v1/me/timeline`. */
export const myTimeline = z
  .object({ items: z.array(myTimelineItem), nextCursor: z.string().exactOptional() })
  .meta({ id: 'MyTimeline' });

const accessItem = z
  .object({
    at: instant,
    by: z.enum(['you', 'official']),
    who: text,
    act: z.enum(auditActs),
    what: text,
    purpose: z.enum(purposes).exactOptional(),
    why: z.exactOptional(text),
  })
  .meta({ id: 'MyAccess', description: 'Who looked: the office by its region, never a name; what, when and why' });

/** Answer of `GET /v1/me/access-log`. */
export const myAccessLog = z
  .object({ items: z.array(accessItem), nextCursor: z.string().exactOptional() })
  .meta({ id: 'MyAccessLog', description: 'Reads of your data, newest first' });

/** Body of `POST /v1/me/corrections`. */
export const correctionBody = z
  .strictObject({
    field: z.enum(correctionFields).meta({ description: 'What is wrong' }),
    text: freeText.meta({ description: 'What it should be' }),
  })
  .meta({ id: 'Correction', description: 'A request to correct what is held about you' });

const exampleText = { zh: '您在登记中。', en: 'You are in the registry.' };

export const meOperations = {
  getMyRecord: {
    summary: 'What is held about me',
    responses: {
      200: {
        description: 'The record, or that there is none',
        schema: myRecord,
        example: {
          inRegistry: true,
          text: exampleText,
          name: '陈*明',
          idNumber: '110***********002X',
          regionCode: '330102001051',
          region: '上城区',
          layer: 'suspected',
          layerText: { zh: '疑似', en: 'suspected' },
          categories: [{ code: 'other-hardship', text: { zh: '其他困难人员', en: 'other hardship' } }],
          reasons: [],
          sources: [
            {
              source: { code: 'discovery', text: { zh: '主动发现', en: 'discovery' } },
              category: { code: 'other-hardship', text: { zh: '其他困难人员', en: 'other hardship' } },
              from: '2026-11-24',
            },
          ],
          since: '2026-11-24',
          householdSize: 1,
          updatedAt: '2026-11-24T02:00:00.000Z',
          version: 1,
        },
      },
    },
  },
  getMyTimeline: {
    summary: 'What happened with me, in order',
    query: myListQuery,
    responses: {
      200: {
        description: 'One page',
        schema: myTimeline,
        example: {
          items: [{ at: '2026-11-24T02:00:00.000Z', kind: 'layer-change', actor: 'official', text: exampleText }],
        },
      },
    },
    problems: ['cursor'],
  },
  getMyAccessLog: {
    summary: 'Who looked at my data',
    description:
      'Reads of the record and of work orders about you. Lists in which you stood among others, masked, are not told one by one.',
    query: myListQuery,
    responses: {
      200: {
        description: 'One page',
        schema: myAccessLog,
        example: {
          items: [
            {
              at: '2026-11-24T02:00:00.000Z',
              by: 'official',
              who: { zh: '上城区的工作人员', en: 'Staff of 上城区' },
              act: 'read-unmasked',
              what: { zh: '查看了完整信息', en: 'Read your data in full' },
              purpose: 'visit',
              why: { zh: '走访', en: 'for a visit' },
            },
          ],
        },
      },
    },
    problems: ['cursor'],
  },
  correctMyRecord: {
    summary: 'Ask for a correction of what is held about me',
    request: { schema: correctionBody, example: { field: 'phone', text: '我的手机号换了。' } },
    responses: {
      202: {
        description: 'Stored, and a work order issued to the locality; followed with code and secret like a report',
        schema: receipt,
        example: {
          trackingCode: '4QK2M6V1X8R3T7Y9ZB5CD0EFGH',
          secret: 'J8W3N5P7S2A4D6F9G1H0KMQRTV',
          dueAt: '2026-12-01T15:59:59.999Z',
        },
      },
    },
    problems: ['not-in-registry', 'idempotency-key-reused', 'body-too-large'],
  },
} as const satisfies Record<string, Operation>;
