import type { Contracts } from './generate.ts';
import { type JsonObject, objectAt } from './json.ts';
import { breakingRoutes } from './route-compatibility.ts';
import { breaking, type Side } from './schema-compatibility.ts';

const SCHEMA = /^schemas\/(?<name>.+)\.json$/;

/** A feed's rows are sent to us, everything else that has a schema of its own is received. */
const sideOf = (name: string): Side => (name.startsWith('feeds/') ? 'sent' : 'received');

const whatOf = (name: string): string => {
  if (name.startsWith('feeds/')) return `feed ${name.slice('feeds/'.length)}`;
  return name === 'problem' ? 'problem document' : `message ${name}`;
};

const breakingSchemas = (old: Contracts, now: Contracts): readonly string[] =>
  [...old].flatMap(([file, before]) => {
    const name = SCHEMA.exec(file)?.groups?.['name'];
    if (name === undefined) return [];
    const after = now.get(file);
    if (after === undefined) return [`${whatOf(name)}: is gone`];
    const comparison = { side: sideOf(name), roots: { old: before, now: after } };
    return breaking({ old: before, now: after }, whatOf(name), comparison);
  });

const ownersOf = (channel: JsonObject): readonly string[] => Object.keys(objectAt(channel, 'x-addresses'));

const breakingQueues = (old: JsonObject, now: JsonObject): readonly string[] =>
  Object.entries(objectAt(old, 'channels')).flatMap(([name, channel]) => {
    const after = objectAt(now, 'channels', name);
    const owners = ownersOf(after);
    const types = Object.keys(objectAt(after, 'messages'));
    const before = objectAt(channel);
    return [
      ...ownersOf(before)
        .filter((address) => !owners.includes(address))
        .map((address) => `queue ${address}: is gone`),
      ...Object.keys(objectAt(before, 'messages'))
        .filter((type) => !types.includes(type))
        .map((type) => `${name}: no longer gets ${type}`),
    ];
  });

const document = (contracts: Contracts, name: string): JsonObject => contracts.get(name) ?? {};

/**
 * What breaks those who call and consume by the old contracts, a line each; nothing when they can go on. Additions do
 * not: routes, message types, fields of answers, optional fields of requests, codes, values in answers.
 */
export const compatible = (old: Contracts, now: Contracts): readonly string[] => [
  ...breakingRoutes(document(old, 'openapi.json'), document(now, 'openapi.json')),
  ...breakingQueues(document(old, 'asyncapi.json'), document(now, 'asyncapi.json')),
  ...breakingSchemas(old, now),
];
