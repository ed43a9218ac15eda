import * as z from 'zod';
import { batchStatuses } from '#shared/domain/collisions/types.ts';
import { rowKinds } from '#shared/domain/sources/types.ts';
import { departments } from '#shared/reference/departments.ts';
import { categories, layers, sources } from '#shared/reference/words.ts';
import { batchManifestBody, openedBatch } from './feeds.ts';
import { reason, text } from './light-primitives.ts';
import type { Operation } from './operation.ts';
import { freeText, instant, opaqueId } from './primitives.ts';
import { listEvent, MOST_EVENTS, recipientEvent } from './source-events.ts';
import * as examples from './source-examples.ts';

const column = z
  .object({
    name: z.string(),
    required: z.boolean(),
    unique: z.literal(true).exactOptional(),
    format: z.enum(['id-number', 'name', 'region-code', 'day', 'yuan', 'choice', 'key', 'text']),
    options: z.array(z.string()).exactOptional(),
    example: z.string(),
  })
  .meta({ id: 'SourceColumn', description: 'A column of the file; `unique`: a second row with the same is rejected' });

/** Answer of `GET /v1/sources/{source}`. */
export const sourceDetail = z
  .object({
    source: z.enum(sources),
    name: text,
    department: z.enum(departments),
    cycle: z.enum(['monthly', 'quarterly', 'yearly', 'as-it-happens']),
    layer: z.enum(layers).meta({ description: 'What being named means; only the assistance system registers' }),
    categories: z.array(z.enum(categories)),
    columns: z.array(column),
  })
  .meta({ id: 'Source', description: 'A source of the registry: what it means, and what its files look like' });

/** Answer of `GET /v1/sources`. */
export const sourceList = z.object({ items: z.array(sourceDetail) }).meta({ id: 'SourceList' });

/** Body of `POST /v1/sources/{source}/events`; each is read by itself, so that one that is wrong stops no other. */
export const sourceEvents = z
  .array(z.union([recipientEvent, listEvent]))
  .min(1)
  .max(MOST_EVENTS, { error: 'too-many-events' })
  .meta({ id: 'SourceEvents', description: 'At most 500, each taken for itself' });

/** The same before any of them is read. */
export const eventsAsSent = z.array(z.unknown()).min(1).max(MOST_EVENTS, { error: 'too-many-events' });

const eventProblem = z
  .object({
    code: z.string(),
    message: text,
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: text })).exactOptional(),
  })
  .meta({ id: 'SourceEventProblem', description: 'Why an event was not taken, and what to do about it' });

/** Answer of `POST /v1/sources/{source}/events`, in the order of the events. */
export const eventAnswers = z
  .object({
    items: z.array(
      z.object({
        sourceKey: z.string().exactOptional(),
        status: z.enum(['applied', 'unchanged', 'older', 'rejected']),
        personId: opaqueId.exactOptional(),
        problem: eventProblem.exactOptional(),
      }),
    ),
  })
  .meta({ id: 'SourceEventAnswers', description: 'What became of each event, in their order' });

const counts = Object.fromEntries(rowKinds.map((kind) => [kind, z.number().int().exactOptional()]));

const planExample = z.object({
  row: z.number().int().exactOptional(),
  sourceKey: z.string(),
  idNumber: z.string().exactOptional(),
  field: z.string().exactOptional(),
  code: z.string().exactOptional(),
});

/** Answer of `GET /v1/sources/{source}/batches/{batchId}`. */
export const sourceBatchDetail = z
  .object({
    batchId: opaqueId,
    source: z.enum(sources),
    status: z.enum(batchStatuses),
    period: z.string(),
    sequence: z.number().int(),
    mode: z.enum(['full', 'delta']),
    counts: z.object({ ...counts, rows: z.number().int(), rejected: z.number().int() }),
    plan: z
      .object({
        counts: z.object(counts),
        examples: z.partialRecord(z.enum(rowKinds), z.array(planExample)),
      })
      .exactOptional()
      .meta({ description: 'What it changes, with examples of each kind; numbers are masked' }),
    reasons: z.array(reason),
    left: z.number().int().exactOptional().meta({
      description: 'Entries that an undo left as they are, since something later changed them',
    }),
    rejectsUrl: z.string().exactOptional(),
    uploadUrl: z.string().exactOptional(),
    uploadHeaders: z.record(z.string(), z.string()).exactOptional(),
    expiresAt: instant.exactOptional(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'SourceBatch', description: 'A file of a source and what became of it' });

/** Body of apply, release and undo; it may be left out. */
export const batchCommandBody = z
  .strictObject({ note: freeText.exactOptional() })
  .meta({ id: 'BatchCommand', description: 'Nothing is needed; a note is for the log of who decided' });

/** Answer of apply, release and undo. */
export const batchCommandAnswer = z
  .object({ batchId: opaqueId, status: z.enum(batchStatuses) })
  .meta({ id: 'BatchCommandAnswer' });

const commandOf = (summary: string, description: string) =>
  ({
    summary,
    description,
    request: { schema: batchCommandBody, example: { note: '已与来源核对。' } },
    responses: {
      200: { description: 'Where it stands now', schema: batchCommandAnswer, example: examples.command },
    },
    problems: [
      'not-found',
      'province-required',
      'batch-state',
      'idempotency-key',
      'idempotency-key-reused',
      'conflict',
    ],
  }) as const satisfies Operation;

export const sourceOperations = {
  listSources: {
    summary: 'The sources of the registry',
    responses: { 200: { description: 'All sources', schema: sourceList, example: { items: [examples.source] } } },
  },
  getSource: {
    summary: 'What a source means, and what its files look like',
    responses: { 200: { description: 'The source', schema: sourceDetail, example: examples.source } },
    problems: ['not-found'],
  },
  sendSourceEvents: {
    summary: 'What a source says of people, one by one',
    description:
      'Each event is taken for itself and answered for itself, in the order sent. The assistance system sends `RecipientEvent`, every other source `ListEvent`. No Idempotency-Key: an event is known by its source key, an older one of the same key changes nothing, and the same again is `unchanged`.',
    request: { schema: sourceEvents, example: examples.events },
    responses: { 200: { description: 'What became of each', schema: eventAnswers, example: examples.answers } },
    problems: ['not-found'],
  },
  openSourceBatch: {
    summary: 'Register a file of a source and get the address to send it to',
    description:
      'The import begins by itself once the file is there: it is verified, planned and applied, unless the plan looks wrong, which holds it for a person to release. A full file ends what it no longer names; nobody leaves the register by it.',
    request: { schema: batchManifestBody, example: examples.manifest },
    responses: { 201: { description: 'Registered', schema: openedBatch, example: examples.opened } },
    problems: [
      'not-found',
      'province-required',
      'batch-sequence',
      'idempotency-key',
      'idempotency-key-reused',
      'conflict',
    ],
  },
  getSourceBatch: {
    summary: 'Where a file of a source stands',
    responses: {
      200: { description: 'Its status, plan and counts', schema: sourceBatchDetail, example: examples.batch },
    },
    problems: ['not-found', 'province-required'],
  },
  applySourceBatch: commandOf(
    'Apply a planned batch',
    'A planned batch applies by itself; this takes up at once one that was left behind.',
  ),
  releaseSourceBatch: commandOf(
    'Release a held batch',
    'A person looked at why it is held: it is planned anew and applied. Recipients whom it would take off the register stay.',
  ),
  undoSourceBatch: commandOf(
    'Undo a batch',
    'A held batch goes without a trace. One that was applied is taken back key by key; what something later changed stays and is counted in `left`.',
  ),
} as const satisfies Record<string, Operation>;
