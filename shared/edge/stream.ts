import { unmarshallDynamoDB } from '@aws-lambda-powertools/commons/utils/unmarshallDynamoDB';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { faultFields, type Log } from './observability.ts';

/** A stream record that can never be handled, whatever is tried: it is parked and the rest flow on. */
export class UnreadableRecord extends Error {
  override name = 'UnreadableRecord';
}

/** One change of one item, decoded. */
export type Change = {
  readonly table: string;
  readonly kind: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly keys: Readonly<Record<string, unknown>>;
  readonly newImage?: Readonly<Record<string, unknown>>;
  readonly oldImage?: Readonly<Record<string, unknown>>;
  /** When the table took the change, to the second. */
  readonly at: Date;
};

/** Where a parked record goes: its number, table and reason, never its content. */
export type ParkedRecord = {
  readonly table: string;
  readonly eventId: string;
  readonly sequenceNumber: string;
  readonly eventName: string;
  readonly errorName: string;
};
export type Park = (record: ParkedRecord) => Promise<void>;

const tableOf = (record: DynamoDBRecord): string => record.eventSourceARN?.split('/')[1] ?? 'unknown';

const isItem = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The stream's own types of an attribute value differ from the client's in name only: the copy has the latter's. */
const decode = (image: unknown): Record<string, unknown> | undefined => {
  if (image === undefined) return undefined;
  const item = unmarshallDynamoDB(JSON.parse(JSON.stringify(image)));
  if (!isItem(item)) throw new UnreadableRecord('an image that is no item');
  return item;
};

/** The change that a record tells of; one that cannot be decoded can never be handled. */
const changeOf = (record: DynamoDBRecord): Change => {
  const kind = record.eventName;
  if (kind === undefined) throw new UnreadableRecord('a record without an event name');
  try {
    const newImage = decode(record.dynamodb?.NewImage);
    const oldImage = decode(record.dynamodb?.OldImage);
    const seconds = record.dynamodb?.ApproximateCreationDateTime ?? 0;
    return {
      table: tableOf(record),
      kind,
      keys: decode(record.dynamodb?.Keys) ?? {},
      ...(newImage === undefined ? {} : { newImage }),
      ...(oldImage === undefined ? {} : { oldImage }),
      at: new Date(seconds * 1000),
    };
  } catch {
    throw new UnreadableRecord('a record that is not a DynamoDB image');
  }
};

const parkedRecord = (record: DynamoDBRecord, fault: Error): ParkedRecord => ({
  table: tableOf(record),
  eventId: record.eventID ?? 'unknown',
  sequenceNumber: record.dynamodb?.SequenceNumber ?? 'unknown',
  eventName: record.eventName ?? 'unknown',
  errorName: fault.name,
});

/**
 * The Lambda handler of a stream door. Records are handled in their order; one that can never succeed is parked by
 * number, any other fault is thrown: the whole batch comes again, which is right because every effect is idempotent.
 */
export const streamDoor = (handle: (change: Change) => Promise<void>, park: Park, log: Log) => {
  const one = async (record: DynamoDBRecord): Promise<'handled' | 'parked'> => {
    try {
      await handle(changeOf(record));
      return 'handled';
    } catch (fault) {
      if (!(fault instanceof UnreadableRecord)) throw fault;
      const parked = parkedRecord(record, fault);
      await park(parked);
      log.error('record parked', { table: parked.table, sequenceNumber: parked.sequenceNumber, ...faultFields(fault) });
      return 'parked';
    }
  };
  return async (event: DynamoDBStreamEvent): Promise<void> => {
    let parked = 0;
    try {
      for (const record of event.Records) if ((await one(record)) === 'parked') parked += 1;
    } catch (fault) {
      log.error('records failed', { records: event.Records.length, ...faultFields(fault) });
      throw fault;
    }
    log.info('records', { records: event.Records.length, parked });
  };
};
