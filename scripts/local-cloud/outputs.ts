import { CloudFormationClient, DescribeStacksCommand, type Output } from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import { rootClient } from './stage.ts';

const named = z.record(z.string(), z.string());

/** What the stacks say of themselves: every output whose key begins with `Endpoints` holds a part of this as JSON. */
const deployedSchema = z
  .looseObject({
    apiId: z.string(),
    bus: z.string(),
    /** URL of each region's queue, by the region's code. */
    queues: named,
    departmentQueues: named.default({}),
    inboxes: named.default({}),
    tables: named.default({}),
    buckets: named.default({}),
    /** ARNs of the encryption keys; a consumer needs that of the `queues`. */
    keys: named.default({}),
    /** ARNs of the secrets with the keys of our own tokens. */
    secrets: named.default({}),
    /** URLs of the queues between our own functions: a clean stop waits until they are empty. */
    workQueues: named.default({}),
    /** Names of the tables whose `OUT#` items still have to be published. */
    outboxTables: z.array(z.string()).default([]),
  })
  .readonly();
export type Deployed = z.infer<typeof deployedSchema>;

type Json = Readonly<Record<string, unknown>>;
const jsonObject = z.record(z.string(), z.unknown());

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const mergeValue = (left: unknown, right: unknown): unknown => {
  if (isObject(left) && isObject(right)) return merge(left, right);
  return Array.isArray(left) && Array.isArray(right) ? left.concat(right) : right;
};

const merge = (left: Json, right: Json): Json => ({
  ...left,
  ...Object.fromEntries(Object.entries(right).map(([key, value]) => [key, mergeValue(left[key], value)])),
});

const partsOf = (outputs: readonly Output[]): readonly Json[] =>
  outputs
    .filter(({ OutputKey = '' }) => OutputKey.startsWith('Endpoints'))
    .map(({ OutputValue = '{}' }) => jsonObject.parse(JSON.parse(OutputValue)));

/** Reads what is deployed from the stacks' outputs. */
export const readDeployed = async (aws: string): Promise<Deployed> => {
  const { Stacks = [] } = await new CloudFormationClient(rootClient(aws)).send(new DescribeStacksCommand({}));
  return deployedSchema.parse(partsOf(Stacks.flatMap(({ Outputs = [] }) => Outputs)).reduce(merge, {}));
};
