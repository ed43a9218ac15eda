import { expect, it } from 'vitest';
import { registryIndexes } from '#scripts/engine/registry-table.ts';
import { resourcesOf, stacksOf } from '#test/support/templates.ts';

type Index = {
  readonly IndexName: string;
  readonly KeySchema: readonly { readonly AttributeName: string }[];
  readonly Projection: { readonly NonKeyAttributes?: readonly string[] };
};

it("the engine's registry table has the indexes of the deployed one, so that seeds and benchmarks measure the same", () => {
  const table = resourcesOf(stacksOf('prod'), 'AWS::DynamoDB::Table').find(({ id }) => id.startsWith('Registry'));
  const deployed = (table?.Properties['GlobalSecondaryIndexes'] ?? []) as readonly Index[];
  expect(
    deployed.map(({ IndexName, KeySchema, Projection }) => ({
      name: IndexName,
      partition: KeySchema[0]?.AttributeName,
      sort: KeySchema[1]?.AttributeName,
      ...(Projection.NonKeyAttributes === undefined ? {} : { carries: Projection.NonKeyAttributes }),
    })),
  ).toEqual(registryIndexes);
});
