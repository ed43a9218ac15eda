import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { StageConfig, TokenIssuer } from '../config.ts';
import type { Gateway } from '../constructs/http-door.ts';

/** The HTTP API and its two authorizers; the routes hang on it from the stacks of their capabilities. */
export class GatewayStack extends Stack {
  readonly gateway: Gateway;

  constructor(scope: Construct, id: string, config: StageConfig, props?: StackProps) {
    super(scope, id, props);
    const api = new CfnApi(this, 'Api', {
      name: `low-income-net-${config.name}`,
      protocolType: 'HTTP',
      // The pages come from the API itself, so that no other origin needs to call it from a browser.
      disableExecuteApiEndpoint: config.domain !== undefined,
    });
    const authorizer = (name: string, { issuer, audience }: TokenIssuer): string =>
      new CfnAuthorizer(this, name, {
        apiId: api.ref,
        name,
        authorizerType: 'JWT',
        identitySource: ['$request.header.Authorization'],
        jwtConfiguration: { issuer, audience: [audience] },
      }).ref;
    this.gateway = {
      api,
      authorizers: {
        official: authorizer('Officials', config.officials),
        citizen: authorizer('Citizens', config.citizens),
      },
      routes: [],
    };
  }
}
