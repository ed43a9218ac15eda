import { given } from '#shared/kernel/given.ts';
import { feedbackOutcomes, measures } from '#shared/reference/words.ts';
import { make } from '../dom.ts';
import { type RegionPicker, regionPicker } from '../region-picker.ts';
import { say } from '../say.ts';
import { choiceField, lineField, regionFields, textField, tickedIn, typedIn } from './fields.ts';
import { type Reply, step } from './official-api.ts';
import type { OrderDetail, OrderStep } from './order.ts';
import { type StepForm, stepForm, unless } from './step-form.ts';
import { measureWord, outcomeWord } from './words.ts';

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

const caseForm = ({ order, done, cancel }: CaseForm, { kind, body, said, ...asked }: Asked): HTMLFormElement =>
  stepForm<OrderStep>({
    ...asked,
    send: (form, { key }) => {
      const { workOrderId, version } = order();
      return step<OrderStep>(`/work-orders/${workOrderId}/${kind}`, body(form), { version, key });
    },
    done: (reply) => done(reply, said),
    cancel,
  });

const filled = (text: string): string | undefined => (text === '' ? undefined : text);
const LEVELS = ['prefecture', 'county', 'township', 'village'] as const;

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
    lead: say('这张工单在这里办结,到那里重新开始计时。', 'It closes here and is issued there, with a new deadline.'),
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

const knownName = ({ subject: { name } }: OrderDetail): string => (name.includes('*') ? '' : name);

const subjectFields = (order: OrderDetail): { readonly box: HTMLElement; readonly picker: RegionPicker } => {
  const region = regionFields({
    id: 'subjectRegion',
    path: '/subject/regionCode',
    label: say('住在哪里', 'Where the person lives'),
  });
  const picker = regionPicker(region, LEVELS);
  void picker.choose(order.regionCode);
  const box = make(
    'div',
    { class: 'inset', hidden: '' },
    make(
      'p',
      { class: 'hint' },
      say(
        '上报时没有身份证号的,请照证件填上;有的可以不填。',
        'Where the report has no ID number, copy it from the card; otherwise leave it empty.',
      ),
    ),
    lineField({ id: 'idNumber', path: '/subject/idNumber', label: say('身份证号', 'ID number'), optional: true }),
    lineField({ id: 'name', path: '/subject/name', label: say('姓名', 'Name'), optional: true }, knownName(order)),
    region,
  );
  return { box, picker };
};

const feedbackBody = (form: HTMLFormElement, picker: RegionPicker) => {
  const [outcome] = tickedIn(form, 'outcome');
  const idNumber = typedIn(form, 'idNumber');
  const named = outcome === 'confirmed' && idNumber !== '';
  const ticked = tickedIn(form, 'measures');
  return {
    outcome,
    ...given({
      subject: named ? { idNumber, name: typedIn(form, 'name'), regionCode: picker.chosen()?.code } : undefined,
      findings: filled(typedIn(form, 'findings')),
      measures: ticked.length === 0 ? undefined : ticked,
      note: filled(typedIn(form, 'note')),
    }),
  };
};

const measuresField = (): HTMLElement =>
  choiceField(
    {
      id: 'measures',
      path: '/measures',
      hint: say('可以选几样。', 'Choose as many as there were.'),
      label: say('给了什么帮助?', 'What help was given?'),
      optional: true,
    },
    measures.map((one) => [one, measureWord(one)]),
    true,
  );

export const feedbackForm = (context: CaseForm): HTMLFormElement => {
  const { box, picker } = subjectFields(context.order());
  const outcome = choiceField(
    { id: 'outcome', path: '/outcome', label: say('核实下来怎么样?', 'What was found?') },
    feedbackOutcomes.map((one) => [one, outcomeWord(one)]),
  );
  outcome.addEventListener('change', () => {
    box.hidden = tickedIn(outcome, 'outcome')[0] !== 'confirmed';
  });
  return caseForm(context, {
    kind: 'feedback',
    heading: say('反馈结果', 'Give the result'),
    lead: say('反馈后工单办结,上报人会看到已办结。', 'The work order closes, and the reporter sees that it has.'),
    fields: [
      outcome,
      box,
      textField({ id: 'findings', path: '/findings', label: say('核实情况', 'Findings'), optional: true }),
      measuresField(),
      textField({ id: 'note', path: '/note', label: say('备注', 'Note'), optional: true }),
    ],
    submit: say('反馈并办结', 'Send and close'),
    check: (form) => [
      ...unless(tickedIn(form, 'outcome').length > 0, 'outcome', say('请选一个结果。', 'Choose a result.')),
      ...unless(
        typedIn(form, 'idNumber') === '' || typedIn(form, 'name') !== '',
        'name',
        say('请照证件写姓名。', 'Write the name as on the card.'),
      ),
    ],
    body: (form) => feedbackBody(form, picker),
    said: say('已反馈,工单办结。', 'Sent; the work order is closed.'),
  });
};
