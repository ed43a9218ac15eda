import { CfnOutput, type Stack } from 'aws-cdk-lib';

/**
 * What a stack made, as one JSON output: the local cloud, the demo and the operators' scripts merge the outputs of all
 * stacks into one list of endpoints.
 */
export const endpointsOutput = (stack: Stack, made: Readonly<Record<string, unknown>>): void => {
  new CfnOutput(stack, 'Endpoints', { value: stack.toJsonString(made) });
};
