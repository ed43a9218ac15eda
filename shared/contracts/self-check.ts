import * as z from 'zod/mini';
import {
  bounds,
  householdTraits,
  questionIds,
  questionKinds,
  selfCheckCategories,
  verdicts,
} from '#shared/domain/self-check/types.ts';
import { figure, localRegionCode, reason, text, withMeta } from './light-primitives.ts';
import type { Operation } from './operation.ts';
import { exampleQuestions, exampleResult } from './self-check-examples.ts';

const whole = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z.int().check(z.minimum(min), z.maximum(max));
const skippable = <Schema extends z.ZodMiniType>(schema: Schema, description: string) =>
  withMeta(z.nullish(schema), { description });
const FEN = 'Money, a whole number of fen: 3,200 yuan is 320000';

const traits = z.array(z.enum(householdTraits)).check(
  z.minLength(1),
  z.maxLength(householdTraits.length),
  z.refine((chosen) => new Set(chosen).size === chosen.length, { error: 'wrong-value' }),
  z.refine((chosen) => !chosen.includes('none') || chosen.length === 1, { error: 'wrong-value' }),
);

const cars = withMeta(
  z.strictObject({
    count: skippable(whole(bounds.cars), 'How many'),
    valueFen: skippable(whole(bounds.amountFen), `What they are worth in all. ${FEN}`),
  }),
  { id: 'SelfCheckCars', description: 'Answer to q8; the value may be left out when there is no car' },
);

const companies = withMeta(
  z.strictObject({
    owns: skippable(z.boolean(), 'Whether anyone owns a company or a share of one'),
    amountFen: skippable(whole(bounds.amountFen), `What was paid in, in all. ${FEN}`),
  }),
  { id: 'SelfCheckCompanies', description: 'Answer to q10; the amount may be left out when the answer is no' },
);

/** The answers by question id: what is skipped is `null` or left out. Money is a whole number of fen. */
export const selfCheckAnswers = withMeta(
  z
    .strictObject({
      q1: skippable(localRegionCode, 'County of household registration, or a code below it'),
      q2: skippable(whole(bounds.members), 'People who live and spend together'),
      q3: skippable(traits, 'What holds for someone in the family; `none` stands alone'),
      q4: skippable(whole(bounds.idleAdults), 'Adults who could work but have no work'),
      q5: skippable(whole(bounds.monthlyFen), `Income of the family a month. ${FEN}`),
      q6: skippable(whole(bounds.monthlyFen), `From relatives living apart, a month. ${FEN}`),
      q7: skippable(whole(bounds.amountFen), `Savings, funds and shares. ${FEN}`),
      q8: z.nullish(cars),
      q9: skippable(whole(bounds.homes), 'Homes beside the one lived in'),
      q10: z.nullish(companies),
      q11: skippable(whole(bounds.amountFen), `Medical cost paid in 12 months. ${FEN}`),
      q12: skippable(whole(bounds.amountFen), `Tuition, rehabilitation, accidents. ${FEN}`),
    })
    .check(z.refine(({ q2, q4 }) => (q4 ?? 0) <= (q2 ?? bounds.members.max), { error: 'too-large', path: ['q4'] })),
  {
    id: 'SelfCheckAnswers',
    description: 'Answers by question id; `null` or left out for "I don\'t know". All money is a whole number of fen',
  },
);

/** Body of `POST /v1/self-checks`. Nothing of it is stored. */
export const selfCheckBody = withMeta(z.strictObject({ answers: selfCheckAnswers }), {
  id: 'SelfCheckRequest',
  description: 'Answers to the self-check; nothing of it is stored',
});

/** Query of `GET /v1/self-checks/questions`. */
export const selfCheckQuestionsQuery = z.strictObject({ regionCode: z.optional(localRegionCode) });

const unit = withMeta(z.optional(z.literal('fen')), {
  description: 'Of money: the answer is a whole number of fen',
});
const kind = z.enum(questionKinds);

const part = withMeta(
  z.object({ id: z.string(), kind, text, unit, min: z.optional(z.int()), max: z.optional(z.int()) }),
  { id: 'SelfCheckQuestionPart', description: 'A part of a question; the answer is an object by part id' },
);

const question = withMeta(
  z.object({
    id: z.enum(questionIds),
    kind,
    text,
    help: text,
    unit,
    options: z.optional(z.readonly(z.array(z.object({ value: z.string(), text })))),
    min: z.optional(z.int()),
    max: z.optional(z.int()),
    parts: z.optional(z.readonly(z.array(part))),
  }),
  { id: 'SelfCheckQuestion', description: 'One question; every one may be skipped' },
);

/** Answer of `GET /v1/self-checks/questions`. */
export const selfCheckQuestions = withMeta(
  z.object({
    questions: z.readonly(z.array(question)),
    policyVersion: z.string(),
    regionCode: withMeta(z.optional(z.string()), { description: 'The county, where the query names a region' }),
    figures: withMeta(z.optional(z.array(figure)), {
      description: "That county's figures, which the result will rest on",
    }),
  }),
  { id: 'SelfCheckQuestions', description: 'The twelve questions' },
);

const categoryResult = withMeta(
  z.object({
    category: z.enum(selfCheckCategories),
    verdict: z.enum(verdicts),
    reasons: withMeta(z.readonly(z.array(reason)), {
      description: 'The lines that were looked at, the deciding ones first',
    }),
    nextStep: text,
  }),
  { id: 'SelfCheckCategoryResult', description: 'How one kind of assistance looks from the answers' },
);

/** Answer of `POST /v1/self-checks`. */
export const selfCheckResult = withMeta(
  z.object({
    results: z.readonly(z.array(categoryResult)),
    notADecision: text,
    notLookedAt: z.readonly(z.array(text)),
    policyVersion: z.string(),
  }),
  { id: 'SelfCheckResult', description: 'What the answers point to; not a decision' },
);

export const selfCheckOperations = {
  listSelfCheckQuestions: {
    summary: 'The twelve questions of the self-check',
    description:
      'With `regionCode` the figures of its county come along, so that they can be shown beside the questions.',
    query: selfCheckQuestionsQuery,
    responses: { 200: { description: 'The questions', schema: selfCheckQuestions, example: exampleQuestions } },
    problems: ['region-unknown', 'region-too-wide'],
  },
  runSelfCheck: {
    summary: 'See which assistance a family may be entitled to',
    description: 'Nothing is stored, and no Idempotency-Key is needed. The result is not a decision.',
    request: {
      schema: selfCheckBody,
      example: {
        answers: {
          q1: '330727',
          q2: 4,
          q3: ['serious-illness'],
          q4: 1,
          q5: 320_000,
          q6: 0,
          q7: 1_000_000,
          q8: { count: 0 },
          q9: 0,
          q10: { owns: false },
          q11: null,
          q12: 500_000,
        },
      },
    },
    responses: { 200: { description: 'A verdict for each category', schema: selfCheckResult, example: exampleResult } },
    problems: ['region-unknown', 'region-too-wide', 'body-too-large'],
  },
} as const satisfies Record<string, Operation>;
