import type { Category, Layer, RiskKind, Source } from './words.ts';

/** How a stored word reads to people. */
type Label = { readonly zh: string; readonly en: string };

export const layerLabels: Readonly<Record<Layer, Label>> = {
  registered: { zh: '在册', en: 'registered' },
  suspected: { zh: '疑似', en: 'suspected' },
  exited: { zh: '退出', en: 'exited' },
};

export const categoryLabels: Readonly<Record<Category, Label>> = {
  'subsistence-allowance': { zh: '最低生活保障', en: 'subsistence allowance' },
  marginal: { zh: '最低生活保障边缘家庭', en: 'marginal household' },
  'extreme-hardship': { zh: '特困人员', en: 'extreme hardship' },
  'rigid-expense': { zh: '刚性支出困难家庭', en: 'household with rigid expenses' },
  'temporary-assistance': { zh: '临时救助', en: 'temporary assistance' },
  'other-hardship': { zh: '其他困难人员', en: 'other hardship' },
  'hardship-worker': { zh: '困难职工', en: 'worker in hardship' },
  'hardship-disabled': { zh: '困难残疾人', en: 'disabled person in hardship' },
  'education-aid': { zh: '教育资助', en: 'education aid' },
  'housing-aid': { zh: '住房保障', en: 'housing aid' },
};

export const sourceLabels: Readonly<Record<Source, Label>> = {
  'assistance-system': { zh: '省大救助系统', en: 'the provincial assistance system' },
  'trade-union': { zh: '总工会', en: 'the trade union' },
  'disabled-persons-federation': { zh: '残联', en: "the disabled persons' federation" },
  housing: { zh: '住建部门', en: 'the housing department' },
  education: { zh: '教育部门', en: 'the education department' },
  'medical-insurance': { zh: '医保部门', en: 'the medical insurance department' },
  'human-resources': { zh: '人社部门', en: 'the human resources department' },
  justice: { zh: '司法行政部门', en: 'the justice department' },
  'refused-application': { zh: '未获批准的申请', en: 'a refused application' },
  'recent-exit': { zh: '近期退出', en: 'a recent exit' },
  discovery: { zh: '主动发现', en: 'discovery' },
  survey: { zh: '入户调查', en: 'a household survey' },
  visit: { zh: '走访', en: 'a visit' },
  complaint: { zh: '信访投诉', en: 'a complaint' },
};

export const riskLabels: Readonly<Record<RiskKind, Label>> = {
  'medical-spending': { zh: '医疗支出较大', en: 'high medical spending' },
  disability: { zh: '残疾', en: 'disability' },
  'death-in-household': { zh: '家庭成员死亡', en: 'a death in the household' },
  unemployment: { zh: '失业', en: 'unemployment' },
  accident: { zh: '意外事故', en: 'an accident' },
  'fire-or-disaster': { zh: '火灾或自然灾害', en: 'a fire or disaster' },
  schooling: { zh: '就学负担', en: 'the cost of schooling' },
  'old-and-alone': { zh: '独居老人', en: 'old age alone' },
  'child-without-care': { zh: '儿童无人照料', en: 'a child without care' },
  other: { zh: '其他风险', en: 'another risk' },
};
