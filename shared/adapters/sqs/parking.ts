import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Puts the number of a record that can never be handled into the parking queue, where an alarm sees it. */
export const parkingQueue =
  (client: SQSClient, queueUrl: string) =>
  async (record: Readonly<Record<string, string>>): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(record) }));
  };
