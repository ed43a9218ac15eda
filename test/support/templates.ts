import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

export type StageName = 'local' | 'test' | 'prod' | 'china';
export type Json = Readonly<Record<string, unknown>>;
export type Resource = {
  readonly Type: string;
  readonly Properties: Json;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
};
type Output = { readonly Value: unknown; readonly Export?: { readonly Name: string } };
export type Template = {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, Output>>;
};

/** The templates of a synthesised app by the last word of their stack's name: `data`, `messaging` … */
export type Stacks = Readonly<Record<string, Template>>;

/** A resource with the place where it stands: `data.RegistryTable123`. */
export type Located = Resource & { readonly at: string; readonly stack: string; readonly id: string };

export const folderOf = (stage: StageName): string => join(inject('assemblies'), stage);

/** The templates of a stage, synthesised once a run. */
export const stacksOf = (stage: StageName): Stacks => {
  const folder = folderOf(stage);
  const files = readdirSync(folder).filter((name) => name.endsWith('.template.json'));
  return Object.fromEntries(
    files.map((file) => [
      file.replace(/^low-income-net-[a-z]+-|\.template\.json$/g, ''),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as Template,
    ]),
  );
};

/** All resources of a type, or all. */
export const resourcesOf = (stacks: Stacks, type?: string): Located[] =>
  Object.entries(stacks).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources)
      .filter(([, resource]) => type === undefined || resource.Type === type)
      .map(([id, resource]) => ({ ...resource, stack, id, at: `${stack}.${id}` })),
  );

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a value of one stack is exported: its stack and what it is there. */
const exported = (stacks: Stacks, name: string): readonly [string, unknown] => {
  for (const [stack, { Outputs = {} }] of Object.entries(stacks)) {
    const found = Object.values(Outputs).find((output) => output.Export?.Name === name);
    if (found !== undefined) return [stack, found.Value];
  }
  throw new Error(`nothing exports ${name}`);
};

/** A value as text, whatever stack it comes from: `data.RegistryTable123.Arn`, `<AWS::Partition>`, joined parts. */
export const textOf = (stacks: Stacks, stack: string, value: unknown): string => {
  if (!isObject(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::ImportValue': imported, 'Fn::Join': join } = value;
  if (typeof Ref === 'string') return Ref.startsWith('AWS::') ? `<${Ref}>` : `${stack}.${Ref}`;
  if (Array.isArray(attribute)) return `${stack}.${attribute.join('.')}`;
  if (typeof imported === 'string') return textOf(stacks, ...exported(stacks, imported));
  if (Array.isArray(join)) {
    const [separator, parts] = join as [string, unknown[]];
    return parts.map((part) => textOf(stacks, stack, part)).join(separator);
  }
  return JSON.stringify(value);
};

/** The value below these keys; `undefined` where one of them is missing. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[key] : undefined,
    value,
  );

/** A copy with one resource changed: what a rule must catch is planted like this. */
export const withResource = (
  stacks: Stacks,
  where: Located,
  change: (resource: { Type: string; Properties: Record<string, unknown> }) => void,
): Stacks => {
  const copy = structuredClone(stacks) as Record<
    string,
    { Resources: Record<string, { Type: string; Properties: Record<string, unknown> }> }
  >;
  const resource = copy[where.stack]?.Resources[where.id];
  if (resource === undefined) throw new Error(`no resource ${where.at}`);
  change(resource);
  return copy;
};

/** The first resource of a type whose id begins so. */
export const find = (stacks: Stacks, type: string, idBegins = ''): Located => {
  const found = resourcesOf(stacks, type).find(({ id }) => id.startsWith(idBegins));
  if (found === undefined) throw new Error(`no ${type} ${idBegins}`);
  return found;
};
