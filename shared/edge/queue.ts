import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { z } from 'zod';
import { faultFields, type Log } from './observability.ts';

/**
 * The Lambda handler of a queue door: each message is parsed by its contract and handled for itself. One that cannot be
 * read or handled is reported as failed alone, so that it comes again and ends in the dead-letter queue while its
 * neighbours pass.
 */
export const queueDoor = <Schema extends z.ZodType>(
  schema: Schema,
  handle: (message: z.output<Schema>) => Promise<void>,
  log: Log,
) => {
  const one = async (record: SQSRecord): Promise<void> => {
    try {
      await handle(schema.parse(JSON.parse(record.body)));
    } catch (fault) {
      log.error('message failed', { messageId: record.messageId, ...faultFields(fault) });
      throw fault;
    }
  };
  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const processor = new BatchProcessor(EventType.SQS);
    const response = await processPartialResponse(event, one, processor, { throwOnFullBatchFailure: false });
    log.info('messages', { records: event.Records.length, failed: response.batchItemFailures.length });
    return response;
  };
};
