import { at, type Located, resourcesOf, type Stacks, textOf } from '#test/support/templates.ts';

/** What a role may do: an action on a resource, as text. */
export type Grant = { readonly action: string; readonly resource: string; readonly conditions: unknown };

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** The door of a function (`discovery/public-http`) stands first in its description. */
export const doorOf = (fn: Located): string => String(fn.Properties['Description']).split(':')[0] ?? '';

export const functionsOf = (stacks: Stacks): Located[] => resourcesOf(stacks, 'AWS::Lambda::Function');

export const functionOf = (stacks: Stacks, door: string): Located => {
  const found = functionsOf(stacks).find((fn) => doorOf(fn) === door);
  if (found === undefined) throw new Error(`no function ${door}`);
  return found;
};

/** The policies of a role, and all that they allow. */
export const grantsOfRole = (stacks: Stacks, stack: string, roleId: string): Grant[] =>
  resourcesOf(stacks, 'AWS::IAM::Policy')
    .filter(
      (policy) => policy.stack === stack && list(policy.Properties['Roles']).some((role) => at(role, 'Ref') === roleId),
    )
    .flatMap((policy) => list(at(policy.Properties, 'PolicyDocument', 'Statement')))
    .filter((statement) => at(statement, 'Effect') === 'Allow')
    .flatMap((statement) =>
      list(at(statement, 'Action')).flatMap((action) =>
        list(at(statement, 'Resource')).map((resource) => ({
          action: String(action),
          resource: textOf(stacks, stack, resource),
          conditions: at(statement, 'Condition'),
        })),
      ),
    );

/** The logical id of a function's role. */
export const roleIdOf = (fn: Located): string => String(at(fn.Properties, 'Role', 'Fn::GetAtt', 0));

export const grantsOf = (stacks: Stacks, fn: Located): Grant[] => grantsOfRole(stacks, fn.stack, roleIdOf(fn));

const LOGS = new Set(['logs:CreateLogStream', 'logs:PutLogEvents']);

/** What a function may do beside writing its own log. */
export const dataGrantsOf = (stacks: Stacks, door: string): Grant[] =>
  grantsOf(stacks, functionOf(stacks, door)).filter(({ action }) => !LOGS.has(action));

const READS = /^dynamodb:(Get|BatchGet|Query|Scan|ConditionCheck|PartiQL|Describe|List)/;

/** What no door of the public may ever have. */
const forbiddenToPublic = ({ action, resource }: Grant): boolean =>
  resource.startsWith('data.RegistryTable') ||
  (resource.startsWith('data.CasesTable') && READS.test(action)) ||
  (resource.startsWith('data.FieldsKey') && action === 'kms:Decrypt') ||
  (resource.startsWith('data.IdentitySecret') && action.startsWith('secretsmanager:'));

export const publicRightsTooMany = (stacks: Stacks): string[] =>
  functionsOf(stacks)
    .filter((fn) => doorOf(fn).endsWith('/public-http'))
    .flatMap((fn) =>
      grantsOf(stacks, fn)
        .filter((grant) => grant.action.includes('*') || grant.resource === '*' || forbiddenToPublic(grant))
        .map(({ action, resource }) => `${doorOf(fn)}: ${action} on ${resource}`),
    );

/** Actions with a wildcard, and resources with one, in whatever role of whatever stack. */
export const wildcards = (stacks: Stacks): { readonly actions: string[]; readonly resources: string[] } => {
  const all = resourcesOf(stacks, 'AWS::IAM::Role').flatMap((role) =>
    grantsOfRole(stacks, role.stack, role.id).map((grant) => ({ ...grant, role: role.at })),
  );
  const said = (grants: typeof all): string[] =>
    grants.map(({ role, action, resource }) => `${role}: ${action} on ${resource}`);
  return {
    actions: said(all.filter(({ action }) => action.includes('*'))),
    resources: said(all.filter(({ resource }) => resource.includes('*'))),
  };
};

/** Ways around the policies that the tests look at. */
export const hiddenPolicies = (stacks: Stacks): string[] => [
  ...resourcesOf(stacks, 'AWS::IAM::ManagedPolicy').map(({ at: where }) => where),
  ...resourcesOf(stacks, 'AWS::IAM::Role')
    .filter(({ Properties }) => Properties['Policies'] !== undefined || Properties['ManagedPolicyArns'] !== undefined)
    .map(({ at: where }) => where),
];
