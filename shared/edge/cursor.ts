import { err, ok, type Result } from '#shared/kernel/result.ts';
import { type Problem, problem } from './problem.ts';

type Mac = (text: string) => Promise<string>;

/**
 * A cursor says where the next page begins, bound by a MAC to the list and the caller that it was made for: one that was
 * changed, or taken to another list, is refused.
 */
export const writeCursor = async (position: string, list: string, mac: Mac): Promise<string> =>
  Buffer.from(JSON.stringify([position, await mac(`cursor|${list}|${position}`)])).toString('base64url');

const decode = (cursor: string): readonly unknown[] => {
  const bytes = Buffer.from(cursor, 'base64url');
  // Decoding lets odd characters pass: a cursor is what was given out, to the last of them.
  if (bytes.toString('base64url') !== cursor) return [];
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};

/** The position in a cursor; `undefined` without one. */
export const readCursor = async (
  cursor: string | undefined,
  list: string,
  mac: Mac,
): Promise<Result<string | undefined, Problem>> => {
  if (cursor === undefined) return ok(undefined);
  const [position, given] = decode(cursor);
  if (typeof position !== 'string' || given !== (await mac(`cursor|${list}|${position}`)))
    return err(problem('cursor'));
  return ok(position);
};
