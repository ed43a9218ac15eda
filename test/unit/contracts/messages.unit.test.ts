import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generate } from '#scripts/contracts/generate.ts';
import { objectAt } from '#scripts/contracts/json.ts';
import { bodyOf, messageTypes } from '#scripts/contracts/schemas.ts';
import { readFeedRow } from '#shared/contracts/feed-rows.ts';
import { envelopeExample, messageExamples } from '#shared/contracts/message-examples.ts';
import { envelope } from '#shared/contracts/messages.ts';
import type { MessageType } from '#shared/domain/outbox/types.ts';
import { feedOf, feedTypes } from '#shared/reference/feeds.ts';
import { departmentTypes, provinceTypes, regionalTypes } from '#shared/reference/message-types.ts';
import { schemasIn } from '../../../examples/regional-consumer/schema.ts';

const contracts = generate();
const published = (name: string) => z.fromJSONSchema({ ...contracts.get(name) });
const isByTheConsumer = schemasIn('docs/contracts/schemas');
const sent: readonly MessageType[] = messageTypes;

describe('the messages', () => {
  it('are routed by the bus, each type of them', () => {
    const routed = [...regionalTypes, ...provinceTypes, ...departmentTypes];
    expect(sent.filter((type) => !routed.includes(type))).toEqual([]);
  });

  it.each(messageTypes)('%s has an example by its schema, and nothing beside', (type) => {
    const example = envelopeExample(type);
    expect(bodyOf(type).parse(example)).toEqual(example);
    expect(envelope.safeParse(example).success).toBe(true);
    expect(messageExamples[type].detail.type).toBe(type);
  });

  it.each(messageTypes)('%s: the published example is valid by the published schema', (type) => {
    const example = contracts.get(`examples/${type}.json`);
    expect(published(`schemas/${type}.json`).safeParse(example).error).toBeUndefined();
    expect(isByTheConsumer(type, objectAt(example))).toBe(true);
  });

  it.each(messageTypes)('%s: the published schema refuses another type and a missing state', (type) => {
    const example = envelopeExample(type);
    const schema = published(`schemas/${type}.json`);
    expect(schema.safeParse({ ...example, 'detail-type': 'other' }).success).toBe(false);
    expect(schema.safeParse({ ...example, detail: { ...example.detail, data: undefined } }).success).toBe(false);
  });

  it.each(messageTypes)('%s: a field that was added later is let pass', (type) => {
    const example = envelopeExample(type);
    const later = { ...example, detail: { ...example.detail, addedLater: true } };
    expect(published(`schemas/${type}.json`).safeParse(later).success).toBe(true);
    expect(isByTheConsumer(type, later)).toBe(true);
  });
});

describe('the files of feeds', () => {
  it.each(feedTypes)('%s: the example row is one, by schema and by the code that reads it', (type) => {
    const row = Object.fromEntries(feedOf(type).columns.map(({ name, example }) => [name, example]));
    expect(published(`schemas/feeds/${type}.json`).safeParse(row).error).toBeUndefined();
    expect(readFeedRow(type, row, '2026-11-24').ok).toBe(true);
  });

  it.each(feedTypes)('%s: the schema has the columns of the feed, and asks for those that are required', (type) => {
    const { columns } = feedOf(type);
    const schema = contracts.get(`schemas/feeds/${type}.json`) ?? {};
    expect(Object.keys(objectAt(schema, 'properties'))).toEqual(columns.map(({ name }) => name));
    expect(schema['required']).toEqual(columns.filter(({ required }) => required).map(({ name }) => name));
  });
});
