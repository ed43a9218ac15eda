import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { ArnPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { endpointsOutput } from '../constructs/endpoints.ts';
import { FileBucket } from '../constructs/file-bucket.ts';
import { addDeadLetters } from '../constructs/queue.ts';
import { KeySecret } from '../constructs/secret.ts';
import { HouseTable } from '../constructs/table.ts';

/** Everything that lasts: keys, secrets, tables, files, and the topic that alarms go to. */
export class DataStack extends Stack {
  readonly keys: { readonly tables: Key; readonly fields: Key; readonly queues: Key };
  readonly secrets: { readonly intake: KeySecret; readonly identity: KeySecret; readonly officials: KeySecret };
  readonly tables: {
    readonly intake: HouseTable;
    readonly registry: HouseTable;
    readonly cases: HouseTable;
    readonly feeds: HouseTable;
    readonly statistics: HouseTable;
    readonly audit: HouseTable;
  };
  readonly files: FileBucket;
  readonly alarms: Topic;
  private readonly config: StageConfig;

  constructor(scope: Construct, id: string, config: StageConfig, props?: StackProps) {
    super(scope, id, props);
    this.config = config;
    this.keys = {
      tables: this.addKey('TablesKey', 'Tables, used through DynamoDB only'),
      fields: this.addKey('FieldsKey', 'Identity fields of people'),
      queues: this.addKey('QueuesKey', 'Queues and alarms'),
    };
    this.allowServices();
    this.allowConsumers();
    this.allowSender();
    this.secrets = {
      intake: new KeySecret(this, 'IntakeSecret', {
        config,
        description: 'Tracking secrets and idempotency marks of the public doors',
      }),
      identity: new KeySecret(this, 'IdentitySecret', { config, description: 'Lookup tokens of identity numbers' }),
      officials: new KeySecret(this, 'OfficialsSecret', {
        config,
        description: "Idempotency marks and cursors of the officials' doors",
      }),
    };
    this.tables = this.addTables();
    this.files = new FileBucket(this, 'Files', { config });
    this.alarms = new Topic(this, 'Alarms', { masterKey: this.keys.queues, enforceSSL: config.requireTls });
    if (config.alarmEmail !== undefined) this.subscribe(config.alarmEmail);
    this.publish();
  }

  /** Whoever is on call; what cannot be delivered is kept. */
  private subscribe(email: string): void {
    const deadLetterQueue = addDeadLetters(this, 'AlarmDeadLetters', {
      config: this.config,
      key: this.keys.queues,
      alarms: this.alarms,
      impact: 'Whoever is on call did not get an alarm: what it was about goes on unseen.',
      runbook: 'undelivered-alarm',
    });
    this.alarms.addSubscription(new EmailSubscription(email, { deadLetterQueue }));
  }

  private addKey(id: string, description: string): Key {
    return new Key(this, id, {
      description: `low-income-net ${this.config.name}: ${description}`,
      enableKeyRotation: true,
      removalPolicy: this.config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** Events, alarms and what a topic could not deliver are put encrypted into queues and topics, for this account only. */
  private allowServices(): void {
    for (const service of ['events.amazonaws.com', 'cloudwatch.amazonaws.com', 'sns.amazonaws.com']) {
      this.keys.queues.addToResourcePolicy(
        new PolicyStatement({
          effect: Effect.ALLOW,
          principals: [new ServicePrincipal(service)],
          actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
          resources: ['*'],
          conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
        }),
      );
    }
  }

  /** A region's own system, in an account of its own, has to decrypt what it receives. */
  private allowConsumers(): void {
    const arns = Object.values(this.config.consumers ?? {});
    if (arns.length === 0) return;
    this.keys.queues.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [...new Set(arns)].map((arn) => new ArnPrincipal(arn)),
        actions: ['kms:Decrypt'],
        resources: ['*'],
        conditions: { StringLike: { 'kms:ViaService': `sqs.${this.region}.amazonaws.com*` } },
      }),
    );
  }

  /** What the assistance system puts into our inbox is encrypted under the queues' key on its behalf. */
  private allowSender(): void {
    const { assistanceSystem } = this.config;
    if (assistanceSystem === undefined) return;
    this.keys.queues.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ArnPrincipal(assistanceSystem)],
        actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
        resources: ['*'],
        conditions: { StringLike: { 'kms:ViaService': `sqs.${this.region}.amazonaws.com*` } },
      }),
    );
  }

  private addTables(): DataStack['tables'] {
    const base = { config: this.config, key: this.keys.tables };
    return {
      intake: new HouseTable(this, 'Intake', { ...base, stream: true, ttl: 'expiresAt' }),
      registry: new HouseTable(this, 'Registry', {
        ...base,
        stream: true,
        ttl: 'expiresAt',
        indexes: [
          { name: 'layer', partition: 'layerPk', sort: 'layerSk', carries: ['categories'] },
          { name: 'name', partition: 'namePk', sort: 'nameSk' },
          { name: 'due', partition: 'duePk', sort: 'dueSk' },
        ],
      }),
      cases: new HouseTable(this, 'Cases', {
        ...base,
        stream: true,
        ttl: 'expiresAt',
        indexes: [
          { name: 'open', partition: 'openPk', sort: 'openSk', carries: ['regionCode', 'state'] },
          { name: 'ledger', partition: 'ledgerPk', sort: 'ledgerSk', carries: ['regionCode', 'state'] },
          { name: 'person', partition: 'personKey', sort: 'ledgerSk' },
        ],
      }),
      feeds: new HouseTable(this, 'Feeds', {
        ...base,
        indexes: [{ name: 'waiting', partition: 'waitingPk', sort: 'waitingSk' }],
      }),
      statistics: new HouseTable(this, 'Statistics', base),
      audit: new HouseTable(this, 'Audit', {
        ...base,
        stream: true,
        ttl: 'expiresAt',
        indexes: [
          { name: 'subject', partition: 'subjectKey', sort: 'sk' },
          { name: 'actor', partition: 'actorKey', sort: 'sk' },
        ],
      }),
    };
  }

  private publish(): void {
    endpointsOutput(this, {
      tables: Object.fromEntries(Object.entries(this.tables).map(([name, table]) => [name, table.name])),
      buckets: { files: this.files.bucket.bucketName },
      keys: { tables: this.keys.tables.keyArn, fields: this.keys.fields.keyArn, queues: this.keys.queues.keyArn },
      secrets: Object.fromEntries(Object.entries(this.secrets).map(([name, secret]) => [name, secret.arn])),
      outboxTables: [this.tables.cases.name, this.tables.registry.name],
    });
  }
}
