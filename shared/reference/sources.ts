import type { Department } from './departments.ts';
import type { ColumnFormat } from './feeds.ts';
import { type Category, type Layer, type Source, sources } from './words.ts';

/** A column of a source's file, as `GET /v1/sources/{source}` shows it. */
export type SourceColumn = {
  readonly name: string;
  readonly required: boolean;
  /** A second row with the same value is rejected. */
  readonly unique?: true;
  readonly format: ColumnFormat | 'key' | 'text';
  /** What a `choice` may be. */
  readonly options?: readonly string[];
  readonly example: string;
};

export type SourceDescription = {
  readonly zh: string;
  readonly en: string;
  /** Who keeps the list or takes the decision: an operator of a department may bring its own sources only. */
  readonly department: Department;
  /** How often a list comes; `as-it-happens`: nothing is missed when nothing comes. */
  readonly cycle: 'monthly' | 'quarterly' | 'yearly' | 'as-it-happens';
  /** What being named means; only the assistance system registers. */
  readonly layer: Exclude<Layer, 'exited'>;
  /** Categories that it may give; the first is meant where none is said. */
  readonly categories: readonly [Category, ...Category[]];
  readonly columns: readonly SourceColumn[];
};

const key = (example: string): SourceColumn => ({
  name: 'source_key',
  required: true,
  unique: true,
  format: 'key',
  example,
});

const person = (sourceKey: string): readonly SourceColumn[] => [
  key(sourceKey),
  { name: 'id_number', required: true, format: 'id-number', example: '11010519491231002X' },
  { name: 'name', required: true, format: 'name', example: '陈小明' },
  { name: 'region_code', required: true, format: 'region-code', example: '330102001' },
];

const term: readonly SourceColumn[] = [
  { name: 'from', required: true, format: 'day', example: '2025-10-08' },
  { name: 'until', required: false, format: 'day', example: '2026-10-07' },
];

const list: SourceColumn = { name: 'list', required: false, format: 'key', example: 'county-list' };

type Listed = Omit<SourceDescription, 'layer' | 'columns'>;

const suspecting = (sourceKey: string, listed: Listed): SourceDescription => ({
  ...listed,
  layer: 'suspected',
  columns: [...person(sourceKey), ...term, list],
});

const registering: readonly [Category, ...Category[]] = [
  'subsistence-allowance',
  'marginal',
  'extreme-hardship',
  'rigid-expense',
  'temporary-assistance',
  'other-hardship',
];

/** The sources of the registry (数据来源); the order is that of the stored words. */
export const sourceDescriptions = {
  'assistance-system': {
    zh: '全省社会救助信息系统',
    en: 'The provincial assistance system',
    department: 'civil-affairs',
    cycle: 'monthly',
    layer: 'registered',
    categories: registering,
    columns: [
      ...person('JZ-2025-000123'),
      {
        name: 'category',
        required: true,
        format: 'choice',
        options: registering,
        example: 'subsistence-allowance',
      },
      ...term,
      { name: 'evidence', required: true, format: 'text', example: '民低保〔2025〕12号' },
    ],
  },
  'trade-union': suspecting('GH-2025-0042', {
    zh: '总工会困难职工名单',
    en: "The trade union's list of workers in hardship",
    department: 'trade-union',
    cycle: 'quarterly',
    categories: ['hardship-worker'],
  }),
  'disabled-persons-federation': suspecting('CL-2025-0042', {
    zh: '残联困难残疾人名单',
    en: "The disabled persons' federation's list of people in hardship",
    department: 'disabled-persons-federation',
    cycle: 'monthly',
    categories: ['hardship-disabled'],
  }),
  housing: suspecting('ZF-2025-0042', {
    zh: '住房保障名单',
    en: 'The list of housing aid',
    department: 'housing',
    cycle: 'quarterly',
    categories: ['housing-aid'],
  }),
  education: suspecting('JY-2025-0042', {
    zh: '教育资助名单',
    en: 'The list of education aid',
    department: 'education',
    cycle: 'yearly',
    categories: ['education-aid'],
  }),
  'medical-insurance': suspecting('YB-2025-0042', {
    zh: '医保高额费用负担名单',
    en: "The medical insurance's list of people with high costs",
    department: 'medical-insurance',
    cycle: 'monthly',
    categories: ['other-hardship'],
  }),
  'human-resources': suspecting('RS-2025-0042', {
    zh: '人社就业困难人员名单',
    en: "The human resources' list of people who find no work",
    department: 'human-resources',
    cycle: 'monthly',
    categories: ['other-hardship'],
  }),
  justice: suspecting('SF-2025-0042', {
    zh: '司法救助名单',
    en: 'The list of judicial aid',
    department: 'justice',
    cycle: 'quarterly',
    categories: ['other-hardship'],
  }),
  'refused-application': suspecting('BY-2025-0042', {
    zh: '申请未获批准人员',
    en: 'Applicants who were refused',
    department: 'civil-affairs',
    cycle: 'as-it-happens',
    categories: ['other-hardship'],
  }),
  'recent-exit': suspecting('TC-2025-0042', {
    zh: '近期退出救助人员',
    en: 'People who left assistance recently',
    department: 'civil-affairs',
    cycle: 'as-it-happens',
    categories: ['other-hardship'],
  }),
  discovery: suspecting('FX-2025-0042', {
    zh: '主动发现',
    en: 'Confirmed discoveries',
    department: 'civil-affairs',
    cycle: 'as-it-happens',
    categories: ['other-hardship'],
  }),
  survey: suspecting('MP-2025-0042', {
    zh: '入户摸排',
    en: 'Surveys from door to door',
    department: 'civil-affairs',
    cycle: 'as-it-happens',
    categories: ['other-hardship'],
  }),
  visit: suspecting('TF-2025-0042', {
    zh: '探访关爱',
    en: 'Visits',
    department: 'civil-affairs',
    cycle: 'as-it-happens',
    categories: ['other-hardship'],
  }),
  complaint: suspecting('XF-2025-0042', {
    zh: '信访与热线诉求',
    en: 'Complaints and calls',
    department: 'civil-affairs',
    cycle: 'as-it-happens',
    categories: ['other-hardship'],
  }),
} as const satisfies Record<Source, SourceDescription>;

const sourceSet: ReadonlySet<string> = new Set(sources);
export const isSource = (text: string): text is Source => sourceSet.has(text);

/** A source by its word, with the fields that not every source has. */
export const sourceOf = (source: Source): SourceDescription => sourceDescriptions[source];
