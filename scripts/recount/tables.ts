import { readFile } from 'node:fs/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import type { RecountTables } from '#shared/adapters/dynamodb/statistics-recount.ts';

/** What is recounted: the tables of a stage, and a client that may read them. */
export type RecountTarget = {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
  readonly tables: RecountTables;
};

const tables = z.object({ intake: z.string(), registry: z.string(), cases: z.string(), statistics: z.string() });
const endpointsFile = z.object({ aws: z.url(), region: z.string(), tables });

/** The running local cloud of an endpoints file; `test` / `test` is its root. */
export const localTarget = async (file: string): Promise<RecountTarget> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new Error(`There is no ${file}: start the local cloud with "npm start", or name --stage.`);
  const endpoints = endpointsFile.parse(JSON.parse(text));
  const client = new DynamoDBClient({
    endpoint: endpoints.aws,
    region: endpoints.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 5,
  });
  return { name: endpoints.aws, client: documentClient(client), tables: endpoints.tables };
};

/** A stage on AWS, with the credentials and the region of the environment: the tables are named by the stack's output. */
export const stageTarget = async (stage: string): Promise<RecountTarget> => {
  const StackName = `low-income-net-${stage}-data`;
  const { Stacks = [] } = await new CloudFormationClient().send(new DescribeStacksCommand({ StackName }));
  const output = Stacks[0]?.Outputs?.find(({ OutputKey = '' }) => OutputKey.startsWith('Endpoints'))?.OutputValue;
  const found = z.object({ tables }).parse(JSON.parse(output ?? '{}'));
  return { name: `stage ${stage}`, client: documentClient(), tables: found.tables };
};
