import * as z from 'zod';
import type { SourceFact } from '#shared/domain/sources/types.ts';
import { given } from '#shared/kernel/given.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { sourceDescriptions, sourceOf } from '#shared/reference/sources.ts';
import { categories, riskKinds, type Source } from '#shared/reference/words.ts';
import { period } from './feeds.ts';
import { day } from './light-primitives.ts';
import { address, idNumber, instant, personName, phone } from './primitives.ts';
import { listName, livingRegion, sourceKey } from './source-words.ts';

/** More than this comes as a file. */
export const MOST_EVENTS = 500;
const MOST_RISKS = 20;

const reference = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .meta({ description: "The source's reference of its decision (文号)", example: '民低保〔2025〕12号' });

const person = z
  .strictObject({
    idNumber,
    name: personName,
    regionCode: livingRegion,
    phone: phone.exactOptional(),
    address: address.exactOptional(),
  })
  .meta({ id: 'SourcePerson', description: 'The person whom the source names' });

const registering = z.enum(sourceDescriptions['assistance-system'].categories);
const term = { from: day, until: z.exactOptional(day) };
const isOrdered = ({ from, until }: { from?: string | undefined; until?: string | undefined }): boolean =>
  from === undefined || until === undefined || until >= from;
const reversed = { error: 'until-before-from', path: ['until'] };

const told = {
  sourceKey,
  occurredAt: instant.meta({ description: 'When it was decided: an older word changes nothing' }),
};
const decided = { evidence: reference, person };
const granted = { ...decided, category: registering, ...term };

/** What the assistance system tells of a recipient, without type, key and time: the `data` of the inbox. */
export const recipientData = {
  approved: z.strictObject(granted).refine(isOrdered, reversed),
  changed: z.strictObject(granted).refine(isOrdered, reversed),
  refused: z.strictObject({
    ...decided,
    category: registering.exactOptional(),
    from: z.exactOptional(day).meta({ description: 'The day of the refusal; left out, that of `occurredAt`' }),
  }),
  exited: z.strictObject({
    ...decided,
    category: registering.exactOptional(),
    from: z.exactOptional(day).meta({ description: 'The first day without it; left out, that of `occurredAt`' }),
    cause: z.enum(['end-of-need', 'moved-out', 'death']).default('end-of-need'),
  }),
} as const;

/** An event of the assistance system. */
export const recipientEvent = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('approved'), ...told, ...granted }).refine(isOrdered, reversed),
    z.strictObject({ type: z.literal('changed'), ...told, ...granted }).refine(isOrdered, reversed),
    recipientData.refused.extend({ type: z.literal('refused'), ...told }),
    recipientData.exited.extend({ type: z.literal('exited'), ...told }),
  ])
  .meta({ id: 'RecipientEvent', description: 'What the assistance system decided of one person' });
type RecipientEvent = z.output<typeof recipientEvent>;

const risk = z
  .strictObject({ kind: z.enum(riskKinds), day, amountFen: z.number().int().min(0).max(1e13).exactOptional() })
  .meta({ id: 'ToldRisk', description: 'Something that makes hardship likely (风险信息); it decides no layer' });

/** An event of any other source. */
export const listEvent = z
  .strictObject({
    type: z.enum(['listed', 'delisted', 'risk']).default('listed'),
    ...told,
    person,
    category: z.enum(categories).exactOptional().meta({ description: 'One of the source; left out, its first' }),
    list: listName.exactOptional(),
    period: period.exactOptional(),
    evidence: reference.exactOptional(),
    from: z.exactOptional(day).meta({ description: 'Left out, the day of `occurredAt`' }),
    until: z.exactOptional(day),
    risks: z.array(risk).max(MOST_RISKS).exactOptional(),
  })
  .refine(isOrdered, reversed)
  .refine(({ type, risks = [] }) => type !== 'risk' || risks.length > 0, { error: 'required', path: ['risks'] })
  .meta({ id: 'ListEvent', description: 'Whom a source names, names no longer, or knows a risk of' });
type ListEvent = z.output<typeof listEvent>;

const dayOf = ({ from, occurredAt }: { from?: string; occurredAt: string }) =>
  from ?? shanghaiDay(new Date(occurredAt));

/** Instants in one form: the source's own time is compared as text. */
const stamp = (occurredAt: string): string => new Date(occurredAt).toISOString();

/** What a recipient's event says. */
export const recipientFact = (event: RecipientEvent): SourceFact => {
  const { sourceKey: key, occurredAt, person: named, evidence } = event;
  const words = { sourceKey: key, at: stamp(occurredAt), person: named };
  switch (event.type) {
    case 'approved':
    case 'changed': {
      const { category, from, until } = event;
      const naming = { category, evidence, from, ...given({ until }) };
      return { ...words, source: 'assistance-system', kind: 'named', naming, risks: [] };
    }
    case 'refused': {
      const category = given({ category: event.category });
      return { ...words, source: 'refused-application', kind: 'refused', day: dayOf(event), evidence, ...category };
    }
    case 'exited':
      return {
        ...words,
        source: 'assistance-system',
        kind: 'ended',
        day: dayOf(event),
        evidence,
        cause: event.cause,
      };
  }
};

/** What an event of a list says. */
export const listFact = (source: Source, event: ListEvent): SourceFact => {
  const { type, sourceKey: key, occurredAt, person: named, evidence, risks = [] } = event;
  const words = { source, sourceKey: key, at: stamp(occurredAt), person: named };
  if (type === 'risk') return { ...words, kind: 'risk', risks };
  if (type === 'delisted') {
    return { ...words, kind: 'ended', day: dayOf(event), cause: 'end-of-need', ...given({ evidence }) };
  }
  const { category = sourceOf(source).categories[0], list, period: of, until } = event;
  const naming = { category, from: dayOf(event), ...given({ list, period: of, evidence, until }) };
  return { ...words, kind: 'named', naming, risks };
};

/** An event of a source as it was sent: what it says, or what is wrong with it. */
export const readEvent = (source: Source, sent: unknown): Result<SourceFact, z.ZodError> => {
  if (source === 'assistance-system') {
    const event = recipientEvent.safeParse(sent, { reportInput: true });
    return event.success ? ok(recipientFact(event.data)) : err(event.error);
  }
  const event = listEvent.safeParse(sent, { reportInput: true });
  return event.success ? ok(listFact(source, event.data)) : err(event.error);
};

/** The key under which an event is answered, where it has one that can be read. */
export const keyOf = (sent: unknown): string | undefined => {
  const event = z.looseObject({ sourceKey }).safeParse(sent);
  return event.success ? event.data.sourceKey : undefined;
};
