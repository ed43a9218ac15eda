import { type $ZodType, type input, type output, parse, safeParse } from 'zod/v4/core';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import { type Problem, problem, validationProblem } from './problem.ts';

const parseJson = (bytes: Buffer): Result<unknown, Problem> => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return ok(JSON.parse(text));
  } catch {
    return err(problem('body-not-json'));
  }
};

/** The JSON body by its contract, or the problem document that says which fields are wrong. */
export const readBody = <Schema extends $ZodType>(
  request: HttpRequest,
  schema: Schema,
): Result<output<Schema>, Problem> => {
  if (request.body.length === 0) return err(problem('body-missing'));
  const type = request.headers['content-type'];
  if (type !== undefined && !/^application\/([\w.-]+\+)?json\b/i.test(type)) return err(problem('media-type'));
  const json = parseJson(request.body);
  if (!json.ok) return json;
  const parsed = safeParse(schema, json.value, { reportInput: true });
  return parsed.success ? ok(parsed.data) : err(validationProblem(parsed.error));
};

/** The query by its contract. */
export const readQuery = <Schema extends $ZodType>(
  request: HttpRequest,
  schema: Schema,
): Result<output<Schema>, Problem> => {
  const parsed = safeParse(schema, request.query, { reportInput: true });
  return parsed.success ? ok(parsed.data) : err(validationProblem(parsed.error, '/query'));
};

/** The key under which a repeated request is known: at least 16 characters. */
export const readIdempotencyKey = (request: HttpRequest): Result<string, Problem> => {
  const key = request.headers['idempotency-key'] ?? '';
  return /^[\x21-\x7e]{16,200}$/.test(key) ? ok(key) : err(problem('idempotency-key'));
};

type Given<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Given<T[Key]> }
    : T;

/** An answer by its contract: what the schema does not name does not leave the house. */
export const json = <Schema extends $ZodType>(
  status: number,
  schema: Schema,
  value: Given<input<Schema>>,
  headers?: Readonly<Record<string, string>>,
): HttpResponse => ({ status, body: parse(schema, value), ...(headers === undefined ? {} : { headers }) });

/** The header that says which version an answer shows. */
export const etag = (version: number): Readonly<Record<string, string>> => ({ etag: `"${version}"` });

/** Whether a command was meant for another version than the present one; without `If-Match` it is meant for any. */
export const staleBy = (request: HttpRequest, version: number): boolean => {
  const wanted = request.headers['if-match'];
  return wanted !== undefined && wanted !== '*' && wanted !== `"${version}"`;
};
