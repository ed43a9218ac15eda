import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { endpointsOutput } from '../constructs/endpoints.ts';
import type { Capability, House } from '../constructs/house.ts';

type Group = { readonly house: House; readonly capabilities: readonly [Capability, ...Capability[]] };

/** A group of capabilities with their functions and routes. */
export class CapabilityStack extends Stack {
  constructor(scope: Construct, id: string, { house, capabilities }: Group, props?: StackProps) {
    super(scope, id, props);
    const made = capabilities.map((capability) => capability(this, house));
    const workQueues = Object.assign({}, ...made.map((part) => part?.workQueues ?? {}));
    const inboxes = Object.assign({}, ...made.map((part) => part?.inboxes ?? {}));
    if (Object.keys(workQueues).length > 0) endpointsOutput(this, { workQueues, inboxes });
  }
}
