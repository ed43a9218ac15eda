import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stageConfig } from '#infra/config.ts';
import { at, type Located, resourcesOf, type Stacks, stacksOf, textOf } from '#test/support/templates.ts';
import { doorOf, functionsOf } from './rules/roles.ts';

/** Every door in the house: a folder with a `main.ts`. */
const doors = readdirSync('functions').flatMap((capability) =>
  readdirSync(join('functions', capability))
    .map((door) => `${capability}/${door}`)
    .filter((door) => existsSync(join('functions', door, 'main.ts'))),
);

const alarmsOf = (stacks: Stacks, fn: Located): unknown[] =>
  resourcesOf(stacks, 'AWS::CloudWatch::Alarm')
    .filter(({ stack, Properties }) =>
      (Properties['Dimensions'] as unknown[] | undefined)?.some(
        (one) => textOf(stacks, stack, at(one, 'Value')) === fn.at,
      ),
    )
    .map(({ Properties }) => Properties['MetricName']);

/** The least that AWS demands to stay unreserved. */
const UNRESERVED = 100;

describe.each(['local', 'test', 'prod'] as const)('Functions in stage %s', (stage) => {
  const stacks = stacksOf(stage);
  const functions = functionsOf(stacks);

  it('are the doors of the house, each once', () => {
    expect(functions.map(doorOf).sort()).toEqual([...doors].sort());
  });

  it('run on Node 24, on arm64 wherever it is AWS', () => {
    for (const { Properties, at: where } of functions) {
      expect(Properties['Runtime'], where).toBe('nodejs24.x');
      if (stage !== 'local') expect(Properties['Architectures'], where).toEqual(['arm64']);
    }
  });

  it('have an end, and memory that was chosen', () => {
    for (const { Properties, at: where } of functions) {
      expect(Properties['Timeout'], where).toBeLessThanOrEqual(900);
      expect(Properties['MemorySize'], where).toBeGreaterThanOrEqual(256);
    }
  });

  it('answer within the time that the API gives them', () => {
    const http = functions.filter((fn) => doorOf(fn).endsWith('-http'));
    for (const { Properties, at: where } of http) expect(Properties['Timeout'], where).toBeLessThanOrEqual(29);
  });

  it('log as JSON to a group of their own that ends', () => {
    const groups = functions.map(({ stack, Properties }) =>
      textOf(stacks, stack, at(Properties, 'LoggingConfig', 'LogGroup')),
    );
    expect(new Set(groups).size).toBe(functions.length);
    const kept = resourcesOf(stacks, 'AWS::Logs::LogGroup');
    const days = { local: 7, test: 30, prod: 180 }[stage];
    for (const group of groups)
      expect(kept.find(({ at: where }) => where === group)?.Properties['RetentionInDays'], group).toBe(days);
    expect(functions.every(({ Properties }) => at(Properties, 'LoggingConfig', 'LogFormat') === 'JSON')).toBe(true);
  });

  it('raise an alarm when they fail or are throttled', () => {
    for (const fn of functions)
      expect(alarmsOf(stacks, fn), fn.at).toEqual(expect.arrayContaining(['Errors', 'Throttles']));
  });

  it('raise an alarm when a schedule does not wake them', () => {
    const scheduled = functions.filter((fn) => doorOf(fn).endsWith('-schedule'));
    expect(scheduled.length).toBeGreaterThanOrEqual(2);
    for (const fn of scheduled) expect(alarmsOf(stacks, fn), fn.at).toContain('Invocations');
  });

  it('leave relay and officials alive when the public doors are flooded', () => {
    const reserved = (fn: Located): number => Number(fn.Properties['ReservedConcurrentExecutions'] ?? 0);
    const doors = (ending: RegExp) => functions.filter((fn) => ending.test(doorOf(fn)));
    const sum = (all: readonly Located[]) => all.reduce((total, fn) => total + reserved(fn), 0);
    const { accountConcurrency, publicConcurrency, officialConcurrency, relayConcurrency } = stageConfig(stage);
    expect(sum(functions)).toBeLessThanOrEqual(accountConcurrency - UNRESERVED);
    if (stage !== 'prod') return;
    const ofPublic = doors(/\/(public|citizen)-http$/);
    expect(ofPublic.length).toBeGreaterThanOrEqual(6);
    expect(new Set(ofPublic.map(reserved))).toEqual(new Set([publicConcurrency]));
    expect(sum(ofPublic)).toBeLessThanOrEqual(accountConcurrency / 2);
    expect(new Set(doors(/\/official-http$/).map(reserved))).toEqual(new Set([officialConcurrency]));
    expect(doors(/^outbox\/relay-stream$/).map(reserved)).toEqual([relayConcurrency]);
    for (const share of [publicConcurrency, officialConcurrency, relayConcurrency]) expect(share).toBeGreaterThan(0);
  });
});
