import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  EntityAlreadyExistsException,
  IAMClient,
  ListAccessKeysCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { regionClient } from './clients.ts';
import type { Deployed } from './outputs.ts';
import { LOCAL_ACCOUNT, LOCAL_REGION, rootClient } from './stage.ts';
import type { AccessKey, Vault } from './vault.ts';

/** What a region's own system is given: keys for its queue, a client for the API. */
export type Consumer = AccessKey & { readonly clientId: string; readonly clientSecret: string };

type Rights = { readonly queue: readonly string[]; readonly key: readonly string[] };
const RECEIVE: Rights = {
  queue: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
  key: ['kms:Decrypt'],
};
/** SQS encrypts what is put in on the sender's behalf. */
const SEND: Rights = { queue: ['sqs:SendMessage'], key: ['kms:GenerateDataKey', 'kms:Decrypt'] };

const queueArn = (url: string): string => `arn:aws:sqs:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${url.split('/').at(-1) ?? ''}`;

const policyFor = (queueUrl: string, key: string | undefined, may: Rights): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: may.queue, Resource: queueArn(queueUrl) },
      ...(key === undefined ? [] : [{ Effect: 'Allow', Action: may.key, Resource: key }]),
    ],
  });

const ensureUser = async (iam: IAMClient, UserName: string): Promise<void> => {
  try {
    await iam.send(new CreateUserCommand({ UserName }));
  } catch (error) {
    if (!(error instanceof EntityAlreadyExistsException)) throw error;
  }
};

/** The key of last time if the user still has it, else a new one instead of all others. */
const ensureKey = async (iam: IAMClient, UserName: string, last: AccessKey | undefined): Promise<AccessKey> => {
  const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
  const present = AccessKeyMetadata.map(({ AccessKeyId = '' }) => AccessKeyId);
  if (last !== undefined && present.includes(last.accessKeyId)) return last;
  for (const AccessKeyId of present) await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  const { AccessKey: made } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: made?.AccessKeyId ?? '', secretAccessKey: made?.SecretAccessKey ?? '' };
};

/**
 * Gives every queue's owner a user of its own that may take messages from this queue and do nothing else. They stand
 * outside the stacks: on AWS a consumer is a principal of another account.
 */
export const ensureConsumers = async (
  aws: string,
  deployed: Deployed,
  vault: Vault,
): Promise<Readonly<Record<string, Consumer>>> => {
  const iam = new IAMClient(rootClient(aws));
  const { accessKeys } = vault.read();
  const ensure = async ([region, queueUrl]: [string, string]) => {
    const UserName = `consumer-${region}`;
    await ensureUser(iam, UserName);
    const PolicyDocument = policyFor(queueUrl, deployed.keys['queues'], RECEIVE);
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'own-queue', PolicyDocument }));
    return [region, await ensureKey(iam, UserName, accessKeys[region])] as const;
  };
  const keys = await Promise.all(Object.entries(deployed.queues).map(ensure));
  await vault.update({ accessKeys: { ...vault.read().accessKeys, ...Object.fromEntries(keys) } });
  return Object.fromEntries(
    keys.map(([region, key]) => {
      const clientId = regionClient(region);
      return [region, { ...key, clientId, clientSecret: vault.clientSecret(clientId) }];
    }),
  );
};

/**
 * Gives the system outside that an inbox is for a user of its own, which may put messages into this inbox and do nothing
 * else: not even look at what it put in.
 */
export const ensureSenders = async (
  aws: string,
  deployed: Deployed,
  vault: Vault,
): Promise<Readonly<Record<string, AccessKey>>> => {
  const iam = new IAMClient(rootClient(aws));
  const ensure = async ([system, queueUrl]: [string, string]) => {
    const UserName = `sender-${system}`;
    await ensureUser(iam, UserName);
    const PolicyDocument = policyFor(queueUrl, deployed.keys['queues'], SEND);
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'own-inbox', PolicyDocument }));
    return [system, await ensureKey(iam, UserName, vault.read().accessKeys[UserName])] as const;
  };
  const keys = await Promise.all(Object.entries(deployed.inboxes).map(ensure));
  const kept = Object.fromEntries(keys.map(([system, key]) => [`sender-${system}`, key]));
  await vault.update({ accessKeys: { ...vault.read().accessKeys, ...kept } });
  return Object.fromEntries(keys);
};
