import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { DoorFunction } from './function.ts';

/** An index: a name, its key attributes (both texts), and what it carries beside keys. */
export type TableIndex = {
  readonly name: string;
  readonly partition: string;
  readonly sort: string;
  readonly carries?: readonly string[];
};

export type TableProps = {
  readonly config: StageConfig;
  readonly key: Key;
  readonly indexes?: readonly TableIndex[];
  /** Attribute with the epoch second after which an item goes. */
  readonly ttl?: string;
  readonly stream?: boolean;
};

/** What a function may do to the items of a table. */
export type TableAction = 'get' | 'batch-get' | 'query' | 'scan' | 'put' | 'update' | 'delete' | 'check';

const ACTIONS: Readonly<Record<TableAction, string>> = {
  get: 'dynamodb:GetItem',
  'batch-get': 'dynamodb:BatchGetItem',
  query: 'dynamodb:Query',
  scan: 'dynamodb:Scan',
  put: 'dynamodb:PutItem',
  update: 'dynamodb:UpdateItem',
  delete: 'dynamodb:DeleteItem',
  check: 'dynamodb:ConditionCheckItem',
};

/** A table of one kind of thing: keys `pk` and `sk`, on demand, encrypted under the tables' key. */
export class HouseTable extends Construct {
  readonly table: Table;
  private readonly key: Key;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const { config } = props;
    this.key = props.key;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: config.pointInTimeRecovery },
      deletionProtection: config.deletionProtection,
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(props.ttl === undefined ? {} : { timeToLiveAttribute: props.ttl }),
      ...(props.stream === true ? { stream: StreamViewType.NEW_AND_OLD_IMAGES } : {}),
    });
    for (const index of props.indexes ?? []) {
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: { name: index.partition, type: AttributeType.STRING },
        sortKey: { name: index.sort, type: AttributeType.STRING },
        ...(index.carries === undefined
          ? { projectionType: ProjectionType.KEYS_ONLY }
          : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...index.carries] }),
      });
    }
  }

  get name(): string {
    return this.table.tableName;
  }

  /**
   * Allows these actions on items, where `leadingKeys` is given only on partitions that begin so. The tables' key is
   * used through DynamoDB only.
   */
  grant(fn: DoorFunction, actions: readonly TableAction[], leadingKeys?: readonly string[]): void {
    fn.grant(
      actions.map((action) => ACTIONS[action]),
      [this.table.tableArn],
      leadingKeys === undefined
        ? undefined
        : { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': leadingKeys.map((prefix) => `${prefix}*`) } },
    );
    this.grantKey(fn);
  }

  /** Allows queries of one index. */
  grantIndex(fn: DoorFunction, name: string): void {
    fn.grant(['dynamodb:Query'], [`${this.table.tableArn}/index/${name}`]);
    this.grantKey(fn);
  }

  /** Allows reading the table's stream. */
  grantStream(fn: DoorFunction): void {
    const streamArn = this.table.tableStreamArn;
    if (streamArn === undefined) throw new Error(`${this.node.path} has no stream`);
    fn.grant(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [streamArn]);
    this.grantKey(fn);
  }

  private grantKey(fn: DoorFunction): void {
    const service = `dynamodb.${Stack.of(this).region}.amazonaws.com`;
    // The second is how services are named in the China regions.
    fn.grant(['kms:Decrypt'], [this.key.keyArn], {
      StringEquals: { 'kms:ViaService': [service, `${service}.cn`] },
    });
  }
}
