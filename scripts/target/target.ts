import { readFile } from 'node:fs/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { z } from 'zod';

const named = z.object({
  tables: z.object({ intake: z.string(), registry: z.string(), cases: z.string(), statistics: z.string() }),
  keys: z.object({ fields: z.string() }),
  secrets: z.object({ identity: z.string() }),
});
const endpointsFile = named.extend({ aws: z.url(), region: z.string() });

/** Settings of an SDK client; on AWS the environment has the rest. */
export type ClientSettings = {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
};

/** The stage that a command works on: its tables, keys and secrets by name, and how SDK clients reach it. */
export type Target = z.output<typeof named> & { readonly name: string; readonly aws: ClientSettings };

const MAX_ATTEMPTS = 5;

/** The running local cloud of an endpoints file; `test` / `test` is its root. */
export const localTarget = async (file: string): Promise<Target> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new Error(`There is no ${file}: start the local cloud with "npm start", or name --stage.`);
  const { aws, region, ...stage } = endpointsFile.parse(JSON.parse(text));
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { ...stage, name: aws, aws: { endpoint: aws, region, credentials, maxAttempts: MAX_ATTEMPTS } };
};

/** A stage on AWS, with the credentials and the region of the environment: everything is named by the stack's output. */
export const stageTarget = async (stage: string): Promise<Target> => {
  const StackName = `low-income-net-${stage}-data`;
  const { Stacks = [] } = await new CloudFormationClient().send(new DescribeStacksCommand({ StackName }));
  const output = Stacks[0]?.Outputs?.find(({ OutputKey = '' }) => OutputKey.startsWith('Endpoints'))?.OutputValue;
  return { ...named.parse(JSON.parse(output ?? '{}')), name: `stage ${stage}`, aws: { maxAttempts: MAX_ATTEMPTS } };
};
