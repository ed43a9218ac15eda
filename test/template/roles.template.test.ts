import { describe, expect, it } from 'vitest';
import { find, resourcesOf, stacksOf, withResource } from '#test/support/templates.ts';
import {
  dataGrantsOf,
  doorOf,
  functionOf,
  functionsOf,
  hiddenPolicies,
  publicRightsTooMany,
  roleIdOf,
  wildcards,
} from './rules/roles.ts';

/** Where a grant cannot name its resource whole: objects of the bucket, whose names are made at run time. */
const LISTED = /: s3:(GetObject|GetObjectVersion|PutObject) on data\.FilesBucket\w+\.Arn\/(feeds|sources|rejects)\/\*$/;

describe.each(['local', 'test', 'prod'] as const)('Rights in stage %s', (stage) => {
  const stacks = stacksOf(stage);

  it('gives each function a role of its own', () => {
    const roles = functionsOf(stacks).map((fn) => `${fn.stack}.${roleIdOf(fn)}`);
    expect(roles.length).toBeGreaterThan(10);
    expect(new Set(roles).size).toBe(roles.length);
  });

  it('gives the doors of the public nothing on the registry, no read on cases, and no key to decrypt', () => {
    expect(publicRightsTooMany(stacks)).toEqual([]);
  });

  it.each(['self-check/public-http', 'pages/public-http', 'reference/public-http'])(
    'gives %s nothing but its own log',
    (door) => {
      expect(dataGrantsOf(stacks, door)).toEqual([]);
      expect(functionOf(stacks, door).Properties['DeadLetterConfig']).toBeUndefined();
    },
  );

  it('has no wildcard among actions, and among resources only those listed', () => {
    const { actions, resources } = wildcards(stacks);
    expect(actions).toEqual([]);
    expect(resources.filter((grant) => !LISTED.test(grant))).toEqual([]);
    expect(resources.filter((grant) => LISTED.test(grant)).length).toBeGreaterThan(0);
  });

  it('hides no policy in a role or a managed policy', () => {
    expect(hiddenPolicies(stacks)).toEqual([]);
  });

  it('lets only the self of a table be used with the key of tables', () => {
    const uses = functionsOf(stacks).flatMap((fn) => dataGrantsOf(stacks, doorOf(fn)));
    const ofTables = uses.filter(({ resource }) => resource.startsWith('data.TablesKey'));
    expect(ofTables.length).toBeGreaterThan(0);
    for (const { conditions } of ofTables) expect(JSON.stringify(conditions)).toContain('kms:ViaService');
  });

  it('lets those decrypt identities that show them to officials, or a citizen their own, or compare two of them, and nobody else', () => {
    const decrypting = functionsOf(stacks).filter((fn) =>
      dataGrantsOf(stacks, doorOf(fn)).some(
        ({ action, resource }) => action === 'kms:Decrypt' && resource.startsWith('data.FieldsKey'),
      ),
    );
    expect(decrypting.map(doorOf).sort()).toEqual([
      'identity/find-duplicates-queue',
      'identity/official-http',
      'registry/citizen-http',
      'registry/official-http',
      'work-orders/merge-reports-queue',
      'work-orders/official-http',
    ]);
  });
});

describe('A right too many is caught', () => {
  const stacks = stacksOf('prod');
  const policyOf = (id: string) => find(stacks, 'AWS::IAM::Policy', id);
  const registryArn = `low-income-net-prod-data:${
    Object.values(stacks['data']?.Outputs ?? {})
      .find(({ Export }) => /RegistryTable\w+Arn/.test(Export?.Name ?? ''))
      ?.Export?.Name.split(':')[1]
  }`;
  const add = (id: string, Action: unknown, Resource: unknown) =>
    withResource(stacks, policyOf(id), ({ Properties }) => {
      const document = Properties['PolicyDocument'] as { Statement: unknown[] };
      document.Statement.push({ Effect: 'Allow', Action, Resource });
    });

  it('when a public door is given a write on the registry', () => {
    const planted = add('DiscoveryPublicHttp', 'dynamodb:PutItem', { 'Fn::ImportValue': registryArn });
    expect(publicRightsTooMany(planted)).toHaveLength(1);
  });

  it('when a public door is given an index of the registry', () => {
    const Resource = { 'Fn::Join': ['', [{ 'Fn::ImportValue': registryArn }, '/index/layer']] };
    expect(publicRightsTooMany(add('PagesPublicHttp', ['dynamodb:Query'], Resource))).toHaveLength(1);
  });

  it('when a role is given every action or every resource', () => {
    const planted = add('WorkOrdersOfficialHttp', ['dynamodb:*'], '*');
    expect(wildcards(planted).actions).toHaveLength(1);
    expect(wildcards(planted).resources.filter((grant) => !LISTED.test(grant))).toHaveLength(1);
  });

  it('when a role gets its policy inline', () => {
    const role = resourcesOf(stacks, 'AWS::IAM::Role')[0];
    if (role === undefined) throw new Error('no role');
    expect(hiddenPolicies(withResource(stacks, role, ({ Properties }) => (Properties['Policies'] = [{}])))).toEqual([
      role.at,
    ]);
  });
});
