/** JSON from outside is unknown until it was looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a JSON text; `undefined` where it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What lies at a path, as an object; an empty one where there is none. */
export const objectAt = (value: unknown, ...path: readonly string[]): JsonObject => {
  const [first, ...rest] = path;
  if (first === undefined) return isObject(value) ? value : {};
  return objectAt(isObject(value) ? value[first] : undefined, ...rest);
};

/** A text that has to be there. */
export const textOf = (object: JsonObject, name: string): string => {
  const value = object[name];
  if (typeof value !== 'string' || value === '') throw new Error(`"${name}" is missing`);
  return value;
};
