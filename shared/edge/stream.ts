import { unmarshallDynamoDB } from '@aws-lambda-powertools/commons/utils/unmarshallDynamoDB';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { given } from '#shared/kernel/given.ts';
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

const imagesOf = (record: DynamoDBRecord): Omit<Change, 'table' | 'kind'> => {
  const { Keys, NewImage, OldImage, ApproximateCreationDateTime: seconds = 0 } = record.dynamodb ?? {};
  return {
    keys: decode(Keys) ?? {},
    ...given({ newImage: decode(NewImage), oldImage: decode(OldImage) }),
    at: new Date(seconds * 1000),
  };
};

/** The change that a record tells of; one that cannot be decoded can never be handled. */
const changeOf = (record: DynamoDBRecord): Change => {
  const kind = record.eventName;
  if (kind === undefined) throw new UnreadableRecord('a record without an event name');
  try {
    return { table: tableOf(record), kind, ...imagesOf(record) };
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

/** Does something with a record; one that can never be handled is parked by number, any other fault is thrown on. */
const parkUnreadable = async (record: DynamoDBRecord, act: () => unknown, park: Park, log: Log): Promise<0 | 1> => {
  try {
    await act();
    return 0;
  } catch (fault) {
    if (!(fault instanceof UnreadableRecord)) throw fault;
    const parked = parkedRecord(record, fault);
    await park(parked);
    log.error('record parked', { table: parked.table, sequenceNumber: parked.sequenceNumber, ...faultFields(fault) });
    return 1;
  }
};

/** Handles the records of an event, answers how many were parked, and says so in one line. */
const logged =
  (handle: (records: readonly DynamoDBRecord[]) => Promise<number>, log: Log) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<void> => {
    try {
      const parked = await handle(Records);
      log.info('records', { records: Records.length, parked });
    } catch (fault) {
      log.error('records failed', { records: Records.length, ...faultFields(fault) });
      throw fault;
    }
  };

/**
 * The Lambda handler of a stream door. Records are handled in their order; one that can never succeed is parked by
 * number, any other fault is thrown: the whole batch comes again, which is right because every effect is idempotent.
 */
export const streamDoor = (handle: (change: Change) => Promise<void>, park: Park, log: Log) =>
  logged(async (records) => {
    let parked = 0;
    for (const record of records) parked += await parkUnreadable(record, () => handle(changeOf(record)), park, log);
    return parked;
  }, log);

/** A door that handles the records of an event together, where that costs less than one after the other. */
export type BatchHandler<Item> = {
  /** What a record means, in the order of the stream; `undefined`: nothing here. Throws `UnreadableRecord` to park it. */
  readonly read: (change: Change) => Item | undefined;
  /** Handles all at once. Whatever it throws brings the whole batch again. */
  readonly handle: (items: readonly Item[]) => Promise<void>;
};

/** The Lambda handler of a stream door that handles what it could read of a batch together. */
export const streamBatchDoor = <Item>(batch: BatchHandler<Item>, park: Park, log: Log) =>
  logged(async (records) => {
    const items: Item[] = [];
    let parked = 0;
    for (const record of records) {
      const read = () => {
        const item = batch.read(changeOf(record));
        if (item !== undefined) items.push(item);
      };
      parked += await parkUnreadable(record, read, park, log);
    }
    if (items.length > 0) await batch.handle(items);
    return parked;
  }, log);
