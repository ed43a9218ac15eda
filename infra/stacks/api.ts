import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnApiMapping, CfnDomainName, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { routes } from '#shared/reference/routes.ts';
import type { StageConfig } from '../config.ts';
import { endpointsOutput } from '../constructs/endpoints.ts';
import type { Gateway } from '../constructs/http-door.ts';

/** Of a request the access log says what, how and how long; never who, from where, or a path with a code in it. */
const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
});

/** The API's stage, last of all stacks: it names every route with its throttle. */
export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, stage: { config: StageConfig; gateway: Gateway }, props?: StackProps) {
    super(scope, id, props);
    const { config, gateway } = stage;
    const logs = new LogGroup(this, 'AccessLogs', {
      retention: config.logRetentionDays,
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const apiStage = new CfnStage(this, 'Stage', {
      apiId: gateway.api.ref,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: logs.logGroupArn, format: ACCESS_LOG_FORMAT },
      defaultRouteSettings: { throttlingRateLimit: 100, throttlingBurstLimit: 200, detailedMetricsEnabled: true },
      routeSettings: Object.fromEntries(
        Object.values(routes).map(({ method, path, throttle }) => [
          `${method} ${path}`,
          { ThrottlingRateLimit: throttle.rate, ThrottlingBurstLimit: throttle.burst, DetailedMetricsEnabled: true },
        ]),
      ),
    });
    for (const route of gateway.routes) apiStage.addResourceDependency(route);
    if (config.domain !== undefined) this.addDomain(config.domain, gateway, apiStage);
    endpointsOutput(this, { apiId: gateway.api.ref });
  }

  private addDomain(domain: NonNullable<StageConfig['domain']>, gateway: Gateway, apiStage: CfnStage): void {
    const name = new CfnDomainName(this, 'Domain', {
      domainName: domain.name,
      domainNameConfigurations: [
        { certificateArn: domain.certificateArn, endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' },
      ],
    });
    new CfnApiMapping(this, 'Mapping', { apiId: gateway.api.ref, domainName: name.ref, stage: apiStage.ref });
  }
}
