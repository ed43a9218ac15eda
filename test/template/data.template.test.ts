import { describe, expect, it } from 'vitest';
import { stageConfig } from '#infra/config.ts';
import { at, resourcesOf, type Stacks, stacksOf, textOf } from '#test/support/templates.ts';

const idsOf = (stacks: Stacks, type: string): string[] => resourcesOf(stacks, type).map(({ id }) => id);
const THAT_LAST = [
  'AWS::DynamoDB::Table',
  'AWS::KMS::Key',
  'AWS::SecretsManager::Secret',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::Logs::LogGroup',
];

describe.each(['local', 'test', 'prod'] as const)('What lasts, in stage %s', (stage) => {
  const stacks = stacksOf(stage);
  const tables = resourcesOf(stacks, 'AWS::DynamoDB::Table');

  it('is six tables under the key of tables, paid by request', () => {
    expect(tables.map(({ id }) => id.replace(/Table\w+$/, ''))).toEqual([
      'Intake',
      'Registry',
      'Cases',
      'Feeds',
      'Statistics',
      'Audit',
    ]);
    for (const { stack, Properties, at: where } of tables) {
      expect(Properties['BillingMode'], where).toBe('PAY_PER_REQUEST');
      expect(textOf(stacks, stack, at(Properties, 'SSESpecification', 'KMSMasterKeyId')), where).toMatch(
        /^data\.TablesKey/,
      );
    }
  });

  it(stage === 'local' ? 'goes with the stage' : 'can be restored to any second, and is not deleted by mistake', () => {
    for (const { Properties, at: where } of tables) {
      const restorable = at(Properties, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled');
      expect(restorable, where).toBe(stage !== 'local');
      expect(Properties['DeletionProtectionEnabled'] ?? false, where).toBe(stage !== 'local');
    }
  });

  it(stage === 'prod' ? 'stays when a stack goes' : 'goes when a stack goes', () => {
    const lasting = THAT_LAST.flatMap((type) => resourcesOf(stacks, type));
    expect(lasting.length).toBeGreaterThan(60);
    const policies = new Set(lasting.map(({ DeletionPolicy }) => DeletionPolicy));
    expect([...policies]).toEqual([stage === 'prod' ? 'Retain' : 'Delete']);
  });

  it('is encrypted under three keys that turn', () => {
    const keys = resourcesOf(stacks, 'AWS::KMS::Key');
    expect(keys.map(({ id }) => id.slice(0, -8))).toEqual(['TablesKey', 'FieldsKey', 'QueuesKey']);
    for (const { Properties } of keys) expect(Properties['EnableKeyRotation']).toBe(true);
  });

  it('keeps files by version, closed to the world', () => {
    const files = resourcesOf(stacks, 'AWS::S3::Bucket');
    for (const { Properties, at: where } of files) {
      expect(Object.values(Properties['PublicAccessBlockConfiguration'] as object), where).toEqual([
        true,
        true,
        true,
        true,
      ]);
      expect(Properties['BucketEncryption'], where).toBeDefined();
    }
    expect(at(files[0]?.Properties, 'VersioningConfiguration', 'Status')).toBe('Enabled');
    expect(at(files[0]?.Properties, 'LoggingConfiguration') !== undefined).toBe(stage !== 'local');
  });

  it('tells the address of the stage when an alarm goes off, and keeps what could not be told', () => {
    const subscriptions = resourcesOf(stacks, 'AWS::SNS::Subscription');
    const { alarmEmail } = stageConfig(stage);
    expect(subscriptions.map(({ Properties }) => Properties['Endpoint'])).toEqual(
      alarmEmail === undefined ? [] : [alarmEmail],
    );
    expect(alarmEmail === undefined).toBe(stage === 'local');
    for (const { Properties } of subscriptions)
      expect(at(Properties, 'RedrivePolicy', 'deadLetterTargetArn')).toBeDefined();
  });
});

/**
 * What makes the three secrets. CloudFormation generates a secret anew when its logical id or one of these settings
 * changes, and every lookup, tracking secret and mark made with the old one is lost: change nothing here without the
 * rotation of docs/runbooks/secrets.md.
 */
const GENERATED_BY = {
  SecretStringTemplate: '{"current":"1"}',
  GenerateStringKey: '1',
  PasswordLength: 64,
  ExcludePunctuation: true,
};
const PINNED = {
  IntakeSecretABAB8F6C: GENERATED_BY,
  IdentitySecretA2DFE592: GENERATED_BY,
  OfficialsSecretCDDC8E93: GENERATED_BY,
};

describe.each(['local', 'test', 'prod'] as const)('Secrets in stage %s', (stage) => {
  const stacks = stacksOf(stage);
  const secrets = resourcesOf(stacks, 'AWS::SecretsManager::Secret');

  it('are the three that were generated once, and a change generates none anew', () => {
    const made = secrets.map(({ id, Properties }) => [id, Properties['GenerateSecretString']]);
    expect(Object.fromEntries(made)).toEqual(PINNED);
    for (const { Properties } of secrets) {
      expect(Properties['SecretString']).toBeUndefined();
      expect(Properties['Name'], 'a name would make a new one when it changes').toBeUndefined();
    }
  });

  it('live in the stack of data', () => {
    expect(secrets.map(({ stack }) => stack)).toEqual(['data', 'data', 'data']);
    expect(idsOf(stacks, 'AWS::SecretsManager::RotationSchedule')).toEqual([]);
  });
});
