import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ChunkWork, FileArrived } from '#shared/contracts/records/feeds.ts';
import type { SourceWork } from '#shared/domain/sources/ports.ts';
import { fileKey } from '../s3/keys.ts';

/** Messages that are sent at the same time. */
const AT_ONCE = 10;

type Sending = { readonly queueUrl: string | undefined; readonly body: unknown; readonly delaySeconds?: number };

const send = async (client: SQSClient, { queueUrl, body, delaySeconds }: Sending): Promise<void> => {
  const delay = delaySeconds === undefined ? {} : { DelaySeconds: delaySeconds };
  await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(body), ...delay }));
};

/** Work of the imports on its queues: where one of them is not given, the function has no right to send to it. */
export const sourceWork = (
  client: SQSClient,
  queues: { readonly verify?: string; readonly apply?: string },
): SourceWork => ({
  verify: async ({ batchId, source, versionId }, delaySeconds) => {
    const key = fileKey({ batchId, feed: source, folder: 'sources' });
    const body: FileArrived = { detail: { object: { key, 'version-id': versionId } } };
    await send(client, {
      queueUrl: queues.verify,
      body,
      ...(delaySeconds === undefined ? {} : { delaySeconds }),
    });
  },
  apply: async (batchId, chunks) => {
    for (let start = 0; start < chunks.length; start += AT_ONCE) {
      const bodies = chunks.slice(start, start + AT_ONCE).map((chunk): ChunkWork => ({ batchId, chunk }));
      await Promise.all(bodies.map((body) => send(client, { queueUrl: queues.apply, body })));
    }
  },
});
