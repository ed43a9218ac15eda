import { isObject, type JsonObject, listOf, objectAt, resolve, textsOf } from './json.ts';

/** `sent`: what callers send to us may not be asked more of. `received`: what they get from us may not be less. */
export type Side = 'sent' | 'received';
export type Comparison = {
  readonly side: Side;
  /** The documents in which references are looked up. */
  readonly roots: { readonly old: JsonObject; readonly now: JsonObject };
  /** References on the way here: a schema within itself ends there. */
  readonly met?: readonly string[];
};
type Pair = { readonly old: JsonObject; readonly now: JsonObject };

const keysOf = (schema: JsonObject, name: string): readonly string[] => Object.keys(objectAt(schema, name));

const typesOf = ({ type }: JsonObject): readonly string[] | undefined => {
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? textsOf(type) : undefined;
};

/** Whether every type of the one is among those of the other; a schema without a type has all of them. */
const within = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean => {
  if (other === undefined) return true;
  return one?.every((type) => other.includes(type) || (type === 'integer' && other.includes('number'))) ?? false;
};

const types = ({ old, now }: Pair, side: Side): readonly string[] => {
  const [before, after] = [typesOf(old), typesOf(now)];
  const fits = side === 'sent' ? within(before, after) : within(after, before);
  return fits ? [] : [`was ${before?.join(' or ') ?? 'anything'}, is ${after?.join(' or ') ?? 'anything'}`];
};

const valuesOf = (schema: JsonObject): readonly unknown[] | undefined => {
  if (Object.hasOwn(schema, 'const')) return [schema['const']];
  return Array.isArray(schema['enum']) ? schema['enum'] : undefined;
};

/** Values that may no longer be sent; of what is received, values may be added, but a fixed one has to stay. */
const values = ({ old, now }: Pair, side: Side): readonly string[] => {
  const [before, after] = [valuesOf(old), valuesOf(now)];
  if (after === undefined) return [];
  if (before === undefined) return side === 'sent' ? ['takes certain values only'] : [];
  if (side === 'received' && !Object.hasOwn(old, 'const')) return [];
  return before.filter((value) => !after.includes(value)).map((value) => `no longer ${JSON.stringify(value)}`);
};

const LIMITS = [
  ['maxLength', 1],
  ['maximum', 1],
  ['maxItems', 1],
  ['minLength', -1],
  ['minimum', -1],
  ['minItems', -1],
] as const;

const isTighter = ({ old, now }: Pair, name: string, sign: number): boolean => {
  const [before, after] = [old[name], now[name]];
  if (typeof after !== 'number') return false;
  return typeof before !== 'number' || (after - before) * sign < 0;
};

const limits = (pair: Pair, side: Side): readonly string[] => {
  if (side === 'received') return [];
  const tighter = LIMITS.filter(([name, sign]) => isTighter(pair, name, sign)).map(
    ([name]) => `${name} is ${String(pair.now[name])}`,
  );
  const { old, now } = pair;
  const isOther = now['pattern'] !== undefined && now['pattern'] !== old['pattern'];
  return isOther ? [...tighter, 'another pattern'] : tighter;
};

const required = ({ old, now }: Pair, side: Side): readonly string[] => {
  const [before, after] = [textsOf(old['required']), textsOf(now['required'])];
  if (side === 'sent') {
    return after.filter((name) => !before.includes(name)).map((name) => `"${name}" is needed now`);
  }
  const still = keysOf(now, 'properties');
  const uncertain = before.filter((name) => !after.includes(name) && still.includes(name));
  return uncertain.map((name) => `"${name}" may be missing now`);
};

/** A field that is gone: received, it is missed; sent, it is refused where the object is closed. */
const removed = ({ old, now }: Pair, side: Side): readonly string[] => {
  if (side === 'sent' && now['additionalProperties'] !== false) return [];
  const after = keysOf(now, 'properties');
  return keysOf(old, 'properties')
    .filter((name) => !after.includes(name))
    .map((name) => `"${name}" is gone`);
};

const nested = (pair: Pair, at: string, comparison: Comparison): readonly string[] => {
  const [old, now] = [objectAt(pair.old, 'properties'), objectAt(pair.now, 'properties')];
  const fields = Object.keys(old)
    .filter((name) => Object.hasOwn(now, name))
    .flatMap((name) => breaking({ old: old[name], now: now[name] }, `${at}/${name}`, comparison));
  const others = ['items', 'additionalProperties'].flatMap((name) =>
    isObject(pair.old[name]) && isObject(pair.now[name])
      ? breaking({ old: pair.old[name], now: pair.now[name] }, `${at}/*`, comparison)
      : [],
  );
  return [...fields, ...others];
};

const alternativesOf = (schema: JsonObject): readonly unknown[] | undefined => {
  const found = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
  return found.length === 0 ? undefined : found;
};

/** Every alternative that could be sent, or is received now, needs one of the other side's that it fits. */
const alternatives = (pair: Pair, at: string, comparison: Comparison): readonly string[] => {
  const old = alternativesOf(pair.old) ?? [pair.old];
  const now = alternativesOf(pair.now) ?? [pair.now];
  const fits = (one: unknown, other: unknown): boolean =>
    breaking({ old: one, now: other }, at, comparison).length === 0;
  const isSent = comparison.side === 'sent';
  const all = isSent
    ? old.every((one) => now.some((other) => fits(one, other)))
    : now.every((other) => old.some((one) => fits(one, other)));
  if (all) return [];
  return [`${at}: ${isSent ? 'a form is no longer taken' : 'comes in a form of which nothing was known'}`];
};

/** What of a schema breaks those who work with the old one: where, and how. */
export const breaking = (
  given: { readonly old: unknown; readonly now: unknown },
  at: string,
  comparison: Comparison,
): readonly string[] => {
  const { side, roots, met = [] } = comparison;
  const key = `${String(objectAt(given.old)['$ref'])}|${String(objectAt(given.now)['$ref'])}`;
  const isReference = key !== 'undefined|undefined';
  if (isReference && met.includes(key)) return [];
  const deeper = isReference ? { ...comparison, met: [...met, key] } : comparison;
  const pair = { old: resolve(given.old, roots.old), now: resolve(given.now, roots.now) };
  if ((alternativesOf(pair.old) ?? alternativesOf(pair.now)) !== undefined) return alternatives(pair, at, deeper);
  const here = [types, values, limits, required, removed].flatMap((rule) => rule(pair, side));
  return [...here.map((what) => `${at}: ${what}`), ...nested(pair, at, deeper)];
};
