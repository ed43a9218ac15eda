import * as z from 'zod';
import {
  bounds,
  householdTraits,
  questionIds,
  questionKinds,
  selfCheckCategories,
  verdicts,
} from '#shared/domain/self-check/types.ts';
import type { Operation } from './operation.ts';
import { figure, localRegionCode, reason, text } from './primitives.ts';
import { exampleQuestions, exampleResult } from './self-check-examples.ts';

const whole = ({ min, max }: { readonly min: number; readonly max: number }) => z.int().min(min).max(max);
const FEN = 'Money, a whole number of fen: 3,200 yuan is 320000';

const traits = z
  .array(z.enum(householdTraits))
  .min(1)
  .max(householdTraits.length)
  .refine((chosen) => new Set(chosen).size === chosen.length, { error: 'wrong-value' })
  .refine((chosen) => !chosen.includes('none') || chosen.length === 1, { error: 'wrong-value' });

const cars = z
  .strictObject({
    count: whole(bounds.cars).nullish().meta({ description: 'How many' }),
    valueFen: whole(bounds.amountFen)
      .nullish()
      .meta({ description: `What they are worth in all. ${FEN}` }),
  })
  .meta({ id: 'SelfCheckCars', description: 'Answer to q8; the value may be left out when there is no car' });

const companies = z
  .strictObject({
    owns: z.boolean().nullish().meta({ description: 'Whether anyone owns a company or a share of one' }),
    amountFen: whole(bounds.amountFen)
      .nullish()
      .meta({ description: `What was paid in, in all. ${FEN}` }),
  })
  .meta({ id: 'SelfCheckCompanies', description: 'Answer to q10; the amount may be left out when the answer is no' });

/** The answers by question id: what is skipped is `null` or left out. Money is a whole number of fen. */
export const selfCheckAnswers = z
  .strictObject({
    q1: localRegionCode.nullish().meta({ description: 'County of household registration, or a code below it' }),
    q2: whole(bounds.members).nullish().meta({ description: 'People who live and spend together' }),
    q3: traits.nullish().meta({ description: 'What holds for someone in the family; `none` stands alone' }),
    q4: whole(bounds.idleAdults).nullish().meta({ description: 'Adults who could work but have no work' }),
    q5: whole(bounds.monthlyFen)
      .nullish()
      .meta({ description: `Income of the family a month. ${FEN}` }),
    q6: whole(bounds.monthlyFen)
      .nullish()
      .meta({ description: `From relatives living apart, a month. ${FEN}` }),
    q7: whole(bounds.amountFen)
      .nullish()
      .meta({ description: `Savings, funds and shares. ${FEN}` }),
    q8: cars.nullish(),
    q9: whole(bounds.homes).nullish().meta({ description: 'Homes beside the one lived in' }),
    q10: companies.nullish(),
    q11: whole(bounds.amountFen)
      .nullish()
      .meta({ description: `Medical cost paid in 12 months. ${FEN}` }),
    q12: whole(bounds.amountFen)
      .nullish()
      .meta({ description: `Tuition, rehabilitation, accidents. ${FEN}` }),
  })
  .refine(({ q2, q4 }) => (q4 ?? 0) <= (q2 ?? bounds.members.max), { error: 'too-large', path: ['q4'] })
  .meta({
    id: 'SelfCheckAnswers',
    description: 'Answers by question id; `null` or left out for "I don\'t know". All money is a whole number of fen',
  });

/** Body of `POST /v1/self-checks`. Nothing of it is stored. */
export const selfCheckBody = z
  .strictObject({ answers: selfCheckAnswers })
  .meta({ id: 'SelfCheckRequest', description: 'Answers to the self-check; nothing of it is stored' });

/** Query of `GET /v1/self-checks/questions`. */
export const selfCheckQuestionsQuery = z.strictObject({ regionCode: localRegionCode.optional() });

const unit = z.literal('fen').optional().meta({ description: 'Of money: the answer is a whole number of fen' });
const kind = z.enum(questionKinds);

const part = z
  .object({ id: z.string(), kind, text, unit, min: z.int().optional(), max: z.int().optional() })
  .meta({ id: 'SelfCheckQuestionPart', description: 'A part of a question; the answer is an object by part id' });

const question = z
  .object({
    id: z.enum(questionIds),
    kind,
    text,
    help: text,
    unit,
    options: z
      .array(z.object({ value: z.string(), text }))
      .readonly()
      .optional(),
    min: z.int().optional(),
    max: z.int().optional(),
    parts: z.array(part).readonly().optional(),
  })
  .meta({ id: 'SelfCheckQuestion', description: 'One question; every one may be skipped' });

/** Answer of `GET /v1/self-checks/questions`. */
export const selfCheckQuestions = z
  .object({
    questions: z.array(question).readonly(),
    policyVersion: z.string(),
    regionCode: z.string().optional().meta({ description: 'The county, where the query names a region' }),
    figures: z.array(figure).optional().meta({ description: "That county's figures, which the result will rest on" }),
  })
  .meta({ id: 'SelfCheckQuestions', description: 'The twelve questions' });

const categoryResult = z
  .object({
    category: z.enum(selfCheckCategories),
    verdict: z.enum(verdicts),
    reasons: z.array(reason).readonly().meta({ description: 'The lines that were looked at, the deciding ones first' }),
    nextStep: text,
  })
  .meta({ id: 'SelfCheckCategoryResult', description: 'How one kind of assistance looks from the answers' });

/** Answer of `POST /v1/self-checks`. */
export const selfCheckResult = z
  .object({
    results: z.array(categoryResult).readonly(),
    notADecision: text,
    notLookedAt: z.array(text).readonly(),
    policyVersion: z.string(),
  })
  .meta({ id: 'SelfCheckResult', description: 'What the answers point to; not a decision' });

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
