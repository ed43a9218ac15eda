import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { createTable, describeOnDynoxide } from '#test/support/dynoxide.ts';

describeOnDynoxide('the harness', () => {
  it('gives a fresh table with its indexes', async () => {
    const { table, client } = await createTable({ indexes: [{ name: 'open', partition: 'openPk', sort: 'openSk', carries: ['regionCode'] }] });
    await client.send(new PutCommand({ TableName: table, Item: { pk: 'A', sk: 'STATE', openPk: 'x', openSk: 'y', regionCode: '1', z: 2 } }));
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk: 'A', sk: 'STATE' } }));
    expect(Item?.['z']).toBe(2);
    const { Items } = await client.send(new QueryCommand({ TableName: table, IndexName: 'open', KeyConditionExpression: 'openPk = :p', ExpressionAttributeValues: { ':p': 'x' } }));
    expect(Items).toEqual([{ pk: 'A', sk: 'STATE', openPk: 'x', openSk: 'y', regionCode: '1' }]);
  });
});
