import type { Text } from '#shared/kernel/text.ts';
import type { SelfCheckCategory, Verdict } from './types.ts';

/** 个人信息保护法 第二十四条: explained, and nobody is decided about by a machine alone. */
export const notADecision: Text = {
  zh: '这只是自测,不是审核决定,填的内容不会保存。结果不太像,您也可以申请;够不够条件,由乡镇(街道)和县级民政部门的工作人员核实后决定。',
  en: 'This is a self-check, not a decision, and nothing you entered is kept. You may apply whatever it says; people at the township or subdistrict and the county civil affairs office look into it and decide.',
};

/** What twelve questions cannot see. */
export const notLookedAt: readonly Text[] = [
  {
    zh: '看病、残疾照料和上班的必要花销可以从收入里扣除,城乡居民基础养老金、优抚金等可以不算收入,这里都没有扣。',
    en: 'Costs of illness, care and work that are deducted from income, and income that does not count, such as the basic old-age pension.',
  },
  {
    zh: '哪些人算一家人:户口不在一起、长期分开生活等情况。',
    en: 'Who counts as family: members registered elsewhere or living apart for long.',
  },
  {
    zh: '不住一起的子女、父母有没有能力供养。',
    en: 'Whether children or parents living apart are able to give support.',
  },
  {
    zh: '残疾和疾病的类别、等级,要以证件和诊断为准。',
    en: 'Kind and degree of disability or illness, for which certificates and diagnoses count.',
  },
  {
    zh: '商业保险、借出去的钱、土地、店面和其他财产。',
    en: 'Insurance policies, money lent, land, shops and other property.',
  },
  {
    zh: '医疗、教育、住房、就业等其他救助,它们各有各的条件。',
    en: 'Medical, education, housing and employment aid, which have conditions of their own.',
  },
];

const applyFor = (zh: string, en: string): Text => ({
  zh: `带上身份证和户口簿,到户口所在的乡镇(街道)申请${zh},也可以在网上申请。材料不齐的,工作人员会一次告诉您还缺什么。`,
  en: `Apply for ${en} at the township or subdistrict where you are registered, with identity card and household book, or online. Staff will tell you at once what is missing.`,
});

const KEEP_BILLS: Text = {
  zh: '付费单据留好,到乡镇(街道)申请临时救助。',
  en: 'Keep the bills and apply for temporary assistance at the township or subdistrict. ',
};
/** 加强低收入人口动态监测做好分层分类社会救助工作的意见 四: help first, paperwork later. */
const EMERGENCY: Text = {
  zh: '遇到火灾、车祸、突发重病等急事,不用看这张表,马上去找乡镇(街道):先救助,后补手续。',
  en: 'After a fire, an accident or sudden illness go to the township or subdistrict at once, whatever this says: help comes first, paperwork later.',
};

const APPLY: Readonly<Record<SelfCheckCategory, Text>> = {
  'subsistence-allowance': applyFor('最低生活保障(低保)', 'the subsistence allowance'),
  marginal: applyFor('低保边缘家庭认定', 'recognition as a marginal family'),
  'extreme-hardship': applyFor('特困人员供养', 'support for people in extreme hardship'),
  'rigid-expense': applyFor('刚性支出困难家庭认定', 'recognition as a family with rigid expenses'),
  'temporary-assistance': { zh: KEEP_BILLS.zh + EMERGENCY.zh, en: KEEP_BILLS.en + EMERGENCY.en },
};

const ASK: Text = {
  zh: '离线不远,值得问一问:请到乡镇(街道)把情况说清楚,工作人员会按实际可扣除的花销再算一遍。',
  en: 'It is close, so it is worth asking: tell the township or subdistrict how things are, and staff will reckon again with what may be deducted.',
};
const LATER: Text = {
  zh: '照现在填的情况不太像。收入、财产或花销有变化时再测一次;有困难也可以直接找乡镇(街道)。',
  en: 'From these answers it does not look so. Check again when income, property or spending change, and ask the township or subdistrict whenever you are in difficulty.',
};
const COMPLETE: Text = {
  zh: '把没有回答的题补上再测一次,或者直接到乡镇(街道)问一问。',
  en: 'Answer the questions that were skipped and check again, or ask the township or subdistrict.',
};

const FIRST: Text = {
  zh: '先看前面的低保、低保边缘:够得上,就不用再申请这一项。',
  en: 'Look at the subsistence allowance and marginal families first: who gets one of them need not apply for this.',
};

/** The nearest next step. `earlier`: nothing speaks against this category but that another comes before it. */
export const nextStep = (category: SelfCheckCategory, verdict: Verdict, earlier: boolean): Text => {
  if (earlier) return FIRST;
  if (verdict === 'likely' || (category === 'temporary-assistance' && verdict !== 'cannot-tell'))
    return APPLY[category];
  if (verdict === 'near') return ASK;
  return verdict === 'unlikely' ? LATER : COMPLETE;
};

/** Without a county there is nothing to compare with. */
export const countyNeeded: Text = {
  zh: '第 1 题没有回答:各县(市、区)的标准不一样,不知道户口在哪里就没法比。',
  en: 'Cannot tell, because question 1 was not answered: each county has figures of its own.',
};
