import * as z from 'zod';
import { categories, publicStatuses } from '#shared/reference/words.ts';
import { regionCode } from './light-primitives.ts';
import type { Operation } from './operation.ts';
import { instant } from './primitives.ts';

const count = z.int().min(0);
const byWord = z.record(z.string(), count);

/** Query of `GET /v1/statistics`. */
export const statisticsQuery = z.strictObject({
  regionCode: z
    .exactOptional(regionCode)
    .meta({ description: "The caller's own region where none is named", example: '330102' }),
});

const peopleOfALayer = z.object({ total: count }).catchall(count).meta({
  id: 'PeopleOfALayer',
  description: 'People of one layer: in all, and by category (one person may have several)',
});

/** Answer of `GET /v1/statistics`. */
export const statistics = z
  .object({
    asOf: instant.meta({
      description: 'When the newest change happened that is in the figures; now, where nothing was ever counted',
    }),
    people: z.record(z.string(), peopleOfALayer).meta({ description: 'By layer; those who left are counted too' }),
    reports: byWord.meta({ description: 'Reports of the public by status' }),
    workOrders: z.object({ overdue: count }).catchall(count).meta({
      description: 'Work orders by state; `overdue`: open ones whose day is past, counted in their state too',
    }),
    alerts: byWord.meta({ description: 'Alerts ever raised, by kind' }),
    placements: z
      .object({ scans: count, reports: count, active: count })
      .meta({ description: 'Codes in use; scans of and reports by all codes that ever were' }),
  })
  .meta({ id: 'Statistics', description: 'The figures of a region and of all that lies below it' });

const published = count.nullable().meta({ description: 'Withheld (`null`) where few people stand behind it' });

/** Answer of `GET /v1/statistics/public`. */
export const publicStatistics = z
  .object({
    asOf: instant,
    smallest: z.int().min(1).meta({ description: 'The smallest count that is published as it is' }),
    people: z.object({
      registered: published,
      regions: z.array(z.object({ regionCode, name: z.string(), registered: published })).readonly(),
      categories: z
        .array(z.object({ category: z.enum(categories), registered: published }))
        .readonly()
        .meta({ description: 'Of the whole province; one person may have several' }),
    }),
    reports: z.object({
      total: published,
      statuses: z.array(z.object({ status: z.enum(publicStatuses), reports: published })).readonly(),
    }),
  })
  .meta({ id: 'PublicStatistics', description: 'The figures of the province that anybody may see' });

const none = { 'extreme-hardship': 0, 'rigid-expense': 0, 'other-hardship': 0 } as const;
const more = { 'hardship-worker': 0, 'hardship-disabled': 0, 'education-aid': 0, 'housing-aid': 0 } as const;

export const statisticsOperations = {
  getStatistics: {
    summary: 'The figures of a region and of all that lies below it',
    description:
      'Counted as changes happen, usually within a second or two; every known word is there, with 0 where nothing is. `overdue` is reckoned by the Shanghai day of the request.',
    query: statisticsQuery,
    responses: {
      200: {
        description: 'People by layer and category, reports by status, work orders by state, alerts by kind, codes',
        schema: statistics,
        example: {
          asOf: '2026-11-24T02:00:00.000Z',
          people: {
            registered: {
              total: 31,
              'subsistence-allowance': 22,
              marginal: 9,
              'temporary-assistance': 2,
              ...none,
              ...more,
            },
            suspected: {
              total: 6,
              'subsistence-allowance': 0,
              marginal: 0,
              'temporary-assistance': 0,
              ...none,
              ...more,
              'other-hardship': 6,
            },
            exited: { total: 1, 'subsistence-allowance': 0, marginal: 0, 'temporary-assistance': 0, ...none, ...more },
          },
          reports: { received: 1, 'being-verified': 2, closed: 5 },
          workOrders: { issued: 1, accepted: 1, visiting: 1, closed: 5, overdue: 1 },
          alerts: { death: 1, marriage: 0, 'medical-expense': 3 },
          placements: { scans: 41, reports: 3, active: 4 },
        },
      },
    },
    problems: ['region-unknown', 'region-outside-scope'],
  },
  getPublicStatistics: {
    summary: 'The figures of the province for everybody',
    description:
      'People registered by prefecture and, for the province alone, by category; reports by status. Counts from 1 up to below `smallest` are withheld, and with them as many others as it takes that none comes out by subtraction. May be a minute old.',
    responses: {
      200: {
        description: 'What may be known without anybody being recognised',
        schema: publicStatistics,
        example: {
          asOf: '2026-11-24T02:00:00.000Z',
          smallest: 11,
          people: {
            registered: 1_204,
            regions: [{ regionCode: '330100', name: '杭州市', registered: 212 }],
            categories: [
              { category: 'subsistence-allowance', registered: 900 },
              { category: 'extreme-hardship', registered: null },
            ],
          },
          reports: {
            total: 60,
            statuses: [
              { status: 'received', reports: 14 },
              { status: 'closed', reports: null },
            ],
          },
        },
      },
    },
    problems: [],
  },
} as const satisfies Record<string, Operation>;
