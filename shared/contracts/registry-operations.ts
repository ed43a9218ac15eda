import type { Operation } from './operation.ts';
import {
  household,
  householdMerge,
  householdSplit,
  householdStep,
  householdTransfer,
  peopleList,
  peopleQuery,
  peopleSearch,
  person,
  personPatch,
  timelineList,
  timelineQuery,
} from './registry.ts';
import { purposeQuery } from './work-orders.ts';

const examplePerson = {
  personId: 'qS1bBz0m3kq0Yt2fJ6zW8A',
  name: '陈*明',
  idNumber: '110***********002X',
  regionCode: '330102001051',
  layer: 'suspected',
  categories: ['other-hardship'],
  reasons: [
    {
      code: 'discovery-confirmed',
      text: {
        zh: '2026-11-24 群众上报,当地核实属实,列为疑似困难对象。',
        en: 'Reported by the public and confirmed by the locality on 2026-11-24: held as a suspected case of hardship.',
      },
      rule: 'REGISTRY-DISCOVERY-CONFIRMED',
    },
  ],
  householdId: '0Yt2fJ6zW8AqS1bBz0m3kQ',
  version: 1,
} as const;

const exampleLine = {
  at: '2026-11-24T02:00:00.000Z',
  kind: 'layer-change',
  actor: 'official-330102',
  text: { zh: '列入“疑似”。', en: 'Entered as suspected.' },
  reasons: examplePerson.reasons,
} as const;
const exampleStep = { householdId: examplePerson.householdId, version: 2 } as const;
const step = { etag: true, schema: householdStep, example: exampleStep } as const;
const householdProblems = ['not-found', 'conflict', 'precondition-failed', 'idempotency-key-reused'] as const;

export const registryOperations = {
  searchPeople: {
    summary: 'Find a person of your region by identity number, or people by name, homophones among them',
    request: { schema: peopleSearch, example: { idNumber: '11010519491231002X' } },
    responses: {
      200: {
        description: 'The person, or nobody; by name at most 50, the exact name first',
        schema: peopleList,
        example: { items: [examplePerson] },
      },
    },
    problems: ['region-outside-scope'],
  },
  listPeople: {
    summary: 'People of a region and layer',
    query: peopleQuery,
    responses: { 200: { description: 'One page', schema: peopleList, example: { items: [examplePerson] } } },
    problems: ['region-outside-scope', 'cursor'],
  },
  getPerson: {
    summary: 'One person: masked, or unmasked with a purpose',
    query: purposeQuery,
    responses: { 200: { description: 'The person', etag: true, schema: person, example: examplePerson } },
    problems: ['not-found'],
  },
  changePerson: {
    summary: 'Correct a person, hand them over to another county, or hold their layer until a day',
    description:
      'Needs `If-Match`, which guards against a repetition by itself; with an `Idempotency-Key` the repetition is answered as the first time. A member of a household who moves to another county leaves it and founds one there.',
    request: {
      schema: personPatch,
      example: { hold: { layer: 'suspected', until: '2027-05-31', reason: '家访未完。' } },
    },
    responses: {
      200: { description: 'Changed', etag: true, schema: person, example: { ...examplePerson, version: 2 } },
    },
    problems: ['not-found', 'person-merged', 'precondition-required', 'precondition-failed', 'conflict'],
  },
  getPersonTimeline: {
    summary: "A person's timeline, oldest first: what happened, by whom, and why",
    description: 'A county that handed the person over reads it up to the hand-over.',
    query: timelineQuery,
    responses: { 200: { description: 'One page', schema: timelineList, example: { items: [exampleLine] } } },
    problems: ['not-found', 'cursor'],
  },
  getHousehold: {
    summary: 'A household with its members, masked',
    responses: {
      200: {
        description: 'The household',
        etag: true,
        schema: household,
        example: {
          householdId: examplePerson.householdId,
          regionCode: examplePerson.regionCode,
          headPersonId: examplePerson.personId,
          members: [examplePerson],
          version: 1,
        },
      },
    },
    problems: ['not-found'],
  },
  getHouseholdTimeline: {
    summary: "A household's timeline, oldest first",
    query: timelineQuery,
    responses: { 200: { description: 'One page', schema: timelineList, example: { items: [exampleLine] } } },
    problems: ['not-found', 'cursor'],
  },
  splitHousehold: {
    summary: 'Some members become a household of their own',
    request: {
      schema: householdSplit,
      example: { memberIds: [examplePerson.personId], headPersonId: examplePerson.personId },
    },
    responses: { 201: { description: 'Split: the new household', ...step } },
    problems: [...householdProblems, 'not-a-member', 'household-left-empty'],
  },
  mergeHouseholds: {
    summary: 'Another household becomes part of this one',
    request: { schema: householdMerge, example: { householdId: 'Yt2fJ6zW8AqS1bBz0m3kq0' } },
    responses: { 200: { description: 'Merged', ...step } },
    problems: [...householdProblems, 'household-same', 'household-too-large'],
  },
  transferHousehold: {
    summary: 'Take over a member of another household, change the head, or move as a whole',
    request: { schema: householdTransfer, example: { headPersonId: examplePerson.personId } },
    responses: { 200: { description: 'Done', ...step } },
    problems: [...householdProblems, 'not-a-member', 'household-same', 'household-too-large'],
  },
} as const satisfies Record<string, Operation>;
