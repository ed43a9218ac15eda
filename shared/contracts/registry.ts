import { z } from 'zod';
import { categories, layers } from '#shared/reference/words.ts';
import type { Operation } from './operation.ts';
import { cursor, idNumber, limit, opaqueId, reason, regionCode } from './primitives.ts';
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
  })
  .meta({ id: 'Person', description: 'A person of the registry' });

/** Body of `POST /v1/people/search`. */
export const peopleSearch = z
  .strictObject({ idNumber })
  .meta({ id: 'PeopleSearch', description: 'By identity number' });
/** Query of `GET /v1/people`. */
export const peopleQuery = z
  .strictObject({
    regionCode: regionCode.optional(),
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

const examplePerson = {
  personId: 'qS1bBz0m3kq0Yt2fJ6zW8A',
  name: '陈*明',
  idNumber: '110***********002X',
  regionCode: '330102001051',
  layer: 'suspected',
  categories: ['other-hardship'],
  reasons: [
    {
      code: 'discovery-confirmed',
      text: {
        zh: '2026-11-24 群众上报,当地核实属实,列为疑似困难对象。',
        en: 'Reported by the public and confirmed by the locality on 2026-11-24: held as a suspected case of hardship.',
      },
      rule: 'REGISTRY-DISCOVERY-CONFIRMED',
    },
  ],
  householdId: '0Yt2fJ6zW8AqS1bBz0m3kQ',
  version: 1,
} as const;

export const registryOperations = {
  searchPeople: {
    summary: 'Find a person of your region by identity number',
    request: { schema: peopleSearch, example: { idNumber: '11010519491231002X' } },
    responses: {
      200: { description: 'The person, or nobody', schema: peopleList, example: { items: [examplePerson] } },
    },
  },
  listPeople: {
    summary: 'People of a region and layer',
    query: peopleQuery,
    responses: { 200: { description: 'One page', schema: peopleList, example: { items: [examplePerson] } } },
    problems: ['region-outside-scope', 'cursor'],
  },
  getPerson: {
    summary: 'One person: masked, or unmasked with a purpose',
    query: purposeQuery,
    responses: { 200: { description: 'The person', etag: true, schema: person, example: examplePerson } },
    problems: ['not-found'],
  },
} as const satisfies Record<string, Operation>;
