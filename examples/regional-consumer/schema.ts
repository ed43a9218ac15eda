import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject, objectAt, parseJson } from './json.ts';

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

const hasType = (value: unknown, wanted: unknown): boolean => {
  if (Array.isArray(wanted)) return wanted.some((one) => hasType(value, one));
  const type = typeOf(value);
  return wanted === undefined || type === wanted || (wanted === 'number' && type === 'integer');
};

const resolve = (schema: JsonObject, root: JsonObject): JsonObject => {
  const ref = schema['$ref'];
  return typeof ref === 'string' ? objectAt(root, ...ref.split('/').slice(1)) : schema;
};

const fitsObject = (value: JsonObject, schema: JsonObject, root: JsonObject): boolean => {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return (
    required.every((name) => Object.hasOwn(value, String(name))) &&
    Object.entries(objectAt(schema, 'properties')).every(
      ([name, of]) => value[name] === undefined || fits(value[name], of, root),
    )
  );
};

/** The part of JSON Schema that a consumer needs to tell a message from something else; what it does not know, it lets pass. */
const fits = (value: unknown, given: unknown, root: JsonObject): boolean => {
  const schema = resolve(objectAt(given), root);
  const { const: one, enum: some, items } = schema;
  if (!hasType(value, schema['type'])) return false;
  if (one !== undefined && value !== one) return false;
  if (Array.isArray(some) && !some.includes(value)) return false;
  if (Array.isArray(value)) return items === undefined || value.every((item) => fits(item, items, root));
  return !isObject(value) || fitsObject(value, schema, root);
};

/** Checks messages against the published schemas, one file a type: `<folder>/<type>.json`. A type without one passes. */
export const schemasIn = (folder: string) => {
  const read = (type: string): JsonObject | undefined => {
    const file = join(folder, `${type}.json`);
    return /^[a-z.-]+$/.test(type) && existsSync(file) ? objectAt(parseJson(readFileSync(file, 'utf8'))) : undefined;
  };
  return (type: string, envelope: JsonObject): boolean => {
    const schema = read(type);
    return schema === undefined || fits(envelope, schema, schema);
  };
};
