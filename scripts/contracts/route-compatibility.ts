import { type JsonObject, listOf, objectAt, resolve, textsOf } from './json.ts';
import { breaking, type Comparison } from './schema-compatibility.ts';

type Roots = Comparison['roots'];
type Pair = { readonly old: JsonObject; readonly now: JsonObject };

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const parametersOf = (operation: JsonObject, root: JsonObject): ReadonlyMap<string, JsonObject> =>
  new Map(
    listOf(operation['parameters']).map((given) => {
      const parameter = resolve(given, root);
      return [`${String(parameter['in'])} parameter ${String(parameter['name'])}`, parameter];
    }),
  );

const parameters = ({ old, now }: Pair, at: string, roots: Roots): readonly string[] => {
  const [before, after] = [parametersOf(old, roots.old), parametersOf(now, roots.now)];
  const needed = [...after].filter(
    ([name, { required }]) => required === true && before.get(name)?.['required'] !== true,
  );
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const changed = [...before].flatMap(([name, one]) => {
    const other = after.get(name);
    const schemas = { old: one['schema'], now: other?.['schema'] };
    return other === undefined ? [] : breaking(schemas, `${at} ${name}`, { side: 'sent', roots });
  });
  return [
    ...needed.map(([name]) => `${at} ${name}: is needed now`),
    ...gone.map((name) => `${at} ${name}: is gone`),
    ...changed,
  ];
};

/** The media types of a body: one that is gone, and what changed in those that stayed. */
const contents = (pair: Pair, at: string, comparison: Comparison): readonly string[] => {
  const now = objectAt(pair.now, 'content');
  return Object.entries(objectAt(pair.old, 'content')).flatMap(([type, media]) => {
    if (!Object.hasOwn(now, type)) return [`${at}: no longer ${type}`];
    return breaking({ old: objectAt(media)['schema'], now: objectAt(now, type)['schema'] }, at, comparison);
  });
};

const requestBody = ({ old, now }: Pair, at: string, roots: Roots): readonly string[] => {
  const pair = { old: resolve(old['requestBody'], roots.old), now: resolve(now['requestBody'], roots.now) };
  const isNew = pair.now['required'] === true && pair.old['required'] !== true;
  const where = `${at} body`;
  return [...(isNew ? [`${where}: is needed now`] : []), ...contents(pair, where, { side: 'sent', roots })];
};

/** Answers of success; what is refused, and how, may grow. */
const answers = ({ old, now }: Pair, at: string, roots: Roots): readonly string[] => {
  const after = objectAt(now, 'responses');
  return Object.entries(objectAt(old, 'responses')).flatMap(([status, given]) => {
    if (!status.startsWith('2')) return [];
    if (!Object.hasOwn(after, status)) return [`${at}: no longer answers ${status}`];
    const pair = { old: resolve(given, roots.old), now: resolve(after[status], roots.now) };
    return contents(pair, `${at} ${status}`, { side: 'received', roots });
  });
};

const access = ({ old, now }: Pair, at: string): readonly string[] => {
  const schemes = (operation: JsonObject): string =>
    listOf(operation['security'])
      .flatMap((one) => Object.keys(objectAt(one)))
      .join();
  const [before, after] = [schemes(old), schemes(now)];
  const closed = after !== before && after !== '' ? [`${at}: asks for a token of ${after}`] : [];
  const roles = textsOf(now['x-roles']);
  const lost = textsOf(old['x-roles']).filter((role) => roles.length > 0 && !roles.includes(role));
  return [...closed, ...lost.map((role) => `${at}: no longer for the role ${role}`)];
};

const operation = (pair: Pair, at: string, roots: Roots): readonly string[] => [
  ...(pair.old['operationId'] === pair.now['operationId']
    ? []
    : [`${at}: operationId is ${String(pair.now['operationId'])}`]),
  ...access(pair, at),
  ...parameters(pair, at, roots),
  ...requestBody(pair, at, roots),
  ...answers(pair, at, roots),
];

/** What of an OpenAPI document breaks those who call by the old one. */
export const breakingRoutes = (old: JsonObject, now: JsonObject): readonly string[] =>
  Object.entries(objectAt(old, 'paths')).flatMap(([path, item]) =>
    METHODS.filter((method) => Object.hasOwn(objectAt(item), method)).flatMap((method) => {
      const at = `${method.toUpperCase()} ${path}`;
      const after = objectAt(now, 'paths', path);
      if (!Object.hasOwn(after, method)) return [`${at}: is gone`];
      return operation({ old: objectAt(item, method), now: objectAt(after, method) }, at, { old, now });
    }),
  );
