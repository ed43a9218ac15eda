import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readCursor, writeCursor } from '#shared/edge/cursor.ts';
import type { Log } from '#shared/edge/observability.ts';
import { officialOf } from '#shared/edge/principal.ts';
import { validationProblem } from '#shared/edge/problem.ts';
import { type ParkedRecord, streamDoor, UnreadableRecord } from '#shared/edge/stream.ts';

const silent: Log = { info: () => undefined, error: () => undefined };

describe('the claims of a token', () => {
  it('carry roles as a list or as the text that an HTTP API makes of one', () => {
    const claims = { sub: 's', region: '330102' };
    expect(officialOf({ ...claims, roles: '[caseworker operator]' })?.roles).toEqual(['caseworker', 'operator']);
    expect(officialOf({ ...claims, roles: ['reviewer', 'king'] })?.roles).toEqual(['reviewer']);
    expect(officialOf({ ...claims, roles: '' })?.roles).toEqual([]);
  });

  it.each([{ sub: 's' }, { region: '330102' }, { sub: 's', region: '33' }, { sub: 's', region: '%' }])(
    '%j name no official',
    (claims) => {
      expect(officialOf({ ...claims, roles: '[operator]' })).toBeUndefined();
    },
  );
});

describe('a problem document', () => {
  const schema = z.strictObject({ name: z.string().min(1), list: z.array(z.strictObject({ 'a/b': z.number() })) });

  it('names each field by JSON Pointer with a code, in both languages, and never the value', () => {
    const parsed = schema.safeParse({ name: '', list: [{ 'a/b': 'secret' }], extra: 'secret' }, { reportInput: true });
    const document = validationProblem(parsed.error ?? new z.ZodError([]));
    expect(document.errors?.map(({ path, code }) => [path, code]).sort()).toEqual([
      ['/extra', 'unknown-field'],
      ['/list/0/a~1b', 'wrong-type'],
      ['/name', 'required'],
    ]);
    for (const { message } of document.errors ?? []) expect(message.zh !== '' && message.en !== '').toBe(true);
    expect(JSON.stringify(document)).not.toContain('secret');
  });
});

describe('a cursor', () => {
  const mac = async (text: string): Promise<string> => `mac of ${text}`;

  it('leads on in the list that it was made for', async () => {
    const cursor = await writeCursor('2026#x', 'mine', mac);
    expect(await readCursor(cursor, 'mine', mac)).toEqual({ ok: true, value: '2026#x' });
  });

  it.each(['', '!', 'e30', Buffer.from('["2027#y","mac of cursor|mine|2026#x"]').toString('base64url')])(
    'that is %j is refused',
    async (changed) => {
      expect((await readCursor(changed, 'mine', mac)).ok).toBe(false);
    },
  );

  it('of another list is refused', async () => {
    const cursor = await writeCursor('2026#x', 'theirs', mac);
    expect((await readCursor(cursor, 'mine', mac)).ok).toBe(false);
  });
});

describe('a stream door', () => {
  const record = (pk: string, image: object) => ({
    eventID: pk,
    eventName: 'INSERT' as const,
    eventSourceARN: 'arn:aws:dynamodb:us-east-1:1:table/cases/stream/1',
    dynamodb: { SequenceNumber: `n-${pk}`, Keys: { pk: { S: pk } }, NewImage: { pk: { S: pk }, ...image } },
  });

  it('parks what can never be handled by its number and lets the rest flow on', async () => {
    const parked: ParkedRecord[] = [];
    const seen: unknown[] = [];
    const handler = streamDoor(
      async ({ keys }) => {
        if (keys['pk'] === 'bad') throw new UnreadableRecord('bad');
        seen.push(keys['pk']);
      },
      async (one) => void parked.push(one),
      silent,
    );
    await handler({
      Records: [record('a', {}), record('bad', {}), record('undecodable', { x: { Q: '1' } }), record('b', {})],
    });
    expect(seen).toEqual(['a', 'b']);
    expect(parked.map(({ table, sequenceNumber }) => [table, sequenceNumber])).toEqual([
      ['cases', 'n-bad'],
      ['cases', 'n-undecodable'],
    ]);
  });

  it('throws for a fault that may pass, so that the batch comes again', async () => {
    const handler = streamDoor(
      async () => {
        throw new Error('throttled');
      },
      async () => undefined,
      silent,
    );
    await expect(handler({ Records: [record('a', {})] })).rejects.toThrow('throttled');
  });
});
