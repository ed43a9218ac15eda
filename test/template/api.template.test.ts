import { describe, expect, it } from 'vitest';
import { type Route, routes } from '#shared/reference/routes.ts';
import { at, find, resourcesOf, type Stacks, stacksOf, textOf, withResource } from '#test/support/templates.ts';
import { doorOf, functionsOf } from './rules/roles.ts';

/** A route as it is deployed: who is let in, and which function answers. */
type Deployed = { readonly key: string; readonly authorizer: string; readonly door: string };

const deployedRoutes = (stacks: Stacks): Deployed[] =>
  resourcesOf(stacks, 'AWS::ApiGatewayV2::Route').map(({ stack, Properties }) => {
    const integration = textOf(stacks, stack, Properties['Target']).replace('integrations/', '');
    const uri = resourcesOf(stacks, 'AWS::ApiGatewayV2::Integration').find((found) => found.at === integration);
    const arn = uri === undefined ? '' : textOf(stacks, uri.stack, uri.Properties['IntegrationUri']);
    const fn = functionsOf(stacks).find((found) => `${found.at}.Arn` === arn);
    const kind = String(Properties['AuthorizationType']);
    const by =
      kind === 'JWT' ? textOf(stacks, stack, Properties['AuthorizerId']).replace(/^gateway\.(\w+?)s?$/, '$1') : kind;
    return {
      key: String(Properties['RouteKey']),
      authorizer: by.toLowerCase(),
      door: fn === undefined ? '' : doorOf(fn),
    };
  });

const expectedRoutes = (): Deployed[] =>
  Object.values<Route>(routes).map(({ method, path, audience, door }) => ({
    key: `${method} ${path}`,
    authorizer: audience === 'public' ? 'none' : audience,
    door,
  }));

const byKey = (a: { key: string }, b: { key: string }): number => a.key.localeCompare(b.key);

describe.each(['local', 'test', 'prod'] as const)('The API in stage %s', (stage) => {
  const stacks = stacksOf(stage);
  const apiStage = find(stacks, 'AWS::ApiGatewayV2::Stage');

  it('has every route of the route table, behind its authorizer and its function, and no other', () => {
    expect(deployedRoutes(stacks).sort(byKey)).toEqual(expectedRoutes().sort(byKey));
  });

  it('throttles each route as the route table says', () => {
    const settings = Object.values<Route>(routes).map(({ method, path, throttle }) => [
      `${method} ${path}`,
      { ThrottlingRateLimit: throttle.rate, ThrottlingBurstLimit: throttle.burst, DetailedMetricsEnabled: true },
    ]);
    expect(apiStage.Properties['RouteSettings']).toEqual(Object.fromEntries(settings));
    expect(at(apiStage.Properties, 'DefaultRouteSettings', 'ThrottlingRateLimit')).toBeLessThanOrEqual(100);
  });

  it('has two JWT authorizers, each with one issuer and one audience', () => {
    const authorizers = resourcesOf(stacks, 'AWS::ApiGatewayV2::Authorizer');
    expect(authorizers.map(({ Properties }) => Properties['AuthorizerType'])).toEqual(['JWT', 'JWT']);
    const audiences = authorizers.map(({ Properties }) => at(Properties, 'JwtConfiguration', 'Audience'));
    expect(audiences).toEqual([['official'], ['citizen']]);
    const scheme = stage === 'local' ? /^http:\/\/localhost:/ : /^https:\/\//;
    for (const { Properties } of authorizers) expect(at(Properties, 'JwtConfiguration', 'Issuer')).toMatch(scheme);
  });

  it('gives each door one integration and one permission, for this API alone', () => {
    const doors = new Set(Object.values(routes).map(({ door }) => door));
    expect(resourcesOf(stacks, 'AWS::ApiGatewayV2::Integration')).toHaveLength(doors.size);
    const permissions = resourcesOf(stacks, 'AWS::Lambda::Permission');
    expect(permissions).toHaveLength(doors.size);
    for (const { stack, Properties } of permissions) {
      expect(Properties['Principal']).toBe('apigateway.amazonaws.com');
      expect(textOf(stacks, stack, Properties['SourceArn'])).toMatch(/execute-api:.*:gateway\.Api\/\*\/\*$/);
    }
  });

  it('writes a line for each call, with neither address nor path nor token in it', () => {
    const format = String(at(apiStage.Properties, 'AccessLogSettings', 'Format'));
    expect(Object.keys(JSON.parse(format) as object)).toContain('status');
    expect(format).not.toMatch(/sourceIp|\$context\.path|userAgent|authorizer|identity/);
  });

  it('is deployed after every route', () => {
    expect(resourcesOf({ api: stacks['api'] ?? { Resources: {} } }).map(({ Type }) => Type)).toContain(
      'AWS::ApiGatewayV2::Stage',
    );
  });
});

describe('A wrong route is caught', () => {
  const stacks = stacksOf('prod');
  const route = find(stacks, 'AWS::ApiGatewayV2::Route', 'RegistryOfficialHttpRoutesgetPerson');

  it('when it lost its authorizer', () => {
    const planted = withResource(stacks, route, ({ Properties }) => (Properties['AuthorizationType'] = 'NONE'));
    expect(deployedRoutes(planted).sort(byKey)).not.toEqual(expectedRoutes().sort(byKey));
  });

  it("when it has the citizens' authorizer", () => {
    const citizens = find(stacks, 'AWS::ApiGatewayV2::Authorizer', 'Citizen');
    const planted = withResource(
      { ...stacks, casework: stacks['casework'] ?? { Resources: {} } },
      route,
      ({ Properties }) => (Properties['AuthorizerId'] = { Ref: citizens.id }),
    );
    expect(deployedRoutes(planted).sort(byKey)).not.toEqual(expectedRoutes().sort(byKey));
  });

  it('when nobody has it in the table', () => {
    const planted = withResource(stacks, route, ({ Properties }) => (Properties['RouteKey'] = 'GET /v1/everything'));
    expect(deployedRoutes(planted).sort(byKey)).not.toEqual(expectedRoutes().sort(byKey));
  });
});
