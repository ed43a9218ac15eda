import { describe, expect, it } from 'vitest';
import {
  at,
  find,
  type Located,
  resourcesOf,
  type Stacks,
  stacksOf,
  textOf,
  withResource,
} from '#test/support/templates.ts';

const readersOf = (stacks: Stacks): (Located & { readonly source: string })[] =>
  resourcesOf(stacks, 'AWS::Lambda::EventSourceMapping')
    .map((mapping) => ({ ...mapping, source: textOf(stacks, mapping.stack, mapping.Properties['EventSourceArn']) }))
    .filter(({ source }) => source.endsWith('.StreamArn'));

/** Streams that more than two read: DynamoDB throttles the third. */
const crowded = (stacks: Stacks): string[] =>
  [...Map.groupBy(readersOf(stacks), ({ source }) => source)]
    .filter(([, readers]) => readers.length > 2)
    .map(([source]) => source);

/** Readers that one bad record would stop until the stream forgets. */
const stoppable = (stacks: Stacks): string[] =>
  readersOf(stacks)
    .filter(({ stack, Properties }) => {
      const retries = Properties['MaximumRetryAttempts'];
      const age = Properties['MaximumRecordAgeInSeconds'];
      const destination = at(Properties, 'DestinationConfig', 'OnFailure', 'Destination');
      return !(
        Properties['BisectBatchOnFunctionError'] === true &&
        typeof retries === 'number' &&
        retries >= 1 &&
        retries <= 50 &&
        typeof age === 'number' &&
        age >= 3_600 &&
        age < 86_400 &&
        destination !== undefined &&
        /^messaging\.ParkingQueue\w+\.Arn$/.test(textOf(stacks, stack, destination))
      );
    })
    .map(({ at: where }) => where);

describe.each(['local', 'test', 'prod'] as const)('Stream readers in stage %s', (stage) => {
  const stacks = stacksOf(stage);

  it('are at most two a stream', () => {
    expect(readersOf(stacks).length).toBeGreaterThanOrEqual(5);
    expect(crowded(stacks)).toEqual([]);
  });

  it('read only what is theirs, and tell when records wait', () => {
    const alarms = resourcesOf(stacks, 'AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties['MetricName'] === 'IteratorAge',
    );
    const watched = alarms.map(({ stack, Properties }) =>
      textOf(stacks, stack, at(Properties, 'Dimensions', 0, 'Value')),
    );
    for (const reader of readersOf(stacks)) {
      expect(at(reader.Properties, 'FilterCriteria', 'Filters', 0, 'Pattern'), reader.at).toBeDefined();
      expect(watched).toContain(textOf(stacks, reader.stack, reader.Properties['FunctionName']));
    }
  });

  it('relay only new items of an outbox', () => {
    const relays = readersOf(stacks).filter(({ id }) => id.startsWith('OutboxRelayStream'));
    expect(relays.map(({ source }) => source.replace(/\w+\./, '').slice(0, 5)).sort()).toEqual(['Cases', 'Regis']);
    for (const { Properties } of relays) {
      const pattern: unknown = JSON.parse(String(at(Properties, 'FilterCriteria', 'Filters', 0, 'Pattern')));
      expect(pattern).toEqual({ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'OUT#' }] } } } });
    }
  });

  if (stage === 'local') {
    it('try until it passes: the local cloud would skip the whole batch', () => {
      for (const { Properties, at: where } of readersOf(stacks)) {
        expect(Properties['MaximumRecordAgeInSeconds'], where).toBeUndefined();
        expect(Properties['DestinationConfig'], where).toBeUndefined();
      }
    });
  } else {
    it('halve a failing batch, give up after a while and park the record', () => {
      expect(stoppable(stacks)).toEqual([]);
    });
  }
});

describe('A reader that could stop a stream is caught', () => {
  const stacks = stacksOf('prod');
  const reader = find(stacks, 'AWS::Lambda::EventSourceMapping', 'OutboxRelayStreamFromCases');

  it.each(['BisectBatchOnFunctionError', 'MaximumRetryAttempts', 'MaximumRecordAgeInSeconds', 'DestinationConfig'])(
    'without %s',
    (property) => {
      expect(stoppable(withResource(stacks, reader, ({ Properties }) => delete Properties[property]))).toEqual([
        reader.at,
      ]);
    },
  );

  it('with retries for ever', () => {
    expect(
      stoppable(withResource(stacks, reader, ({ Properties }) => (Properties['MaximumRetryAttempts'] = -1))),
    ).toEqual([reader.at]);
  });

  it('as the third of its stream', () => {
    const other = find(stacks, 'AWS::Lambda::EventSourceMapping', 'OutboxRelayStreamFromRegistry');
    const source = reader.Properties['EventSourceArn'];
    expect(crowded(withResource(stacks, other, ({ Properties }) => (Properties['EventSourceArn'] = source)))).toEqual([
      textOf(stacks, reader.stack, source),
    ]);
  });
});
