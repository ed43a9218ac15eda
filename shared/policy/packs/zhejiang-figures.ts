import type { RegionFigures } from '#shared/domain/self-check/types.ts';
import type { Day } from '#shared/kernel/time.ts';
import type { FigureTable } from '../types.ts';
import { disposableIncome, marginalMultiple, minimumWage, provinceFigures, standard } from './region-figures.ts';

/** A region's own figures in yuan: the standard a month, the minimum wage a month, the disposable income of the last year. */
type Row = { readonly standard?: number; readonly wage?: number; readonly income?: number };

/**
 * Examples by prefecture and county: believable in size and in order, and nothing more. No source for the counties' own
 * notices was found, so each carries `example`; a notice takes its place together with its citation. A county
 * that is not named has its prefecture's.
 */
const rows2025: Readonly<Record<string, Row>> = {
  // 杭州
  '330100': { standard: 1320, wage: 2490, income: 75_000 },
  '330122': { wage: 2260 },
  '330127': { wage: 2010 },
  '330182': { wage: 2260 },
  // 宁波
  '330200': { standard: 1280, wage: 2490, income: 75_000 },
  '330225': { wage: 2260 },
  '330226': { wage: 2260 },
  // 温州
  '330300': { standard: 1180, wage: 2490, income: 68_000 },
  '330305': { standard: 1150, wage: 2260 },
  '330324': { standard: 1120, wage: 2260 },
  '330326': { standard: 1120, wage: 2260 },
  '330327': { standard: 1120, wage: 2260 },
  '330328': { standard: 1060, wage: 2010 },
  '330329': { standard: 1060, wage: 2010 },
  // 嘉兴
  '330400': { standard: 1220, wage: 2260, income: 70_000 },
  // 湖州
  '330500': { standard: 1200, wage: 2260, income: 67_000 },
  // 绍兴
  '330600': { standard: 1200, wage: 2260, income: 71_000 },
  '330624': { standard: 1140, wage: 2010 },
  // 金华
  '330700': { standard: 1140, wage: 2260, income: 63_000 },
  '330723': { standard: 1080, wage: 2010 },
  '330727': { standard: 1060, wage: 2010 },
  '330782': { standard: 1200 },
  // 衢州
  '330800': { standard: 1080, wage: 2010, income: 50_000 },
  '330802': { standard: 1100, wage: 2260 },
  // 舟山
  '330900': { standard: 1200, wage: 2260, income: 67_000 },
  '330922': { wage: 2010 },
  // 台州
  '331000': { standard: 1140, wage: 2260, income: 62_000 },
  '331022': { standard: 1100, wage: 2010 },
  '331023': { standard: 1100, wage: 2010 },
  '331024': { standard: 1080, wage: 2010 },
  // 丽水
  '331100': { standard: 1060, wage: 2010, income: 48_000 },
  '331102': { standard: 1100, wage: 2260 },
};

/** The examples of the year before: 40 yuan a month and a twentieth of the income less. */
const rowBefore = (row: Row): Row => ({
  ...row,
  ...(row.standard === undefined ? {} : { standard: row.standard - 40 }),
  ...(row.income === undefined ? {} : { income: Math.round(row.income * 0.95) }),
});

const figuresOfRow = (row: Row, from: Day, incomeAsOf: Day): Partial<RegionFigures> => ({
  ...(row.standard === undefined ? {} : { subsistenceStandard: standard(row.standard, from) }),
  ...(row.wage === undefined ? {} : { minimumWage: minimumWage(row.wage, '2024-01-01') }),
  ...(row.income === undefined ? {} : { disposableIncome: disposableIncome(row.income, incomeAsOf) }),
});

/** Hangzhou widened the margin in 2022: the notice's title is known, its day is not. */
const hangzhouMultiple = marginalMultiple(
  2,
  '浙江省社会救助条例 第十三条;杭州市 2022 年放宽到 2 倍(据 hztv.hangzhou.com.cn/detail/41741.html,具体日期待核)',
  '2022-01-01',
);

const tableOf = (rows: Readonly<Record<string, Row>>, from: Day, incomeAsOf: Day): FigureTable['regions'] => {
  const regions = Object.fromEntries(
    Object.entries(rows).map(([code, row]) => [code, figuresOfRow(row, from, incomeAsOf)]),
  );
  return { ...regions, '330100': { ...regions['330100'], marginalMultiple: hangzhouMultiple } };
};

const rows2024 = Object.fromEntries(Object.entries(rows2025).map(([code, row]) => [code, rowBefore(row)]));

/** The figures of 2024. */
export const figures2024 = (): FigureTable => ({
  province: provinceFigures({ standard: 1100, wage: 2260, income: 60_800 }, '2024-01-01', '2023-12-31'),
  regions: tableOf(rows2024, '2024-01-01', '2023-12-31'),
});

/** The figures from 2025 on. */
export const figures2025 = (): FigureTable => ({
  province: provinceFigures({ standard: 1140, wage: 2260, income: 64_000 }, '2025-01-01', '2024-12-31'),
  regions: tableOf(rows2025, '2025-01-01', '2024-12-31'),
});
