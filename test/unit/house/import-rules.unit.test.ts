import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, getAvailableTranspilers, type ICruiseResult } from 'dependency-cruiser';
import extractConfiguration from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const PLANTED = join(ROOT, 'test/support/planted');
const ROOMS = ['infra', 'functions', 'shared', 'web', 'scripts', 'test', 'examples', 'bench'];

const { forbidden = [], options = {} } = await extractConfiguration(join(ROOT, '.dependency-cruiser.mjs'));

/** The same rules, whatever tree they are held against. */
const walk = async (baseDir: string): Promise<ICruiseResult> => {
  const rooms = ROOMS.filter((room) => existsSync(join(baseDir, room)));
  const ruleSet = { forbidden };
  const { output } = await cruise(
    rooms,
    { ...options, baseDir, validate: true, ruleSet },
    options.enhancedResolveOptions,
  );
  return output as ICruiseResult;
};

const found = (result: ICruiseResult): string[] =>
  result.summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`).sort();

/** Each planted file, and the rules that it breaks. */
const planted = [
  'examples/regional-consumer/broken-example.ts: examples-imports',
  'functions/alerts/broken-dev-queue/main.ts: not-to-dev-dependency',
  'functions/alerts/broken-env-queue/env.ts: env-imports',
  'functions/alerts/broken-main-queue/main.ts: main-imports',
  'functions/alerts/broken-neighbour-queue/main.ts: main-imports',
  'functions/alerts/broken-unlisted-queue/main.ts: not-to-unlisted',
  'functions/alerts/official-http/broken-by-adapter.ts: door-imports',
  'functions/alerts/official-http/broken-by-node.ts: door-imports',
  'functions/alerts/official-http/broken-by-sdk.ts: door-imports',
  'functions/alerts/raise-queue/broken-by-neighbour.ts: door-imports',
  'infra/broken-by-main.ts: infra-imports',
  'infra/broken-by-main.ts: main-is-imported-by-nobody',
  'infra/broken-by-value.ts: types-only-across-the-seam',
  'infra/broken-infra.ts: infra-imports',
  'scripts/broken-by-test.ts: tests-are-imported-by-tests',
  'scripts/broken-unresolvable.ts: not-to-unresolvable',
  'shared/adapters/broken-adapters.ts: adapters-imports',
  'shared/adapters/broken-by-middy.ts: middy-and-powertools-live-at-the-edge',
  'shared/adapters/broken-by-script.ts: adapters-imports',
  'shared/adapters/broken-by-script.ts: free-rooms-are-imported-by-nobody',
  'shared/contracts/broken-contracts.ts: contracts-imports',
  'shared/domain/alerts/broken-by-adapter.ts: domain-imports',
  'shared/domain/alerts/broken-by-neighbour.ts: domain-imports',
  'shared/domain/alerts/broken-by-node.ts: domain-imports',
  'shared/domain/alerts/broken-by-package.ts: domain-imports',
  'shared/domain/alerts/broken-circle-a.ts: no-circular',
  'shared/edge/broken-edge.ts: edge-imports',
  'shared/kernel/broken-kernel.ts: kernel-imports',
  'shared/policy/broken-by-whole-zod.ts: self-check-starts-light',
  'shared/policy/broken-policy.ts: policy-imports',
  'shared/reference/broken-reference.ts: reference-imports',
  'web/src/broken-by-value.ts: types-only-across-the-seam',
  'web/src/broken-web.ts: web-imports',
];

describe('the import rules of the house', () => {
  let plantedTree: ICruiseResult;
  let house: ICruiseResult;
  beforeAll(async () => {
    plantedTree = await walk(PLANTED);
    house = await walk(ROOT);
  }, 60_000);

  it('catch every planted violation, and nothing of what is allowed beside it', () => {
    expect(found(plantedTree)).toEqual(planted);
  });

  it('have a planted violation each', () => {
    const broken = new Set(plantedTree.summary.violations.map(({ rule }) => rule.name));
    expect(forbidden.map(({ name }) => name ?? '').filter((name) => !broken.has(name))).toEqual([]);
  });

  it('find none in the house', () => {
    expect(found(house)).toEqual([]);
  });

  it('really see the house: with a compiler that dependency-cruiser cannot use it sees no module and passes', () => {
    const typescript = getAvailableTranspilers().find(({ name }) => name === 'typescript');
    expect(typescript).toMatchObject({ available: true, currentVersion: 'typescript@6.0.3' });
    const sources = house.modules.map(({ source }) => source);
    expect(sources.filter((source) => source.startsWith('shared/')).length).toBeGreaterThan(10);
    expect(house.summary.totalDependenciesCruised).toBeGreaterThan(10);
    const subpaths = house.modules
      .flatMap((module) => module.dependencies)
      .filter(({ module }) => module.startsWith('#'));
    expect(subpaths.filter(({ couldNotResolve }) => !couldNotResolve).length).toBeGreaterThan(10);
  });
});
