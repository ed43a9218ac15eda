import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ChunkWork, FileArrived } from '#shared/contracts/records/feeds.ts';
import type { BatchWork } from '#shared/domain/collisions/ports.ts';
import { fileKey } from '../s3/keys.ts';

/** Messages that are sent at the same time. */
const AT_ONCE = 10;

const send = async (client: SQSClient, queueUrl: string | undefined, body: unknown): Promise<void> => {
  await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(body) }));
};

/** Work of the comparison on its queues: where one of them is not given, the function has no right to send to it. */
export const batchWork = (
  client: SQSClient,
  queues: { readonly verify?: string; readonly collide?: string },
): BatchWork => ({
  verify: async (file) => {
    const body: FileArrived = { detail: { object: { key: fileKey(file), 'version-id': file.versionId } } };
    await send(client, queues.verify, body);
  },
  // One by one: the batch call is one more right to grant where rights are told apart by call.
  collide: async (batchId, chunks) => {
    for (let start = 0; start < chunks.length; start += AT_ONCE) {
      const bodies = chunks.slice(start, start + AT_ONCE).map((chunk): ChunkWork => ({ batchId, chunk }));
      await Promise.all(bodies.map((body) => send(client, queues.collide, body)));
    }
  },
});
