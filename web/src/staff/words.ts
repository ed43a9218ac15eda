import type { household } from '#shared/contracts/registry.ts';
import type {
  Category,
  Closing,
  EscalationLevel,
  FeedbackOutcome,
  Layer,
  Measure,
  Origin,
  Purpose,
  Relation,
  Situation,
  Urgency,
  WorkOrderState,
} from '#shared/reference/words.ts';
import { say } from '../say.ts';

type Words<Key extends string> = Readonly<Record<Key, readonly [zh: string, en: string]>>;
const wordsOf =
  <Key extends string>(words: Words<Key>) =>
  (key: Key): string =>
    say(words[key][0], words[key][1]);

export const stateWord = wordsOf<WorkOrderState>({
  issued: ['待接单', 'To accept'],
  accepted: ['已接单', 'Accepted'],
  visiting: ['核实中', 'Being looked into'],
  closed: ['已办结', 'Closed'],
});

export const situationWord = wordsOf<Situation>({
  illness: ['生病', 'Illness'],
  disability: ['残疾', 'Disability'],
  unemployment: ['没有工作', 'Out of work'],
  'death-in-household': ['家里有人去世', 'A death in the family'],
  'old-and-alone': ['年老独居', 'Old and alone'],
  'child-without-care': ['孩子没人照顾', 'A child without care'],
  accident: ['意外事故', 'An accident'],
  'fire-or-disaster': ['火灾或灾害', 'Fire or disaster'],
  schooling: ['上学困难', 'Schooling'],
  violence: ['受到暴力', 'Violence'],
  homeless: ['没地方住', 'Homeless'],
  other: ['其他困难', 'Something else'],
});

export const relationWord = wordsOf<Relation>({
  self: ['本人', 'The person'],
  family: ['家人', 'Family'],
  neighbour: ['邻居', 'A neighbour'],
  caseworker: ['工作人员', 'A caseworker'],
  volunteer: ['志愿者', 'A volunteer'],
  other: ['其他', 'Somebody else'],
});

export const urgencyWord = wordsOf<Urgency>({ normal: ['一般', 'Normal'], urgent: ['紧急', 'Urgent'] });

export const outcomeWord = wordsOf<FeedbackOutcome>({
  confirmed: ['属实,确有困难', 'Confirmed: in hardship'],
  unfounded: ['没有核实到困难', 'No hardship was found'],
  'already-registered': ['已经在册', 'Registered already'],
  moved: ['已搬走', 'Has moved away'],
});

export const measureWord = wordsOf<Measure>({
  'temporary-assistance': ['临时救助', 'Temporary assistance'],
  referral: ['转介给其他部门', 'Referral to another department'],
  'visit-plan': ['定期探访', 'Regular visits'],
  service: ['照料等服务', 'Care and other services'],
  advice: ['告知政策', 'Advice'],
  'emergency-help': ['紧急帮助', 'Emergency help'],
  none: ['不需要', 'None needed'],
});

export const purposeWord = wordsOf<Purpose>({
  visit: ['上门走访', 'A visit'],
  verification: ['核实情况', 'Verification'],
  decision: ['作出决定', 'A decision'],
  correction: ['更正信息', 'A correction'],
  check: ['经济状况核对', 'A check of means'],
  audit: ['审计', 'Audit'],
});

export const originWord = wordsOf<Origin>({
  report: ['群众上报', 'A report'],
  objection: ['对结果有异议', 'An objection to the result'],
  correction: ['本人要求更正', 'A request to correct the record'],
});

export const closingWord = wordsOf<Closing>({
  merged: ['已并入另一张工单', 'Merged into another order'],
  transferred: ['已转到居住地', 'Passed on to where the person lives'],
  returned: ['已退回上级', 'Returned to the prefecture'],
});

export const levelWord = wordsOf<EscalationLevel>({
  county: ['已提醒县级', 'the county was told'],
  prefecture: ['已提醒市级', 'the prefecture was told'],
  province: ['已提醒省级', 'the province was told'],
});

export const layerWord = wordsOf<Layer>({
  registered: ['在册', 'Registered'],
  suspected: ['疑似', 'Suspected'],
  exited: ['已退出', 'Exited'],
});

export const categoryWord = wordsOf<Category>({
  'subsistence-allowance': ['低保', 'Subsistence allowance'],
  marginal: ['低保边缘', 'Marginal'],
  'extreme-hardship': ['特困', 'Extreme hardship'],
  'rigid-expense': ['刚性支出困难', 'Rigid expenses'],
  'temporary-assistance': ['临时救助', 'Temporary assistance'],
  'other-hardship': ['其他困难', 'Other hardship'],
  'hardship-worker': ['困难职工', 'Worker in hardship'],
  'hardship-disabled': ['困难残疾人', 'Disabled person in hardship'],
  'education-aid': ['教育资助', 'Education aid'],
  'housing-aid': ['住房保障', 'Housing aid'],
});

type Kinship = NonNullable<ReturnType<(typeof household)['parse']>['members'][number]['relation']>;
/** What a member is to the head of the household. */
export const kinshipWord = wordsOf<Kinship>({
  spouse: ['配偶', 'spouse'],
  child: ['子女', 'child'],
  parent: ['父母', 'parent'],
  other: ['其他亲属', 'other relative'],
});

/** Several words in a row: 生病、没有工作. */
export const inARow = (words: readonly string[]): string => words.join(say('、', ', '));
