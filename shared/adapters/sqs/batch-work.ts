import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ChunkWork, FileArrived } from '#shared/contracts/records/feeds.ts';
import type { BatchWork } from '#shared/domain/collisions/ports.ts';
import { fileKey } from '../s3/keys.ts';

const BATCH = 10;

/** Work of the comparison on its queues: where one of them is not given, the function has no right to send to it. */
export const batchWork = (
  client: SQSClient,
  queues: { readonly verify?: string; readonly collide?: string },
): BatchWork => ({
  verify: async (file) => {
    const body: FileArrived = { detail: { object: { key: fileKey(file), 'version-id': file.versionId } } };
    await client.send(new SendMessageCommand({ QueueUrl: queues.verify, MessageBody: JSON.stringify(body) }));
  },
  collide: async (batchId, chunks) => {
    for (let start = 0; start < chunks.length; start += BATCH) {
      const bodies = chunks.slice(start, start + BATCH).map((chunk): ChunkWork => ({ batchId, chunk }));
      const answer = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: queues.collide,
          Entries: bodies.map((body, index) => ({ Id: String(index), MessageBody: JSON.stringify(body) })),
        }),
      );
      const failed = answer.Failed?.length ?? 0;
      if (failed > 0) throw new Error(`the queue did not take ${failed} chunks`);
    }
  },
});
