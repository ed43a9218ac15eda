import type { $ZodError, $ZodIssue, $ZodIssueTooSmall } from 'zod/v4/core';
import type { Text } from '#shared/kernel/text.ts';
import { isProblemCode, type ProblemCode, problems } from '#shared/reference/problems.ts';

/** One field that was wrong: where (JSON Pointer), a stable code, and what to do about it in both languages. */
export type FieldProblem = { readonly path: string; readonly code: string; readonly message: Text };

export type Facts = Readonly<Record<string, string | number>>;

/** A problem document of RFC 9457. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly message: Text;
  readonly errors?: readonly FieldProblem[];
  /** Ids and codes that help on: where a closed case went, what took over from a region. */
  readonly facts?: Facts;
};

const textOf = (code: ProblemCode): Text => ({ zh: problems[code].zh, en: problems[code].en });

/** The problem document of a code of the catalogue. */
export const problem = (code: ProblemCode, errors?: readonly FieldProblem[], facts?: Facts): Problem => ({
  type: `urn:low-income-net:problem:${code}`,
  title: problems[code].en,
  status: problems[code].status,
  code,
  detail: problems[code].zh,
  message: textOf(code),
  ...(errors === undefined ? {} : { errors }),
  ...(facts === undefined ? {} : { facts }),
});

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const SIZE_CODES: Readonly<Record<string, readonly [small: ProblemCode, big: ProblemCode]>> = {
  number: ['too-small', 'too-large'],
  int: ['too-small', 'too-large'],
};

const sizeCode = (origin: string, side: 0 | 1): ProblemCode => (SIZE_CODES[origin] ?? ['too-short', 'too-long'])[side];

/** A text or list that needs something and has nothing reads as missing, not as short. */
const tooSmall = (issue: $ZodIssueTooSmall): ProblemCode =>
  issue.minimum === 1 && !Object.hasOwn(SIZE_CODES, issue.origin) ? 'required' : sizeCode(issue.origin, 0);

const missingOr = (code: ProblemCode, input: unknown): ProblemCode => (input === undefined ? 'required' : code);

const codeOf = (issue: $ZodIssue): ProblemCode => {
  if (isProblemCode(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return missingOr('wrong-type', issue.input);
    case 'invalid_value':
      return missingOr('not-an-option', issue.input);
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return sizeCode(issue.origin, 1);
    case 'invalid_format':
      return 'wrong-format';
    case 'unrecognized_keys':
      return 'unknown-field';
    default:
      return 'wrong-value';
  }
};

const fieldProblems = (issue: $ZodIssue): FieldProblem[] => {
  const code = codeOf(issue);
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) => ({ path: pointer(path), code, message: textOf(code) }));
};

/** One field's problem, for checks that a schema cannot make. */
export const fieldProblem = (path: string, code: ProblemCode): Problem =>
  problem('invalid-request', [{ path, code, message: textOf(code) }]);

/** The problem document of a failed parse; the input itself never stands in it. */
export const validationProblem = (error: $ZodError, prefix = ''): Problem =>
  problem(
    'invalid-request',
    error.issues.flatMap(fieldProblems).map((field) => ({ ...field, path: prefix + field.path })),
  );
