import type { RegionFigures } from '#shared/domain/self-check/types.ts';
import type { Figure } from '#shared/kernel/text.ts';
import type { Day } from '#shared/kernel/time.ts';
import { cited, example, fen, figure } from './figures.ts';

const ZJ = '浙江省社会救助条例';
const DB21 = '最低生活保障审核确认办法';
const RIG = '刚性支出困难家庭认定办法';
const EXAMPLE = '当地数字未找到公开来源,这里是示例';

/** 最低生活保障标准, in yuan a person and month. */
export const standard = (yuan: number, asOf: Day): Figure =>
  figure(
    '最低生活保障标准',
    'Subsistence-allowance standard',
    [fen(yuan), 'fen-per-person-month'],
    example(`${ZJ} 第九条;${EXAMPLE}`, asOf),
  );

/** 最低月工资标准, in yuan a month. */
export const minimumWage = (yuan: number, asOf: Day): Figure =>
  figure(
    '最低月工资标准',
    'Minimum wage a month',
    [fen(yuan), 'fen-per-month'],
    example(`${DB21} 第八条;${EXAMPLE}`, asOf),
  );

/** 上年度居民人均可支配收入, in yuan. */
export const disposableIncome = (yuan: number, asOf: Day): Figure =>
  figure(
    '上年度居民人均可支配收入',
    'Disposable income a person in the last year',
    [fen(yuan), 'fen-per-person-year'],
    example(`${RIG} 第四条;${EXAMPLE}`, asOf),
  );

/** 低保边缘家庭收入倍数. */
export const marginalMultiple = (value: number, citation: string, asOf: Day): Figure =>
  figure(
    '低保边缘家庭收入倍数',
    'Income limit of marginal families, in standards',
    [value, 'times-standard'],
    cited(citation, asOf),
  );

const property = (asOf: Day) => {
  const source = example(`${DB21} 第十四条;限额由各地规定,这里是示例`, asOf);
  return {
    assetMultiple: figure(
      '人均存款和有价证券上限',
      'Savings, funds and shares a person',
      [2, 'years-of-standard'],
      source,
    ),
    cars: figure('汽车数量上限', 'Cars', [1, 'cars'], source),
    carValue: figure('汽车价值上限', 'Value of the cars', [fen(80_000), 'fen'], source),
    extraHomes: figure('自住以外的住房上限', 'Homes beside the one lived in', [1, 'homes'], source),
    businessShare: figure('企业出资额上限', 'Share in companies', [fen(100_000), 'fen'], source),
  };
};

const spending = (asOf: Day) => ({
  rigidShare: figure(
    '刚性支出占家庭年收入的比例',
    "Rigid expense as a share of the year's income",
    [60, 'percent'],
    example(`${RIG} 第四条;比例由各地规定,这里是示例`, asOf),
  ),
  temporarySpending: figure(
    '临时救助的支出下限',
    'Spending from which temporary assistance is looked at',
    [3, 'months-of-standard'],
    example(`${ZJ} 第三十八条;金额由各地规定,这里是示例`, asOf),
  ),
});

/** What the whole province has where a prefecture or a county has nothing of its own. */
export const provinceFigures = (
  yuan: { readonly standard: number; readonly wage: number; readonly income: number },
  from: Day,
  incomeAsOf: Day,
): RegionFigures => ({
  subsistenceStandard: standard(yuan.standard, from),
  marginalMultiple: marginalMultiple(1.5, `${ZJ} 第十三条`, '2020-09-24'),
  minimumWage: minimumWage(yuan.wage, '2024-01-01'),
  disposableIncome: disposableIncome(yuan.income, incomeAsOf),
  ...property(from),
  ...spending(from),
});
