import type { ClockPolicy } from '#shared/domain/work-orders/types.ts';
import type { Figure } from '#shared/kernel/text.ts';
import type { AlertPolicy, BreakerPolicy, Policy, ProofPolicy, ReportQuota } from '../types.ts';
import { cited, example, figure, type Source } from './figures.ts';

/** The law says 及时 and names no number: our defaults, for the authority to replace. */
const MONITORING = '加强低收入人口动态监测做好分层分类社会救助工作的意见 三(只写“及时”,数字是系统默认值)';
const DEFAULT = '系统默认值,由主管部门规定';
const FROM = '2024-01-01';
const monitoring = example(MONITORING, FROM);
const byDefault = example(DEFAULT, FROM);

const workingDays = (value: number): readonly [number, string] => [value, 'working-days'];
const days = (value: number): readonly [number, string] => [value, 'days'];
const percent = (value: number): readonly [number, string] => [value, 'percent'];

/** 核实处置指令的时限. */
export const workOrders: ClockPolicy = {
  days: {
    normal: figure('核实处置时限(一般)', 'Time to verify and handle, normal', workingDays(5), monitoring),
    urgent: figure('核实处置时限(紧急)', 'Time to verify and handle, urgent', workingDays(1), monitoring),
  },
  extensions: figure('可延期次数', 'Extensions', [1, 'times'], monitoring),
  atRiskLastDays: figure('临期提醒天数', 'Last days at risk', workingDays(1), monitoring),
  escalationDays: figure('逐级督办间隔', 'Time from one level to the next when overdue', workingDays(1), monitoring),
};

/** 预警的分级、时限与阈值. */
export const alerts: AlertPolicy = {
  handlingDays: {
    red: figure('红色预警处置时限', 'Time to handle a red alert', workingDays(3), monitoring),
    orange: figure('橙色预警处置时限', 'Time to handle an orange alert', workingDays(5), monitoring),
    yellow: figure('黄色预警处置时限', 'Time to handle a yellow alert', workingDays(10), monitoring),
  },
  extensions: figure('可延期次数', 'Extensions', [1, 'times'], monitoring),
  mergeWindowDays: figure('同户同指标预警合并天数', 'Days in which alerts are merged', days(30), monitoring),
  severities: {
    death: 'orange',
    marriage: 'yellow',
    'medical-expense': 'red',
    disability: 'orange',
    unemployment: 'orange',
    employment: 'yellow',
    vehicle: 'orange',
    'real-estate': 'orange',
    business: 'orange',
    'bank-assets': 'orange',
    imprisonment: 'orange',
    'school-enrolment': 'yellow',
  },
  medicalShare: figure(
    '医疗自付占家庭年低保标准的比例',
    'Self-paid medical cost, share of the yearly standard of all members',
    percent(50),
    monitoring,
  ),
  earnerDeath: {
    fromAge: figure('主要劳动力死亡预警年龄下限', 'Death of an earner, from age', [25, 'years'], monitoring),
    toAge: figure('主要劳动力死亡预警年龄上限', 'Death of an earner, to age', [50, 'years'], monitoring),
    severity: 'red',
  },
};

/** 批次熔断阈值. */
export const breaker: BreakerPolicy = {
  minRows: figure('批次熔断的最少行数', 'Rows from which a batch is judged', [1_000, 'rows'], byDefault),
  shrinkPercent: figure('比上一批少的比例', 'Fewer rows than before', percent(30), byDefault),
  flipPercent: figure('状态一次翻转的比例', 'People whose fact turns at once', percent(25), byDefault),
  rejectPercent: figure('无法读取的行的比例', 'Rows that cannot be read', percent(20), byDefault),
};

const ofAddress = (zh: string, en: string, value: number): Figure =>
  figure(`每个网络地址每小时${zh}`, `Reports an hour and address, ${en}`, [value, 'per-hour'], byDefault);
const ofPlacement = (zh: string, en: string, value: number): Figure =>
  figure(`每个二维码每小时${zh}`, `Reports an hour and QR code, ${en}`, [value, 'per-hour'], byDefault);

/** 名单迟报的宽限. */
export const lists: Policy['lists'] = {
  graceDays: figure('名单迟报的宽限天数', 'Days that a list may be late', days(10), byDefault),
};

const perHour = (most: readonly [number, number], soft: readonly [number, number]): ReportQuota => ({
  perAddress: ofAddress('上报数', 'at most', most[0]),
  perPlacement: ofPlacement('上报数', 'at most', most[1]),
  softPerAddress: ofAddress('免核验上报数', 'without a proof of work', soft[0]),
  softPerPlacement: ofPlacement('免核验上报数', 'without a proof of work', soft[1]),
});

/** 上报限额. Stage local asks for no proof before its quota: load is tried there, not patience. */
export const quotas: Policy['quotas'] = {
  standard: perHour([30, 100], [15, 60]),
  local: perHour([1_000, 1_000], [1_000, 1_000]),
};

/** 工作量证明: half of the numbers on average, one to four seconds on a telephone of 2019. */
export const proof: ProofPolicy = {
  numbers: figure('工作量证明的最大次数', 'Numbers that a device tries at most', [60_000, 'times'], byDefault),
  minutes: figure('工作量证明的有效时间', 'Time to bring the proof', [10, 'minutes'], byDefault),
};

const kept = (zh: string, en: string, value: number, source: Source = byDefault): Figure =>
  figure(zh, en, days(value), source);

/** 保存期限. */
export const retention: Policy['retention'] = {
  'unfounded-report': kept('未确认上报的保存期限', 'Unfounded reports', 365),
  'closed-case': kept('已办结工单的保存期限', 'Closed cases', 3_650),
  audit: kept('访问记录的保存期限', 'Audit entries', 3_650),
  quota: kept('限额计数的保存期限', 'Quota counters', 30),
  idempotency: kept('幂等标记的保存期限', 'Idempotency markers', 30, cited('docs/contracts/openapi.json', FROM)),
  'feed-file': kept('比对文件的保存期限', 'Feed files', 90),
  alert: kept('已办结预警的保存期限', 'Closed alerts', 3_650),
};

/** 访问记录封存的宽限时间. */
export const auditGrace: Policy['auditGrace'] = figure(
  '访问记录封存的宽限时间',
  'Time within which an audit entry is sealed',
  [15, 'minutes'],
  byDefault,
);
