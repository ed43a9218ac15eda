import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Capability, House } from '../constructs/house.ts';

/** A group of capabilities with their functions and routes. */
export class CapabilityStack extends Stack {
  constructor(scope: Construct, id: string, house: House, capabilities: readonly [Capability, ...Capability[]], props?: StackProps) {
    super(scope, id, props);
    for (const capability of capabilities) capability(this, house);
  }
}
