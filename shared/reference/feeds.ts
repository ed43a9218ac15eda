import type { Department } from './departments.ts';

/** What a column holds: the contract has a schema for each (shared/contracts/feed-rows.ts). */
export type ColumnFormat = 'id-number' | 'name' | 'region-code' | 'day' | 'yuan' | 'choice';

/** A column of a feed's file, as `GET /v1/feeds/{type}` shows it. */
export type FeedColumn = {
  readonly name: string;
  readonly required: boolean;
  /** A second row with the same value is rejected. */
  readonly unique?: true;
  readonly format: ColumnFormat;
  /** What a `choice` may be. */
  readonly options?: readonly string[];
  readonly example: string;
};

export type Feed = {
  readonly zh: string;
  readonly en: string;
  /** Whose file it is: an operator of a department may bring its own feeds only. */
  readonly department: Department;
  readonly cycle: 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly';
  /** The fact turns once and for all: many at once look wrong (批次熔断). */
  readonly final?: true;
  readonly columns: readonly FeedColumn[];
};

const person = (unique: boolean): readonly FeedColumn[] => [
  {
    name: 'id_number',
    required: true,
    ...(unique ? { unique: true as const } : {}),
    format: 'id-number',
    example: '11010519491231002X',
  },
  { name: 'name', required: true, format: 'name', example: '陈小明' },
  { name: 'region_code', required: false, format: 'region-code', example: '330102' },
];

const day = (example: string): FeedColumn => ({ name: 'date', required: true, format: 'day', example });

/** The feeds that are compared with the registry (数据碰撞来源); another is added as data, with its row and its rule. */
export const feeds = {
  death: {
    zh: '死亡信息',
    en: 'Deaths',
    department: 'civil-affairs',
    cycle: 'daily',
    final: true,
    columns: [...person(true), day('2025-10-08')],
  },
  marriage: {
    zh: '婚姻登记信息',
    en: 'Marriages and divorces',
    department: 'civil-affairs',
    cycle: 'monthly',
    columns: [
      ...person(false),
      day('2025-10-08'),
      { name: 'event', required: true, format: 'choice', options: ['married', 'divorced'], example: 'married' },
    ],
  },
  'medical-expense': {
    zh: '医疗自付费用',
    en: 'Self-paid medical expenses of the last twelve months',
    department: 'medical-insurance',
    cycle: 'monthly',
    columns: [
      ...person(true),
      day('2025-10-08'),
      { name: 'amount', required: true, format: 'yuan', example: '86400.50' },
    ],
  },
} as const satisfies Record<string, Feed>;

export type FeedType = keyof typeof feeds;

/** The types of the feeds that are there. */
export const feedTypes: readonly [FeedType, ...FeedType[]] = ['death', 'marriage', 'medical-expense'];

export const isFeedType = (text: string): text is FeedType => Object.hasOwn(feeds, text);

/** A feed by its type, with the fields that not every feed has. */
export const feedOf = (type: FeedType): Feed => feeds[type];

/** Whether the feed has one row a person. */
export const onePersonOneRow = (type: FeedType): boolean =>
  feedOf(type).columns.some(({ format, unique }) => format === 'id-number' && unique === true);
