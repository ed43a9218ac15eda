import { type DynamoDBDocumentClient, ScanCommand, type ScanCommandInput } from '@aws-sdk/lib-dynamodb';

/** An item as it lies in its table. */
export type Item = Readonly<Record<string, unknown>>;

/** Which items of a table are visited; always all of a table is read, for the night and for scripts only. */
export type Scan = {
  readonly table: string;
  /** Partition keys that begin so. */
  readonly prefix?: string;
  readonly sort?: string;
  /** Items with this attribute. */
  readonly having?: string;
  /** Asked before each page: `true` ends the scan there. */
  readonly stop?: () => boolean;
};

/** Parts of a table that are scanned at the same time. */
const SEGMENTS = 4;
/** Items of a page that are worked on at the same time. */
const SIDE_BY_SIDE = 8;

const filterOf = ({ prefix, sort, having }: Scan): Partial<ScanCommandInput> => {
  const terms = [
    ...(prefix === undefined ? [] : ['begins_with(pk, :prefix)']),
    ...(sort === undefined ? [] : ['sk = :sort']),
    ...(having === undefined ? [] : ['attribute_exists(#having)']),
  ];
  const values = {
    ...(prefix === undefined ? {} : { ':prefix': prefix }),
    ...(sort === undefined ? {} : { ':sort': sort }),
  };
  return {
    ...(terms.length === 0 ? {} : { FilterExpression: terms.join(' AND ') }),
    ...(having === undefined ? {} : { ExpressionAttributeNames: { '#having': having } }),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
  };
};

const inParallel = async (items: readonly Item[], visit: (item: Item) => Promise<void>): Promise<void> => {
  for (let at = 0; at < items.length; at += SIDE_BY_SIDE) {
    await Promise.all(items.slice(at, at + SIDE_BY_SIDE).map(visit));
  }
};

/**
 * Visits a table page by page, consistently read, its parts side by side: a page is done before the next of its part is read.
 * `stop` is asked before each page: `true` ends the scan there.
 */
export const scanPages = async (
  client: DynamoDBDocumentClient,
  input: ScanCommandInput,
  visit: (items: readonly Item[]) => Promise<void> | void,
  stop?: () => boolean,
): Promise<void> => {
  const part = async (_: unknown, Segment: number): Promise<void> => {
    const segment = { ...input, ConsistentRead: true, Segment, TotalSegments: SEGMENTS };
    let start: Record<string, unknown> | undefined;
    do {
      if (stop?.() === true) return;
      const answer = await client.send(
        new ScanCommand({ ...segment, ...(start === undefined ? {} : { ExclusiveStartKey: start }) }),
      );
      await visit(answer.Items ?? []);
      start = answer.LastEvaluatedKey;
    } while (start !== undefined);
  };
  await Promise.all(Array.from({ length: SEGMENTS }, part));
};

/** Visits each item of a table once, consistently read, several at a time. */
export const scanInParts = (
  client: DynamoDBDocumentClient,
  scan: Scan,
  visit: (item: Item) => Promise<void>,
): Promise<void> =>
  scanPages(client, { TableName: scan.table, ...filterOf(scan) }, (items) => inParallel(items, visit), scan.stop);
