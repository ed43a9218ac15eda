import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { stageConfig } from '#infra/config.ts';
import { DataStack } from '#infra/stacks/data.ts';
import { MessagingStack } from '#infra/stacks/messaging.ts';
import { at } from '#test/support/templates.ts';

const SYSTEM = 'arn:aws-cn:iam::111122223333:role/regional-system';

/** Hands a region's queue to a system in an account of its own. */
const deployed = (
  consumers: Readonly<Record<string, string>>,
): { readonly data: Template; readonly messaging: Template } => {
  const config = { ...stageConfig('prod'), consumers };
  const app = new App();
  const data = new DataStack(app, 'data', config);
  const messaging = new MessagingStack(app, 'messaging', { config, data });
  return { data: Template.fromStack(data), messaging: Template.fromStack(messaging) };
};

const statementsFor = (template: Template, type: string, document: string): unknown[] =>
  Object.values(template.findResources(type))
    .flatMap((resource) => at(resource, 'Properties', document, 'Statement') as unknown[])
    .filter((statement) => JSON.stringify(at(statement, 'Principal')).includes(SYSTEM));

describe("A region's own system", () => {
  const { data, messaging } = deployed({ '330100': SYSTEM });

  it('may take messages from its own queue, and can neither send nor move nor look elsewhere', () => {
    const statements = statementsFor(messaging, 'AWS::SQS::QueuePolicy', 'PolicyDocument');
    expect(statements).toHaveLength(1);
    expect(at(statements[0], 'Effect')).toBe('Allow');
    expect(at(statements[0], 'Principal')).toEqual({ AWS: SYSTEM });
    expect(at(statements[0], 'Action')).toEqual([
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:ChangeMessageVisibility',
      'sqs:GetQueueAttributes',
    ]);
    expect(JSON.stringify(at(statements[0], 'Resource'))).toContain('Region330100Queue');
  });

  it('may decrypt what it receives, through queues only', () => {
    const statements = statementsFor(data, 'AWS::KMS::Key', 'KeyPolicy');
    expect(statements).toHaveLength(1);
    expect(at(statements[0], 'Action')).toBe('kms:Decrypt');
    expect(JSON.stringify(at(statements[0], 'Condition'))).toContain('kms:ViaService');
  });

  it('must have a queue', () => {
    expect(() => deployed({ '999999': SYSTEM })).toThrow('has no queue');
  });
});
