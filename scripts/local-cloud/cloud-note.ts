import { setTimeout as pause } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { rootClient } from './stage.ts';

/**
 * A remark of ours kept in the cloud itself, as the output of a stack: it is saved and lost together with what it speaks
 * of, so after a kill it never claims more than the restored state holds.
 */
export type CloudNote = {
  readonly read: () => Promise<string | undefined>;
  readonly write: (text: string) => Promise<void>;
  readonly forget: () => Promise<void>;
};

/** A stack needs a resource; this one is nothing but a name. */
const template = (text: string): string =>
  JSON.stringify({
    Resources: { Nothing: { Type: 'AWS::CloudFormation::WaitConditionHandle' } },
    Outputs: { Note: { Value: text } },
  });

export const cloudNote = (aws: string, name: `LocalCloud${string}`): CloudNote => {
  const client = new CloudFormationClient(rootClient(aws));
  const read = async (): Promise<string | undefined> => {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({}));
    const stack = Stacks.find(({ StackName, StackStatus }) => StackName === name && StackStatus === 'CREATE_COMPLETE');
    return stack?.Outputs?.find(({ OutputKey }) => OutputKey === 'Note')?.OutputValue;
  };
  const until = async (wanted: string | undefined): Promise<void> => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if ((await read()) === wanted) return;
      await pause(50);
    }
    throw new Error(`The note ${name} was not taken.`);
  };
  const forget = async (): Promise<void> => {
    await client.send(new DeleteStackCommand({ StackName: name }));
    await until(undefined);
  };
  const write = async (text: string): Promise<void> => {
    await forget();
    await client.send(new CreateStackCommand({ StackName: name, TemplateBody: template(text) }));
    await until(text);
  };
  return { read, write, forget };
};
