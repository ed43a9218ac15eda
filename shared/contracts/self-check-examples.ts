const standard = {
  name: { zh: '最低生活保障标准', en: 'Subsistence-allowance standard' },
  value: 106_000,
  unit: 'fen-per-person-month',
  asOf: '2025-01-01',
  citation: '浙江省社会救助条例 第九条;当地数字未找到公开来源,这里是示例',
  example: true,
} as const;

/** Example answer of `GET /v1/self-checks/questions`, two of the twelve. */
export const exampleQuestions = {
  questions: [
    {
      id: 'q5',
      kind: 'money',
      text: { zh: '全家每月到手的钱一共多少元?', en: 'What does the family receive a month, in all?' },
      help: {
        zh: '工资、做生意、养老金、租金;救助金、奖学金不算',
        en: 'Wages, business, pensions, rent; assistance and scholarships do not count',
      },
      unit: 'fen',
      min: 0,
      max: 100_000_000,
    },
    {
      id: 'q8',
      kind: 'integer',
      text: { zh: '家里有几辆汽车?', en: 'How many cars?' },
      help: {
        zh: '残疾人代步车、农用车不算;有车再问大约值多少元',
        en: 'Mobility cars and farm vehicles do not count; if there is a car, about what it is worth',
      },
      parts: [
        { id: 'count', kind: 'integer', text: { zh: '有几辆', en: 'How many' }, min: 0, max: 20 },
        {
          id: 'valueFen',
          kind: 'money',
          text: { zh: '一共大约值多少元', en: 'Worth about how much in all' },
          unit: 'fen',
          min: 0,
          max: 10_000_000_000,
        },
      ],
    },
  ],
  policyVersion: 'zhejiang-2025.1',
} as const;

/** Example answer of `POST /v1/self-checks`, one of the categories. */
export const exampleResult = {
  results: [
    {
      category: 'subsistence-allowance',
      verdict: 'likely',
      reasons: [
        {
          code: 'income-within',
          text: {
            zh: '3,200 元 ÷ 4 口人 = 每人每月 800 元,低于当地低保标准 1,060 元(示例数字)。',
            en: '3,200 yuan ÷ 4 people = 800 yuan a person a month, below the local standard of 1,060 yuan (example figure).',
          },
          rule: 'subsistence-allowance.income',
          figure: standard,
        },
      ],
      nextStep: {
        zh: '带上身份证和户口簿,到户口所在的乡镇(街道)申请最低生活保障(低保),也可以在网上申请。材料不齐的,工作人员会一次告诉您还缺什么。',
        en: 'Apply for the subsistence allowance at the township or subdistrict where you are registered, with identity card and household book, or online. Staff will tell you at once what is missing.',
      },
    },
  ],
  notADecision: { zh: '这只是自测,不是审核决定。', en: 'This is a self-check, not a decision.' },
  notLookedAt: [{ zh: '家里每个人的户口在不在一起。', en: 'Whether all members are registered together.' }],
  policyVersion: 'zhejiang-2025.1',
} as const;
