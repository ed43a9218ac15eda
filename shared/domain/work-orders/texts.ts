import type { Text } from '#shared/kernel/text.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import type { Deadline } from '#shared/kernel/working-days.ts';
import type { EscalationLevel, FeedbackOutcome } from '#shared/reference/words.ts';
import type { PublicStep } from './types.ts';

/** What officials read of a finding. */
export const OUTCOMES: Readonly<Record<FeedbackOutcome, Text>> = {
  confirmed: { zh: '核实属实。', en: 'Found to be in hardship.' },
  unfounded: { zh: '经核实,暂不符合困难情形。', en: 'No hardship was found.' },
  'already-registered': { zh: '核实:已在救助名册中。', en: 'Found to be on assistance already.' },
  moved: { zh: '核实:已迁往外地,已转告现居住地。', en: 'Found to have moved; passed on to where they live now.' },
};

/** … of a request to correct the record that was right. */
export const CORRECTION_RIGHT: Text = { zh: '更正请求属实。', en: 'The request to correct the record was right.' };

/** What officials read of a level that was told. */
export const ESCALATED: Readonly<Record<EscalationLevel, Text>> = {
  county: { zh: '超过时限,已提请县(市、区)督办。', en: 'Overdue; passed up to the county.' },
  prefecture: { zh: '仍未办结,已提请设区市督办。', en: 'Still overdue; passed up to the prefecture.' },
  province: { zh: '仍未办结,已提请省级督办。', en: 'Still overdue; passed up to the province.' },
};

/** Said of a deadline in a year whose holidays are not announced yet. */
export const MAY_MOVE: Text = {
  zh: '那一年的放假安排还没有公布,日期可能变动。',
  en: 'The holidays of that year are not announced yet, so the day may still move.',
};

/** The public learns only that someone is looked after, or that it was not confirmed. */
export const LOOKED_AFTER: PublicStep = {
  status: 'closed',
  result: 'looked-after',
  code: 'looked-after',
  text: {
    zh: '已办结:当地已经了解情况并在跟进。谢谢您。',
    en: 'Closed: the locality knows and is looking after it. Thank you.',
  },
};
export const NOT_CONFIRMED: PublicStep = {
  status: 'closed',
  result: 'not-confirmed',
  code: 'not-confirmed',
  text: {
    zh: '已办结:当地核实后未能确认困难情形。',
    en: 'Closed: the locality looked into it and could not confirm hardship.',
  },
};
export const BEING_VERIFIED: PublicStep = {
  status: 'being-verified',
  code: 'being-verified',
  text: { zh: '当地已接收,正在核实。', en: 'The locality has taken it up and is looking into it.' },
};
export const VISITED: PublicStep = {
  status: 'being-verified',
  code: 'visited',
  text: { zh: '当地已上门走访,正在核实。', en: 'The locality has been there and is looking into it.' },
};
export const PASSED_ON: PublicStep = {
  status: 'being-verified',
  code: 'passed-on',
  text: { zh: '已转给本人现居住地核实。', en: 'Passed on to where the person lives now.' },
};
export const RETURNED: PublicStep = {
  status: 'being-verified',
  code: 'returned',
  text: { zh: '已交上一级重新安排核实。', en: 'Handed to the level above, which will find the right place for it.' },
};

/** The locality needs more time: until when. */
export const moreTime = (due: Deadline): PublicStep => {
  const day = shanghaiDay(new Date(due.dueAt));
  return {
    status: 'being-verified',
    code: 'extended',
    text: {
      zh: `当地核实还需要一些时间,办理时限延长到 ${day}。${due.dueAtOfficial === false ? MAY_MOVE.zh : ''}`,
      en: `The locality needs more time: it now has until ${day}.${due.dueAtOfficial === false ? ` ${MAY_MOVE.en}` : ''}`,
    },
    due,
    firstReportOnly: true,
  };
};
