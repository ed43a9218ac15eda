import { Stack } from 'aws-cdk-lib';
import { type CfnApi, CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type Audience, type Route, routesOf } from '#shared/reference/routes.ts';
import { type DoorFunction, doorId } from './function.ts';

/** The API that the routes of every stack hang on, with the authorizer of each audience that has one. */
export type Gateway = {
  readonly api: CfnApi;
  readonly authorizers: Readonly<Record<Exclude<Audience, 'public'>, string>>;
  /** Routes made so far: the API's stage depends on each. */
  readonly routes: CfnRoute[];
};

/** Gives a function every route that the route table has for its door: one integration, one permission. */
export class HttpDoor extends Construct {
  constructor(scope: Construct, gateway: Gateway, fn: DoorFunction) {
    super(scope, `${doorId(fn.door)}Routes`);
    const table = routesOf(fn.door);
    if (table.length === 0) throw new Error(`no route in the route table for ${fn.door}`);
    const apiId = gateway.api.ref;
    const integration = new CfnIntegration(this, 'Integration', {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: fn.fn.functionArn,
      payloadFormatVersion: '2.0',
    });
    const stack = Stack.of(this);
    new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: fn.fn.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: stack.formatArn({ service: 'execute-api', resource: apiId, resourceName: '*/*' }),
    });
    for (const [id, route] of table) gateway.routes.push(this.addRoute(gateway, integration, id, route));
  }

  private addRoute(gateway: Gateway, integration: CfnIntegration, id: string, route: Route): CfnRoute {
    const { audience } = route;
    return new CfnRoute(this, id, {
      apiId: gateway.api.ref,
      routeKey: `${route.method} ${route.path}`,
      target: `integrations/${integration.ref}`,
      ...(audience === 'public'
        ? { authorizationType: 'NONE' }
        : { authorizationType: 'JWT', authorizerId: gateway.authorizers[audience] }),
    });
  }
}
