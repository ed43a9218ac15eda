import type { SelfCheckCategory } from '#shared/domain/self-check/types.ts';
import type { Figure } from '#shared/kernel/text.ts';
import type { Day } from '#shared/kernel/time.ts';
import type { Policy } from '../types.ts';
import { calendar } from './calendar.ts';
import { alerts, auditGrace, breaker, lists, proof, quotas, retention, workOrders } from './clocks.ts';
import { disclosure } from './disclosure.ts';
import { example, figure } from './figures.ts';
import { registry } from './registry.ts';
import { figures2024, figures2025 } from './zhejiang-figures.ts';

const nearMargin: Figure = figure(
  '“接近”的幅度',
  'How far beyond a limit still reads as near',
  [10, 'percent'],
  example('系统默认值:自测用,审核不用', '2024-01-01'),
);

/** What the years share: clocks, thresholds, quotas, retention and calendar. */
const common = {
  regionCode: '330000',
  calendar,
  workOrders,
  alerts,
  registry,
  breaker,
  lists,
  quotas,
  proof,
  retention,
  disclosure,
  auditGrace,
} as const;

const categories2024 = [
  'subsistence-allowance',
  'marginal',
  'extreme-hardship',
  'temporary-assistance',
] as const satisfies readonly SelfCheckCategory[];

const content2024 = (): Policy => ({
  ...common,
  version: 'zhejiang-2024.1',
  from: '2024-01-01',
  figures: figures2024(),
  selfCheck: { categories: categories2024, nearMargin },
});

/** 刚性支出困难家庭认定办法 is in force from 2025-01-01. */
const categories2025 = [
  'subsistence-allowance',
  'marginal',
  'extreme-hardship',
  'rigid-expense',
  'temporary-assistance',
] as const satisfies readonly SelfCheckCategory[];

const content2025 = (): Policy => ({
  ...common,
  version: 'zhejiang-2025.1',
  from: '2025-01-01',
  figures: figures2025(),
  selfCheck: { categories: categories2025, nearMargin },
});

/** Zhejiang's pack of 2024. */
export const zhejiang2024: { readonly from: Day; readonly content: () => Policy } = {
  from: '2024-01-01',
  content: content2024,
};

/** Zhejiang's pack from 2025 on. */
export const zhejiang2025: { readonly from: Day; readonly content: () => Policy } = {
  from: '2025-01-01',
  content: content2025,
};
