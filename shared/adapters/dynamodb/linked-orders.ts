import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';

/** The newest ones are looked at; somebody with more has hardly been asked about the older ones. */
const MOST = 60;
const PREFIX = 'WORK-ORDER#';

/** Ids of the work orders that are known to be about a person, newest first, with those that went before them; by an index, so a moment late. */
export const linkedOrders =
  (client: DynamoDBDocumentClient, casesTable: string) =>
  async (personId: string): Promise<readonly string[]> => {
    const answer = await client.send(
      new QueryCommand({
        TableName: casesTable,
        IndexName: 'person',
        KeyConditionExpression: 'personKey = :person',
        ExpressionAttributeValues: { ':person': personId },
        ProjectionExpression: 'pk',
        ScanIndexForward: false,
        Limit: MOST,
      }),
    );
    const keys = (answer.Items ?? []).map(({ pk }) => String(pk));
    return keys.flatMap((pk) => (pk.startsWith(PREFIX) ? [pk.slice(PREFIX.length)] : []));
  };
