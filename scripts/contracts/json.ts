/** A JSON document is unknown until it was looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What lies at a path, as an object; an empty one where there is none. */
export const objectAt = (value: unknown, ...path: readonly string[]): JsonObject => {
  const [first, ...rest] = path;
  if (first === undefined) return isObject(value) ? value : {};
  return objectAt(isObject(value) ? value[first] : undefined, ...rest);
};

/** A list, or an empty one where there is none. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The texts of a list. */
export const textsOf = (value: unknown): readonly string[] => listOf(value).filter((item) => typeof item === 'string');

/** What a `$ref` of the document stands for; anything else is itself. */
export const resolve = (value: unknown, root: JsonObject): JsonObject => {
  const ref = objectAt(value)['$ref'];
  if (typeof ref !== 'string') return objectAt(value);
  const path = ref.split('/').slice(1);
  return objectAt(root, ...path.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')));
};

/** A document as it is written: the same bytes at every run. */
export const written = (document: unknown): string => `${JSON.stringify(document, undefined, 2)}\n`;
