import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

export type Envelope = {
  readonly 'detail-type': string;
  readonly source: string;
  readonly detail: {
    readonly id: string;
    readonly type: string;
    readonly regionCode: string;
    readonly subject: { readonly kind: string; readonly id: string };
    readonly version: number;
    readonly data: Readonly<Record<string, unknown>>;
  };
};

/** An SQS client with one region's keys: what the region's own system has. */
export const consumerOf = ({ aws, region, consumers }: Endpoints, owner: string): SQSClient => {
  const consumer = consumers[owner];
  if (consumer === undefined) throw new Error(`endpoints.json has no consumer for ${owner}`);
  const { accessKeyId, secretAccessKey } = consumer;
  return new SQSClient({ endpoint: aws, region, credentials: { accessKeyId, secretAccessKey } });
};

/**
 * Receives from a region's queue with the region's own keys until `wanted` says of what came so far that it is enough.
 * Received messages are deleted, as a consumer does.
 */
export const receiveUntil = async (
  endpoints: Endpoints,
  owner: string,
  wanted: (received: readonly Envelope[]) => boolean,
  seconds = 30,
): Promise<readonly Envelope[]> => {
  const sqs = consumerOf(endpoints, owner);
  const QueueUrl = endpoints.queues[owner];
  const received: Envelope[] = [];
  const end = performance.now() + seconds * 1000;
  while (!wanted(received)) {
    if (performance.now() > end) {
      throw new Error(
        `not on the queue of ${owner} within ${seconds} s; there came ${received.map(({ detail }) => detail.type).join(', ')}`,
      );
    }
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    for (const { Body = '{}', ReceiptHandle } of Messages) {
      received.push(JSON.parse(Body));
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
    if (Messages.length === 0) await sleep(200);
  }
  return received;
};
