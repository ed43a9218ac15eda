import { describe, expect, it } from 'vitest';
import { at, find, type Stacks, stacksOf, withResource } from '#test/support/templates.ts';
import { dataGrantsOf, doorOf, functionsOf, type Grant } from './rules/roles.ts';

const CHANGES = /^dynamodb:(Put|Update|Delete|BatchWrite|PartiQL|TransactWrite)/;

const onAudit = (stacks: Stacks): (Grant & { readonly door: string })[] =>
  functionsOf(stacks).flatMap((fn) =>
    dataGrantsOf(stacks, doorOf(fn))
      .filter(({ resource, action }) => resource.startsWith('data.AuditTable') && CHANGES.test(action))
      .map((grant) => ({ ...grant, door: doorOf(fn) })),
  );

const partitionsOf = ({ conditions }: Grant): readonly string[] => {
  const keys = at(conditions, 'ForAllValues:StringLike', 'dynamodb:LeadingKeys');
  return Array.isArray(keys) ? keys.map(String) : [String(keys ?? 'any')];
};

/** Who may put something into the audit that is no entry, or change what is there. */
const tooMany = (stacks: Stacks): string[] => {
  const own: Readonly<Record<string, readonly string[]>> = {
    'audit/seal-stream': ['SEAL#*'],
    'audit/verify-stream': ['VERIFY#*'],
    'audit/official-http': ['20*', 'VERIFY#*', 'IDEM#*'],
  };
  return onAudit(stacks).flatMap((grant) => {
    const allowed = own[grant.door] ?? ['20*'];
    const partitions = partitionsOf(grant).filter((partition) => !allowed.includes(partition));
    const put = grant.action === 'dynamodb:PutItem';
    return put && partitions.length === 0 ? [] : [`${grant.door}: ${grant.action} on ${partitionsOf(grant).join()}`];
  });
};

describe.each(['local', 'prod'] as const)('The audit in stage %s', (stage) => {
  const stacks = stacksOf(stage);

  it('is changed and deleted by nobody, sealed by the sealer alone, and others put entries and nothing else', () => {
    expect(tooMany(stacks)).toEqual([]);
    expect(onAudit(stacks).length).toBeGreaterThan(5);
  });
});

describe('A right too many on the audit is caught', () => {
  const stacks = stacksOf('prod');
  const policy = find(stacks, 'AWS::IAM::Policy', 'AuditSealStream');
  const plant = (change: (statement: Record<string, unknown>) => void) =>
    withResource(stacks, policy, ({ Properties }) => {
      const { Statement } = Properties['PolicyDocument'] as { Statement: Record<string, unknown>[] };
      const put = Statement.find(({ Action }) => JSON.stringify(Action).includes('PutItem'));
      if (put === undefined) throw new Error('nothing is put');
      change(put);
    });

  it('when an entry could be changed', () => {
    expect(tooMany(plant((statement) => (statement['Action'] = ['dynamodb:UpdateItem'])))).toHaveLength(1);
  });

  it('when the sealer could put entries, or anything', () => {
    const leading = (keys: readonly string[]) => ({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } });
    expect(tooMany(plant((statement) => (statement['Condition'] = leading(['SEAL#*', '20*']))))).toHaveLength(1);
    expect(tooMany(plant((statement) => (statement['Condition'] = undefined)))).toHaveLength(1);
  });
});
