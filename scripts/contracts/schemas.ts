import { z } from 'zod';
import { feedRows } from '#shared/contracts/feed-rows.ts';
import { inboxBodyOf, inboxExamples } from '#shared/contracts/inbox.ts';
import { messageExamples } from '#shared/contracts/message-examples.ts';
import { envelope, messages } from '#shared/contracts/messages.ts';
import { problemDocument } from '#shared/contracts/problem.ts';
import { listRow, recipientRow } from '#shared/contracts/source-rows.ts';
import { feedOf, feedTypes } from '#shared/reference/feeds.ts';
import { sourceOf } from '#shared/reference/sources.ts';
import { type Source, sources } from '#shared/reference/words.ts';
import type { JsonObject } from './json.ts';
import { tidy } from './tidy.ts';

export type MessageType = keyof typeof messages;

const isMessageType = (type: string): type is MessageType => Object.hasOwn(messages, type);
/** Types of all messages that the system sends. */
export const messageTypes: readonly MessageType[] = Object.keys(messages).filter(isMessageType);

/** The whole body of a queue message of one type. */
export const bodyOf = (type: MessageType) =>
  envelope.extend({ 'detail-type': z.literal(type), detail: messages[type] });

type Words = { readonly name: string; readonly title: string; readonly description: string };

const schemaDocument = (schema: z.ZodType, { name, title, description }: Words): JsonObject => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', override: tidy });
  return { $schema, $id: `urn:low-income-net:schema:${name}`, ...rest, title, description };
};

const messageSchema = (type: MessageType): JsonObject =>
  schemaDocument(bodyOf(type), { name: type, title: type, description: messageExamples[type].summary });

const feedSchema = (type: (typeof feedTypes)[number]): JsonObject => {
  const { en, zh, department, cycle, columns } = feedOf(type);
  const document = schemaDocument(feedRows[type], {
    name: `feed:${type}`,
    title: `${en} (${zh})`,
    description: `A row of the file by column: in CSV every cell is text, in NDJSON a line is one such object. Brought ${cycle} by ${department}`,
  });
  return { ...document, examples: [Object.fromEntries(columns.map(({ name, example }) => [name, example]))] };
};

const inboxSchema = ({ type, summary, body }: (typeof inboxExamples)[number]): JsonObject => ({
  ...schemaDocument(inboxBodyOf(type), { name: type, title: type, description: summary }),
  examples: [body],
});

const sourceSchema = (source: Source): JsonObject => {
  const { en, zh, department, cycle, columns } = sourceOf(source);
  const document = schemaDocument(source === 'assistance-system' ? recipientRow : listRow, {
    name: `source:${source}`,
    title: `${en} (${zh})`,
    description: `A row of the file by column: in CSV every cell is text, in NDJSON a line is one such object. Comes ${cycle} from ${department}`,
  });
  return { ...document, examples: [Object.fromEntries(columns.map(({ name, example }) => [name, example]))] };
};

/** The JSON Schemas by the name of their file. */
export const jsonSchemas = (): ReadonlyMap<string, JsonObject> =>
  new Map([
    ...messageTypes.map((type) => [`schemas/${type}.json`, messageSchema(type)] as const),
    ...inboxExamples.map((example) => [`schemas/inbox/${example.type}.json`, inboxSchema(example)] as const),
    ...sources.map((source) => [`schemas/sources/${source}.json`, sourceSchema(source)] as const),
    ...feedTypes.map((type) => [`schemas/feeds/${type}.json`, feedSchema(type)] as const),
    [
      'schemas/problem.json',
      schemaDocument(problemDocument, {
        name: 'problem',
        title: 'Problem',
        description: 'What a door answers when it refuses or fails (RFC 9457)',
      }),
    ],
  ]);
