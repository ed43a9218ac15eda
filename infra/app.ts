import { App, CliCredentialsStackSynthesizer, type StackProps, Tags } from 'aws-cdk-lib';
import { discovery } from './capabilities/discovery.ts';
import { outbox } from './capabilities/outbox.ts';
import { stageConfig } from './config.ts';
import { bundleFunctions } from './constructs/bundle.ts';
import type { House } from './constructs/house.ts';
import { ApiStack } from './stacks/api.ts';
import { CapabilityStack } from './stacks/capability.ts';
import { DataStack } from './stacks/data.ts';
import { GatewayStack } from './stacks/gateway.ts';
import { MessagingStack } from './stacks/messaging.ts';

const app = new App();
const context = (name: string): string | undefined => {
  const value: unknown = app.node.tryGetContext(name);
  return typeof value === 'string' ? value : undefined;
};
const config = stageConfig(context('stage') ?? 'local', context('localIssuer'));

await bundleFunctions();

/** Set by reflection: under exactOptionalPropertyTypes the library's synthesizers do not fit its own interface. */
const stackProps = (): StackProps => {
  const props: StackProps = {};
  if (config.cliCredentials) Reflect.set(props, 'synthesizer', new CliCredentialsStackSynthesizer());
  return props;
};
const id = (name: string): string => `low-income-net-${config.name}-${name}`;

const data = new DataStack(app, id('data'), config, stackProps());
const messaging = new MessagingStack(app, id('messaging'), { config, data }, stackProps());
const { gateway } = new GatewayStack(app, id('gateway'), config, stackProps());
const house: House = { platform: { config, alarms: data.alarms }, data, messaging, gateway };

new CapabilityStack(app, id('public'), house, [discovery], stackProps());
new CapabilityStack(app, id('platform'), house, [outbox], stackProps());

new ApiStack(app, id('api'), { config, gateway }, stackProps());

Tags.of(app).add('application', 'low-income-net');
Tags.of(app).add('stage', config.name);
