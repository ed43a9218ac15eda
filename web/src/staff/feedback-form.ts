import { given } from '#shared/kernel/given.ts';
import { feedbackOutcomes, measures } from '#shared/reference/words.ts';
import { make } from '../dom.ts';
import { type RegionPicker, regionPicker } from '../region-picker.ts';
import { say } from '../say.ts';
import { type CaseForm, caseForm, filled, LEVELS } from './case-forms.ts';
import { choiceField, lineField, regionFields, textField, tickedIn, typedIn } from './fields.ts';
import type { OrderDetail } from './order.ts';
import { unless } from './step-form.ts';
import { measureWord, outcomeWord } from './words.ts';

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

/** What can come of a case: a request to correct the record is right, or it is not. */
const outcomesOf = ({ origin }: OrderDetail): readonly (readonly [string, string])[] =>
  origin === 'correction'
    ? [
        ['confirmed', say('要更正的属实', 'The correction is right')],
        ['unfounded', say('没有要更正的', 'There is nothing to correct')],
      ]
    : feedbackOutcomes.map((one) => [one, outcomeWord(one)]);

const movedHint = (): HTMLElement =>
  make(
    'p',
    { class: 'hint', hidden: '' },
    say(
      '知道搬到哪里的,请用“转到居住地”:工单在那里接着办,这一家不会没人管。',
      'Where you know the place, use “Pass on to where the person lives” instead: the case goes on there, and nobody is lost.',
    ),
  );

export const feedbackForm = (context: CaseForm): HTMLFormElement => {
  const order = context.order();
  const { box, picker } = subjectFields(order);
  const moved = movedHint();
  const outcome = choiceField(
    { id: 'outcome', path: '/outcome', label: say('核实下来怎么样?', 'What was found?') },
    outcomesOf(order),
  );
  outcome.addEventListener('change', () => {
    const [ticked] = tickedIn(outcome, 'outcome');
    box.hidden = ticked !== 'confirmed' || order.origin === 'correction';
    moved.hidden = ticked !== 'moved';
  });
  return caseForm(context, {
    kind: 'feedback',
    heading: say('反馈结果', 'Give the result'),
    lead: say('反馈后工单办结,上报人会看到已办结。', 'The work order closes, and the reporter sees that it has.'),
    fields: [
      outcome,
      moved,
      box,
      textField({ id: 'findings', path: '/findings', label: say('核实情况', 'Findings'), optional: true }),
      measuresField(),
      textField({ id: 'note', path: '/note', label: say('备注', 'Note'), optional: true }),
    ],
    submit: say('反馈并办结', 'Send and close'),
    check: (form) => [
      ...unless(tickedIn(form, 'outcome').length > 0, 'outcome', say('请选一个结果。', 'Choose a result.')),
      // Of a person that another outcome does not ask for, nothing is missing that nobody sees.
      ...unless(
        box.hidden !== false || typedIn(form, 'idNumber') === '' || typedIn(form, 'name') !== '',
        'name',
        say('请照证件写姓名。', 'Write the name as on the card.'),
      ),
    ],
    body: (form) => feedbackBody(form, picker),
    said: say('已反馈,工单办结。', 'Sent; the work order is closed.'),
  });
};
