import * as z from 'zod';
import { regionCode } from './light-primitives.ts';
import type { Operation } from './operation.ts';

const year = z.string().regex(/^\d{4}$/);

const region = z
  .object({
    code: z.string(),
    name: z.string(),
    level: z.enum(['province', 'prefecture', 'county', 'township', 'village']),
    parent: z.string().optional(),
    path: z.array(z.object({ code: z.string(), name: z.string() })).readonly(),
    from: year.optional(),
    until: year.optional(),
    successor: z.string().optional(),
  })
  .meta({
    id: 'Region',
    description:
      'A region with what lies above it, the province first. `from` and `until` are the years in which the code came and went; a code with `until` is replaced by `successor`',
  });

/** Answer of `GET /v1/regions`. */
export const regionList = z
  .object({ items: z.array(region).readonly() })
  .meta({ id: 'RegionList', description: 'Regions; always whole, so there is no cursor' });

/** Query of `GET /v1/regions`: exactly one of `parent` and `q`; `within` goes with `q`. */
export const listRegionsQuery = z
  .strictObject({
    parent: z.optional(regionCode).meta({ description: 'What lies right below this region', example: '330100' }),
    q: z
      .string()
      .trim()
      .min(1)
      .max(50)
      .optional()
      .meta({ description: 'A name in Chinese, its pinyin or its initials', example: 'shangcheng' }),
    within: z.optional(regionCode).meta({ description: 'With `q`: this region and what lies below it' }),
  })
  .superRefine(({ parent, q, within }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (parent === undefined && q === undefined) refuse('parent', 'required');
    if (parent !== undefined && q !== undefined) refuse('q', 'wrong-value');
    if (within !== undefined && q === undefined) refuse('within', 'wrong-value');
  });

const example = {
  items: [
    {
      code: '330102',
      name: '上城区',
      level: 'county',
      parent: '330100',
      path: [
        { code: '330000', name: '浙江省' },
        { code: '330100', name: '杭州市' },
      ],
    },
    {
      code: '330104',
      name: '江干区',
      level: 'county',
      parent: '330100',
      path: [
        { code: '330000', name: '浙江省' },
        { code: '330100', name: '杭州市' },
      ],
      until: '2021',
      successor: '330102',
    },
  ],
} as const;

export const referenceOperations = {
  listRegions: {
    summary: 'The regions below one, or those whose names fit',
    description:
      'Exactly one of `parent` (all that lies right below it, abolished counties last) and `q` (the 20 of all levels that fit best). An abolished code as `parent` or `within` stands for its successor.',
    query: listRegionsQuery,
    responses: { 200: { description: 'Regions with their paths', schema: regionList, example } },
    problems: ['region-unknown'],
  },
  getOpenApi: {
    summary: 'This document',
    responses: {
      200: {
        description: 'The OpenAPI 3.1 document of all routes',
        schema: z.looseObject({}).meta({ id: 'OpenApiDocument', description: 'An OpenAPI 3.1 document' }),
        example: { openapi: '3.1.0' },
      },
    },
  },
} as const satisfies Record<string, Operation>;
