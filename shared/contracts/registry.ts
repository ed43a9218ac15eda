import * as z from 'zod';
import { kinships } from '#shared/domain/registry/types.ts';
import { categories, layers, riskKinds, sources } from '#shared/reference/words.ts';
import { day, localRegionCode, reason, regionCode } from './light-primitives.ts';
import {
  address,
  cursor,
  freeText,
  idNumber,
  instant,
  limit,
  opaqueId,
  personName,
  phone,
  timelineItem,
} from './primitives.ts';
import { purposeQuery } from './work-orders.ts';

/** A person, the same in answers, lists and searches. */
export const person = z
  .object({
    personId: opaqueId,
    name: z.string().meta({ description: 'Masked without a purpose' }),
    idNumber: z.string().meta({ description: 'Masked without a purpose' }),
    phone: z.string().exactOptional(),
    address: z.string().exactOptional(),
    regionCode,
    layer: z.enum(layers),
    categories: z.array(z.enum(categories)),
    reasons: z.array(reason),
    householdId: opaqueId,
    version: z.number().int(),
    risks: z
      .array(
        z.object({
          kind: z.enum(riskKinds),
          source: z.enum(sources),
          sourceKey: z.string(),
          day,
          reportedBy: z.string(),
          amountFen: z.number().int().exactOptional(),
        }),
      )
      .exactOptional(),
    hold: z.object({ layer: z.enum(layers), until: day, setBy: z.string(), setAt: instant }).exactOptional(),
    death: z.object({ day, source: z.enum(sources), evidence: z.string().exactOptional() }).exactOptional(),
    provisional: z.literal(true).exactOptional().meta({ description: 'Without an identity number as yet' }),
    mergedInto: opaqueId.exactOptional().meta({ description: 'The same person as this other record' }),
  })
  .meta({ id: 'Person', description: 'A person of the registry' });

/** Body of `POST /v1/people/search`: by number, or by name within a region. */
export const peopleSearch = z
  .strictObject({
    idNumber: idNumber.exactOptional(),
    name: personName.exactOptional(),
    regionCode: z.exactOptional(regionCode),
    birthYear: z.int().min(1900).max(2100).exactOptional(),
  })
  .superRefine((body, context) => {
    const issue = (path: string, code: string) =>
      context.addIssue({ code: 'custom', path: [path], message: code, input: undefined });
    if (body.idNumber === undefined) {
      if (body.name === undefined) issue('name', 'required');
      if (body.regionCode === undefined) issue('regionCode', 'required');
      return;
    }
    for (const path of ['name', 'regionCode', 'birthYear'] as const) {
      if (body[path] !== undefined) issue(path, 'unknown-field');
    }
  })
  .meta({ id: 'PeopleSearch', description: 'Either `idNumber`, or `name` and `regionCode` and perhaps `birthYear`' });

/** Body of `PATCH /v1/people/{personId}`. */
export const personPatch = z
  .strictObject({
    phone: phone.exactOptional(),
    address: address.exactOptional(),
    regionCode: z
      .exactOptional(localRegionCode)
      .meta({ description: 'Another county: that county has the record then' }),
    note: freeText
      .exactOptional()
      .meta({ description: 'Kept encrypted; shown in the timeline to a reader with a purpose' }),
    hold: z
      .strictObject({ layer: z.enum(layers), until: day, reason: freeText })
      .nullable()
      .exactOptional()
      .meta({ description: 'The layer stays as it is until a day, whatever the rules say; `null` lifts it' }),
  })
  .refine((body) => Object.keys(body).length > 0, { error: 'required' })
  .meta({ id: 'PersonPatch', description: 'What is to change' });
export type PersonPatch = z.output<typeof personPatch>;

/** Query of the timelines. */
export const timelineQuery = z.strictObject({ ...purposeQuery.shape, limit, cursor: cursor.optional() });

const timelineLine = timelineItem
  .extend({
    about: z.object({ kind: z.string(), id: z.string() }).exactOptional(),
    note: z.string().exactOptional().meta({ description: 'With a purpose only' }),
    holdReason: z.string().exactOptional().meta({ description: 'With a purpose only' }),
  })
  .meta({ id: 'RegistryTimelineItem' });
/** Answer of the timelines, oldest line first. */
export const timelineList = z
  .object({ items: z.array(timelineLine), nextCursor: z.string().exactOptional() })
  .meta({ id: 'RegistryTimeline' });

/** Answer of `GET /v1/households/{householdId}`. */
export const household = z
  .object({
    householdId: opaqueId,
    regionCode,
    headPersonId: opaqueId,
    members: z.array(person.extend({ relation: z.enum(kinships).exactOptional() })),
    recheckDueOn: z.exactOptional(day).meta({ description: 'A member died: to be checked again by this day' }),
    mergedInto: opaqueId.exactOptional(),
    version: z.number().int(),
  })
  .meta({ id: 'Household', description: 'People who live and spend together; members of the caller’s region, masked' });

/** Body of `POST /v1/households/{householdId}/splits`. */
export const householdSplit = z
  .strictObject({ memberIds: z.array(opaqueId).min(1).max(20), headPersonId: opaqueId })
  .meta({ id: 'HouseholdSplit', description: 'Who leaves, and who of them is the head of the new household' });
/** Body of `POST /v1/households/{householdId}/merges`. */
export const householdMerge = z
  .strictObject({ householdId: opaqueId })
  .meta({ id: 'HouseholdMerge', description: 'The household that becomes part of this one' });
/** Body of `POST /v1/households/{householdId}/transfers`. */
export const householdTransfer = z
  .strictObject({
    personId: opaqueId.exactOptional().meta({ description: 'A member of another household comes into this one' }),
    headPersonId: opaqueId.exactOptional().meta({ description: 'Another member is the head' }),
    regionCode: z.exactOptional(localRegionCode).meta({ description: 'The whole household lives elsewhere' }),
  })
  .refine((body) => Object.keys(body).length === 1, { error: 'one-of' })
  .meta({ id: 'HouseholdTransfer', description: 'Exactly one of the three' });
/** Answer of a change of a household. */
export const householdStep = z
  .object({ householdId: opaqueId, version: z.number().int() })
  .meta({ id: 'HouseholdStep', description: 'The household as it stands now; of a split, the new one' });

/** Query of `GET /v1/people`. */
export const peopleQuery = z
  .strictObject({
    regionCode: z.optional(regionCode),
    layer: z.enum(layers).default('suspected'),
    category: z.enum(categories).optional(),
    limit,
    cursor: cursor.optional(),
  })
  .meta({ id: 'PeopleQuery' });
/** Answer of lists and searches. */
export const peopleList = z
  .object({ items: z.array(person), nextCursor: z.string().exactOptional() })
  .meta({ id: 'PeopleList' });
