import type { ReportBody } from '#shared/contracts/discovery.ts';
import { given } from '#shared/kernel/given.ts';
import { canonicalIdNumber, type IdNumberFault } from '#shared/kernel/id-number.ts';
import type { Relation, Situation } from '#shared/reference/words.ts';
import * as words from '#shared/reference/words.ts';
import type { CarriedAnswers } from './carried.ts';
import { all, maybe } from './dom.ts';
import type { Trouble } from './problem.ts';
import type { Place } from './regions.ts';
import { say } from './say.ts';

const isSituation = (value: string): value is Situation => words.situations.some((word) => word === value);
const isRelation = (value: string): value is Relation => words.relations.some((word) => word === value);

/** What stands in a line or a text, without the spaces around it. */
export const typed = (id: string): string => {
  const field = document.getElementById(id);
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value.trim() : '';
};
export const picked = (name: string): string => maybe(HTMLInputElement, `input[name="${name}"]:checked`)?.value ?? '';
export const situations = (): readonly Situation[] =>
  all(HTMLInputElement, 'input[name="situations"]:checked')
    .map(({ value }) => value)
    .filter(isSituation);

/** A number as people write it: with spaces, hyphens, full-width digits or +86. */
const phoneOf = (id: string): string =>
  typed(id)
    .normalize('NFKC')
    .replace(/[\s-]/g, '')
    .replace(/^(\+|00)86/, '');

const ID_WORDS: Readonly<Record<IdNumberFault, () => string>> = {
  'id-number-shape': () =>
    say(
      '身份证号是 18 位。请对照证件再核对一遍。',
      'An identity number has 18 characters. Please check it against the card.',
    ),
  'id-number-birth-date': () =>
    say(
      '身份证号里的出生日期没有这一天。请对照证件再核对一遍。',
      'The birth date inside the number does not exist. Please check it against the card.',
    ),
  'id-number-check-digit': () =>
    say(
      '身份证号最后一位对不上,请对照证件再核对一遍。',
      'The last character does not match. Please check it against the card.',
    ),
};

/** What is wrong with the identity number as it stands; nothing while the field is empty. */
export const idTrouble = (): readonly Trouble[] => {
  const number = typed('idNumber');
  const canonical = number === '' ? undefined : canonicalIdNumber(number);
  return canonical === undefined || canonical.ok ? [] : [{ field: 'idNumber', message: ID_WORDS[canonical.error]() }];
};

/** The identity number in its one form where it is right, else as it was typed. */
export const canonicalId = (): string => {
  const canonical = canonicalIdNumber(typed('idNumber'));
  return canonical.ok ? canonical.value : typed('idNumber');
};

const phoneTrouble = (field: string): readonly Trouble[] =>
  phoneOf(field) === '' || /^1[3-9]\d{9}$/.test(phoneOf(field))
    ? []
    : [
        {
          field,
          message: say(
            '手机号是 11 位,以 1 开头。请再看一眼,或者先空着。',
            'A mobile number has 11 digits and begins with 1. Check it, or leave it empty.',
          ),
        },
      ];

const unless = (given: boolean, field: string, message: string): readonly Trouble[] =>
  given ? [] : [{ field, message }];

/** What keeps a step from being left, by step. */
export const troublesIn = (step: string, place: Place | undefined): readonly Trouble[] => {
  switch (step) {
    case 'who':
      return [
        ...unless(
          typed('name') !== '',
          'name',
          say('请写姓名,或者怎么称呼。', 'Enter the name, or what people call them.'),
        ),
        ...unless(
          picked('relation') !== '',
          'relation',
          say('请选一个关系。不确定就选“其他”。', 'Choose how you know this person, or “Other”.'),
        ),
      ];
    case 'where':
      return unless(
        place !== undefined,
        'regionCode',
        say('请选地方,至少选到县(市、区)。', 'Choose the place, at least the county.'),
      );
    case 'what':
      return unless(
        situations().length > 0,
        'situations',
        say('请至少选一样。都不像,就选“其他困难”。', 'Choose at least one, or “Something else”.'),
      );
    case 'urgency':
      return unless(picked('urgent') !== '', 'urgent', say('请选有多急。', 'Choose how urgent it is.'));
    case 'identity':
      return [...idTrouble(), ...phoneTrouble('phone')];
    case 'you':
      return [...phoneTrouble('reporterPhone')];
    default:
      return [];
  }
};

/** What was typed, if anything was. */
const said = (text: string): string | undefined => (text === '' ? undefined : text);

/** What comes along without being asked for in the form. */
export type Accompanying = { readonly placementId?: string; readonly answers?: CarriedAnswers };

/** The report as the API takes it; whoever reports themself gives no second name and number. */
export const bodyOf = (place: Place, more: Accompanying): ReportBody => {
  const relation = picked('relation');
  const asked = (value: string): string | undefined => (relation === 'self' ? undefined : said(value));
  return {
    subject: {
      name: typed('name'),
      regionCode: place.code,
      situations: [...situations()],
      ...given({
        idNumber: said(typed('idNumber')),
        phone: said(phoneOf('phone')),
        address: said(typed('address')),
        description: said(typed('description')),
      }),
    },
    urgency: picked('urgent') === 'normal' ? 'normal' : 'urgent',
    ...given({
      reporter: isRelation(relation)
        ? { relation, ...given({ name: asked(typed('reporterName')), phone: asked(phoneOf('reporterPhone')) }) }
        : undefined,
      placementId: more.placementId,
      selfCheck: more.answers === undefined ? undefined : { answers: more.answers },
    }),
  };
};

/** The words beside a chosen answer, for reading it back. */
export const chosenWords = (name: string): string =>
  all(HTMLInputElement, `input[name="${name}"]:checked`)
    .map((input) => input.closest('label')?.querySelector('span')?.firstChild?.textContent ?? '')
    .join(say('、', ', '));
