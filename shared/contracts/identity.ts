import * as z from 'zod';
import { duplicateStates, layers, provisionalSources } from '#shared/reference/words.ts';
import { localRegionCode, reason, regionCode } from './light-primitives.ts';
import type { Operation } from './operation.ts';
import { address, cursor, freeText, idNumber, instant, limit, opaqueId, personName, phone } from './primitives.ts';

const OLDEST_BIRTH_YEAR = 1900;

/** Body of `POST /v1/people`: somebody without an identity number as yet. */
export const provisionalPerson = z
  .strictObject({
    name: personName.meta({ description: 'The name by which they are called' }),
    regionCode: localRegionCode,
    birthYear: z.int().min(OLDEST_BIRTH_YEAR).max(2100).meta({ description: 'As it is known, else estimated' }),
    source: z.enum(provisionalSources).meta({ description: 'How they were found' }),
    phone: phone.exactOptional(),
    address: address.exactOptional(),
  })
  .meta({
    id: 'ProvisionalPerson',
    description:
      'A child that is not registered yet, a person found on the street: recorded now, linked to a number later',
  });

/** Body of `POST /v1/people/{personId}/identity`. */
export const identityLink = z
  .strictObject({ idNumber, evidence: freeText.meta({ description: 'What shows that it is theirs' }) })
  .meta({ id: 'IdentityLink', description: 'The identity number of a person who was recorded without one' });

/** Answer of both. */
export const identityStep = z
  .object({ personId: opaqueId, version: z.number().int() })
  .meta({ id: 'IdentityStep', description: 'The record, and its version from now on' });

/** Query of `GET /v1/duplicates`. */
export const duplicateQuery = z
  .strictObject({
    regionCode: z.optional(regionCode),
    state: z.enum(duplicateStates).default('open'),
    limit,
    cursor: cursor.optional(),
  })
  .meta({ id: 'DuplicateQuery' });

const duplicateId = opaqueId;

/** One of the two records: enough to tell them apart, and masked. */
const duplicatePerson = z
  .object({
    personId: opaqueId,
    name: z.string().meta({ description: 'Masked' }),
    idNumber: z.string().meta({ description: 'Masked; empty where it is not known' }),
    birthYear: z.number().int(),
    regionCode,
    layer: z.enum(layers),
    householdId: z.string(),
    provisional: z.literal(true).exactOptional(),
    mergedInto: z.string().exactOptional(),
  })
  .meta({ id: 'DuplicatePerson' });

/** A suspicion with the two records, masked. */
export const duplicate = z
  .object({
    duplicateId,
    state: z.enum(duplicateStates),
    regionCode,
    reasons: z.array(reason).meta({ description: 'What speaks for their being one person' }),
    people: z.array(duplicatePerson).meta({ description: 'The two records; one outside your region is not shown' }),
    createdAt: instant,
    decidedAt: instant.exactOptional(),
    survivorId: z.string().exactOptional(),
    version: z.number().int(),
  })
  .meta({ id: 'Duplicate', description: 'Two records that may be of one person (疑似重复档案)' });

/** Answer of `GET /v1/duplicates`. */
export const duplicateList = z
  .object({ items: z.array(duplicate), nextCursor: z.string().exactOptional() })
  .meta({ id: 'DuplicateList' });

/** Body of `POST /v1/duplicates/{duplicateId}/decision`. */
export const duplicateDecision = z
  .strictObject({
    decision: z.enum(['merge', 'apart', 'unmerge']),
    survivorId: opaqueId.exactOptional().meta({ description: 'Of a merger: the record that stays' }),
    note: freeText.exactOptional(),
  })
  .refine(({ decision, survivorId }) => decision !== 'merge' || survivorId !== undefined, {
    error: 'required',
    path: ['survivorId'],
  })
  .meta({
    id: 'DuplicateDecision',
    description: 'They are one person, and which record stays; they are two; or a merger was a mistake',
  });

/** Answer of a decision. */
export const duplicateStep = z
  .object({
    duplicateId,
    state: z.enum(duplicateStates),
    survivorId: z.string().exactOptional(),
    version: z.number().int(),
  })
  .meta({ id: 'DuplicateStep' });

const exampleStep = { personId: 'qS1bBz0m3kq0Yt2fJ6zW8A', version: 1 } as const;
const exampleDuplicate = {
  duplicateId: 'd3Qw8rZ1sT5uV7xY9zA0cE',
  state: 'open',
  regionCode: '330102001051',
  reasons: [
    {
      code: 'same-reading',
      text: { zh: '姓名同音不同字。', en: 'The names are written differently and read alike.' },
      rule: 'DUPLICATE-SAME-NAME',
    },
    {
      code: 'same-birth-day',
      text: { zh: '出生日期相同。', en: 'Born on the same day.' },
      rule: 'DUPLICATE-SAME-BIRTH',
    },
  ],
  people: [],
  createdAt: '2026-11-24T02:00:00.000Z',
  version: 1,
} as const;
const keyProblems = ['idempotency-key', 'idempotency-key-reused', 'conflict', 'precondition-failed'] as const;

export const identityOperations = {
  createProvisionalPerson: {
    summary: 'Record somebody who has no identity number as yet',
    request: {
      schema: provisionalPerson,
      example: { name: '小宝', regionCode: '330102001', birthYear: 2025, source: 'visit' },
    },
    responses: { 201: { description: 'Recorded, as a suspected case', schema: identityStep, example: exampleStep } },
    problems: ['region-outside-scope', ...keyProblems],
  },
  linkIdentity: {
    summary: 'Give a provisional record its identity number',
    request: { schema: identityLink, example: { idNumber: '11010519491231002X', evidence: '户口簿' } },
    responses: { 200: { description: 'Linked', schema: identityStep, example: { ...exampleStep, version: 2 } } },
    problems: ['not-found', 'identity-known', 'identity-taken', 'person-merged', ...keyProblems],
  },
  listDuplicates: {
    summary: 'Records that may be of one person, each with what speaks for it',
    query: duplicateQuery,
    responses: { 200: { description: 'One page', schema: duplicateList, example: { items: [exampleDuplicate] } } },
    problems: ['region-outside-scope', 'cursor'],
  },
  decideDuplicate: {
    summary: 'Decide a suspicion: one person, two, or undo a merger',
    request: {
      schema: duplicateDecision,
      example: { decision: 'merge', survivorId: exampleStep.personId, note: '户口簿核对,是同一人。' },
    },
    responses: {
      200: {
        description: 'Decided',
        schema: duplicateStep,
        example: {
          duplicateId: exampleDuplicate.duplicateId,
          state: 'merged',
          survivorId: exampleStep.personId,
          version: 2,
        },
      },
    },
    problems: ['not-found', 'duplicate-state', 'survivor-unknown', 'survivor-number', 'person-merged', ...keyProblems],
  },
} as const satisfies Record<string, Operation>;
