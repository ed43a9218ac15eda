import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, resourcesOf, stacksOf } from '#test/support/templates.ts';

/** CloudFormation takes 500 resources a stack; at 400 a capability moves out. */
const MOST = 400;
/** An app that synthesises to nothing passes every other test. */
const LEAST = {
  data: 14,
  messaging: 140,
  gateway: 3,
  public: 30,
  casework: 25,
  monitoring: 35,
  platform: 25,
  api: 2,
  operations: 3,
} as const;

describe.each(['local', 'test', 'prod', 'china'] as const)('Stacks of %s', (stage) => {
  const stacks = stacksOf(stage);

  it('are neither empty nor full', () => {
    expect(Object.keys(stacks).sort()).toEqual(Object.keys(LEAST).sort());
    for (const [name, least] of Object.entries(LEAST)) {
      const count = Object.keys(stacks[name]?.Resources ?? {}).length;
      expect(count, name).toBeGreaterThanOrEqual(least);
      expect(count, name).toBeLessThan(MOST);
    }
  });

  it('need no resource of CDK that runs code of its own', () => {
    const types = resourcesOf(stacks).map(({ Type }) => Type);
    expect(
      types.filter((type) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource'),
    ).toEqual([]);
  });

  it('name no partition', () => {
    const found = readdirSync(folderOf(stage))
      .filter((name) => name.endsWith('.template.json'))
      .filter((name) => /arn:aws:/.test(readFileSync(join(folderOf(stage), name), 'utf8')));
    expect(found).toEqual([]);
  });
});

describe('In a China region', () => {
  it('the templates are of that partition', () => {
    const texts = readdirSync(folderOf('china'))
      .filter((name) => name.endsWith('.template.json'))
      .map((name) => readFileSync(join(folderOf('china'), name), 'utf8'));
    expect(texts.join('')).toContain('arn:aws-cn:');
  });
});
