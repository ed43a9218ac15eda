import { randomUUID } from 'node:crypto';
import { GetRolePolicyCommand, IAMClient, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiOf, tokenOf } from '#test/support/api.ts';
import { eventually, localCloud } from '#test/support/local-cloud.ts';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';
import { rootClient } from '../../scripts/local-cloud/stage.ts';

/** Jiaxing: no other journey reports here. */
const COUNTY = '330421';

type Statement = { readonly Action: string | readonly string[]; readonly Resource: unknown };
type Document = { readonly Statement: readonly Statement[] };
type Policy = { readonly RoleName: string; readonly PolicyName: string; readonly document: Document };

let endpoints: Endpoints;
let api: Api;
let iam: IAMClient;
let policies: Policy[];

const roleOf = async (part: string): Promise<string> => {
  const lambda = new LambdaClient(rootClient(endpoints.aws));
  let Marker: string | undefined;
  do {
    const page = await lambda.send(new ListFunctionsCommand(Marker === undefined ? {} : { Marker }));
    const fn = page.Functions?.find(({ FunctionName = '' }) => FunctionName.includes(part));
    if (fn?.Role !== undefined) return fn.Role.split('/').at(-1) ?? '';
    Marker = page.NextMarker;
  } while (Marker !== undefined);
  throw new Error(`no function is called ${part}`);
};

const policiesOf = async (RoleName: string): Promise<Policy[]> => {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  return Promise.all(
    PolicyNames.map(async (PolicyName) => {
      const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      return { RoleName, PolicyName, document: JSON.parse(decodeURIComponent(PolicyDocument)) as Document };
    }),
  );
};

const write = ({ RoleName, PolicyName, document }: Policy) =>
  iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: JSON.stringify(document) }));

const actionsOf = ({ Action }: Statement): readonly string[] => (typeof Action === 'string' ? [Action] : Action);

/** The policy without one action on one table; how many statements lost it. */
const without = ({ document, ...policy }: Policy, action: string, table: string) => {
  let taken = 0;
  const Statement = document.Statement.flatMap((statement) => {
    const actions = actionsOf(statement);
    if (!actions.includes(action) || !JSON.stringify(statement.Resource).includes(table)) return [statement];
    taken += 1;
    const rest = actions.filter((one) => one !== action);
    return rest.length === 0 ? [] : [{ ...statement, Action: rest }];
  });
  return { policy: { ...policy, document: { ...document, Statement } }, taken };
};

beforeAll(async () => {
  endpoints = (await localCloud()).endpoints;
  api = apiOf(endpoints);
  iam = new IAMClient(rootClient(endpoints.aws));
  policies = await policiesOf(await roleOf('DiscoveryPublicHttp'));
});
afterAll(async () => {
  for (const policy of policies) await write(policy);
});

const body = { subject: { name: '测试舟', regionCode: COUNTY, situations: ['other'] } };
const orders = async (): Promise<string[]> => {
  const token = tokenOf(endpoints, COUNTY);
  const page = await api.get<{ items: { workOrderId: string }[] }>('/v1/work-orders?limit=200', { token });
  return page.body.items.map(({ workOrderId }) => workOrderId);
};

describe('the door of reports', () => {
  it('whose right to put into cases is taken away refuses, keeps nothing, and works again once it has it back', async () => {
    expect((await api.post('/v1/reports', body)).status).toBe(202);
    const before = await orders();
    const changed = policies.map((policy) => without(policy, 'dynamodb:PutItem', endpoints.tables['cases'] ?? ''));
    expect(changed.reduce((sum, { taken }) => sum + taken, 0)).toBeGreaterThan(0);
    const key = randomUUID();
    for (const { policy } of changed) await write(policy);
    const refused = await eventually(
      'the refusal',
      async () => {
        const answer = await api.post<{ code: string; detail: string }>('/v1/reports', body, { key });
        return answer.status === 202 ? undefined : answer;
      },
      5,
    );
    expect([500, 503]).toContain(refused.status);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.text).not.toMatch(/dynamodb|arn:|AccessDenied/i);
    expect(await orders()).toEqual(before);

    for (const policy of policies) await write(policy);
    // Nothing of the refused request stayed, not even its key: the same request is taken now.
    const taken = await eventually(
      'the door works again',
      async () => {
        const answer = await api.post('/v1/reports', body, { key });
        return answer.status === 202 ? answer : undefined;
      },
      10,
    );
    expect(taken.body).toMatchObject({ trackingCode: expect.any(String) });
    expect(await orders()).toHaveLength(before.length + 1);
  });

  it('has no right to read a case or anything of the registry', () => {
    const statements = policies.flatMap(({ document }) => document.Statement);
    const reaching = (name: string | undefined) =>
      statements.filter(({ Resource }) => JSON.stringify(Resource).includes(name ?? '?')).flatMap(actionsOf);
    expect(new Set(reaching(endpoints.tables['cases']))).toEqual(new Set(['dynamodb:PutItem']));
    expect(reaching(endpoints.tables['registry'])).toEqual([]);
    expect(reaching(endpoints.keys['fields'])).toEqual(['kms:GenerateDataKey']);
  });
});
