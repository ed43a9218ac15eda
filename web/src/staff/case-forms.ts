import { given } from '#shared/kernel/given.ts';
import { regionPicker } from '../region-picker.ts';
import { say } from '../say.ts';
import { regionFields, textField, typedIn } from './fields.ts';
import { type Reply, step } from './official-api.ts';
import type { OrderDetail, OrderStep } from './order.ts';
import { type StepForm, stepForm, unless } from './step-form.ts';

/** What a form works on: the case as it stands now, and what to do when it is through. */
export type CaseForm = {
  readonly order: () => OrderDetail;
  readonly done: (reply: Reply<OrderStep>, said: string) => boolean;
  readonly cancel: () => void;
};
type Kind = 'acceptance' | 'feedback' | 'extensions' | 'transfer' | 'return';
type Asked = Omit<StepForm<OrderStep>, 'send' | 'done' | 'cancel'> & {
  readonly kind: Kind;
  readonly body: (form: HTMLFormElement) => unknown;
  readonly said: string;
};

/** The form of one step, sent on the version that is shown. */
export const caseForm = ({ order, done, cancel }: CaseForm, { kind, body, said, ...asked }: Asked): HTMLFormElement =>
  stepForm<OrderStep>({
    ...asked,
    send: (form, { key }) => {
      const { workOrderId, version } = order();
      return step<OrderStep>(`/work-orders/${workOrderId}/${kind}`, body(form), { version, key });
    },
    done: (reply) => done(reply, said),
    cancel,
  });

/** What was typed; nothing for an empty field. */
export const filled = (text: string): string | undefined => (text === '' ? undefined : text);
/** Where a person may live. */
export const LEVELS = ['prefecture', 'county', 'township', 'village'] as const;

const reasonField = (hint: string): HTMLElement =>
  textField({ id: 'reason', path: '/reason', label: say('原因', 'Reason'), hint });
const reasonMissing = (form: HTMLFormElement) =>
  unless(typedIn(form, 'reason') !== '', 'reason', say('请写原因。', 'Write the reason.'));

export const acceptForm = (context: CaseForm): HTMLFormElement =>
  caseForm(context, {
    kind: 'acceptance',
    heading: say('接单', 'Accept'),
    fields: [
      textField({
        id: 'note',
        path: '/note',
        label: say('备注', 'Note'),
        optional: true,
        hint: say('比如谁去、什么时候去。', 'Such as who goes, and when.'),
      }),
    ],
    submit: say('接单', 'Accept'),
    check: () => [],
    body: (form) => given({ note: filled(typedIn(form, 'note')) }),
    said: say('已接单。', 'Accepted.'),
  });

export const extendForm = (context: CaseForm): HTMLFormElement =>
  caseForm(context, {
    kind: 'extensions',
    heading: say('延期', 'More time'),
    lead: say('只能延一次,时间和原来一样长。', 'Once only, and as long as the first time.'),
    fields: [reasonField(say('比如“家属在外地,周四回来”。', 'Such as “the family is away until Thursday”.'))],
    submit: say('延期', 'Extend'),
    check: reasonMissing,
    body: (form) => ({ reason: typedIn(form, 'reason') }),
    said: say('已延期。', 'Extended.'),
  });

export const returnForm = (context: CaseForm): HTMLFormElement =>
  caseForm(context, {
    kind: 'return',
    heading: say('退回上级', 'Return to the prefecture'),
    lead: say('这张工单在这里办结,由市级重新下发。', 'It closes here, and the prefecture issues it anew.'),
    fields: [reasonField(say('比如“地址不在本区”。', 'Such as “the address is not in our county”.'))],
    submit: say('退回', 'Return'),
    check: reasonMissing,
    body: (form) => ({ reason: typedIn(form, 'reason') }),
    said: say('已退回。', 'Returned.'),
  });

export const transferForm = (context: CaseForm): HTMLFormElement => {
  const region = regionFields({ id: 'regionCode', path: '/regionCode', label: say('转到哪里', 'To where') });
  const picker = regionPicker(region, LEVELS);
  return caseForm(context, {
    kind: 'transfer',
    heading: say('转到居住地', 'Pass on to where the person lives'),
    lead: say(
      '这张工单在这里办结,由那里接着办。转到别的县(市、区)重新计时,本县(市、区)内时限不变。',
      'It closes here and goes on there: in another county with a new deadline, within this one by the same.',
    ),
    fields: [region, reasonField(say('比如“已搬到西湖区居住”。', 'Such as “has moved to Xihu district”.'))],
    submit: say('转出', 'Pass on'),
    check: (form) => [
      ...unless(
        picker.chosen() !== undefined,
        'regionCode',
        say('请选地方,至少选到县(市、区)。', 'Choose the place, at least the county.'),
      ),
      ...reasonMissing(form),
    ],
    body: (form) => ({ regionCode: picker.chosen()?.code, reason: typedIn(form, 'reason') }),
    said: say('已转出。', 'Passed on.'),
  });
};
