import { join } from 'node:path';
import { App, CliCredentialsStackSynthesizer, type StackProps, Tags } from 'aws-cdk-lib';
import { alerts } from './capabilities/alerts.ts';
import { audit } from './capabilities/audit.ts';
import { citizens } from './capabilities/citizens.ts';
import { collisions } from './capabilities/collisions.ts';
import { discovery } from './capabilities/discovery.ts';
import { identity } from './capabilities/identity.ts';
import { merging } from './capabilities/merging.ts';
import { outbox } from './capabilities/outbox.ts';
import { pages } from './capabilities/pages.ts';
import { placements } from './capabilities/placements.ts';
import { reference } from './capabilities/reference.ts';
import { registry } from './capabilities/registry.ts';
import { selfCheck } from './capabilities/self-check.ts';
import { sources } from './capabilities/sources.ts';
import { statistics } from './capabilities/statistics.ts';
import { workOrders } from './capabilities/work-orders.ts';
import { addChecks } from './checks.ts';
import { stageConfig } from './config.ts';
import { bundleFunctions } from './constructs/bundle.ts';
import type { House } from './constructs/house.ts';
import { ApiStack } from './stacks/api.ts';
import { CapabilityStack } from './stacks/capability.ts';
import { DataStack } from './stacks/data.ts';
import { GatewayStack } from './stacks/gateway.ts';
import { MessagingStack } from './stacks/messaging.ts';
import { OperationsStack } from './stacks/operations.ts';

const app = new App();
const context = (name: string): string | undefined => {
  const value: unknown = app.node.tryGetContext(name);
  return typeof value === 'string' ? value : undefined;
};
const config = stageConfig(context('stage') ?? 'local', context('localIssuer'));

/** Two syntheses at once do not share a folder: each builds beside its own output. */
const codeOf = await bundleFunctions(join(app.outdir, 'functions'));

/** Set by reflection: under exactOptionalPropertyTypes the library's synthesizers do not fit its own interface. */
const stackProps = (): StackProps => {
  const props: StackProps = {};
  if (config.cliCredentials) Reflect.set(props, 'synthesizer', new CliCredentialsStackSynthesizer());
  const region = context('region');
  return region === undefined ? props : { ...props, env: { region } };
};
const id = (name: string): string => `low-income-net-${config.name}-${name}`;

const data = new DataStack(app, id('data'), config, stackProps());
const messaging = new MessagingStack(app, id('messaging'), { config, data }, stackProps());
const { gateway } = new GatewayStack(app, id('gateway'), config, stackProps());
const house: House = { platform: { config, alarms: data.alarms, codeOf }, data, messaging, gateway };

new CapabilityStack(
  app,
  id('public'),
  { house, capabilities: [pages, reference, discovery, placements, selfCheck] },
  stackProps(),
);
new CapabilityStack(
  app,
  id('casework'),
  { house, capabilities: [workOrders, merging, registry, identity, alerts] },
  stackProps(),
);
new CapabilityStack(app, id('monitoring'), { house, capabilities: [collisions, sources] }, stackProps());
new CapabilityStack(app, id('platform'), { house, capabilities: [outbox, statistics, audit, citizens] }, stackProps());

new ApiStack(app, id('api'), { config, gateway }, stackProps());
new OperationsStack(app, id('operations'), { house }, stackProps());

if (config.vetted) addChecks(app, id(''));

Tags.of(app).add('application', 'low-income-net');
Tags.of(app).add('stage', config.name);
