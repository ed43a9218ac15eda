import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { DoorFunction } from './function.ts';

/** Days that files of departments and their rejects are kept; reconstruction, to be replaced by the authority's rule. */
const KEEP_DAYS = 400;

/**
 * Files from departments and the rejects of their rows: versioned, so that the version that was verified is the one that
 * is read. Every object's arrival is an event on the account's bus.
 */
export class FileBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { config }: { readonly config: StageConfig }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: config.requireTls,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      lifecycleRules: [
        { expiration: Duration.days(KEEP_DAYS), noncurrentVersionExpiration: Duration.days(30) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    // The property itself: the library's own switch would bring a custom resource with it.
    const resource = this.bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new Error(`${this.bucket.node.path} has no resource`);
    if (config.fileAccessLogs) this.writeDownAccess(resource, config);
    resource.addPropertyOverride('NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled', true);
  }

  /** Every read and write of a file is written down, by the service itself, in a bucket that nobody's role can write to. */
  private writeDownAccess(files: CfnBucket, config: StageConfig): void {
    const logs = new Bucket(this, 'AccessLogs', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: config.requireTls,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      lifecycleRules: [{ expiration: Duration.days(KEEP_DAYS) }],
    });
    logs.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [logs.arnForObjects('files/*')],
        conditions: {
          ArnLike: { 'aws:SourceArn': this.bucket.bucketArn },
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
        },
      }),
    );
    files.loggingConfiguration = { destinationBucketName: logs.bucketName, logFilePrefix: 'files/' };
  }

  /** May read objects below a prefix, by version. */
  grantRead(fn: DoorFunction, prefix: string): void {
    fn.grant(['s3:GetObject', 's3:GetObjectVersion'], [this.bucket.arnForObjects(`${prefix}*`)]);
  }

  /** May write objects below a prefix. */
  grantWrite(fn: DoorFunction, prefix: string): void {
    fn.grant(['s3:PutObject'], [this.bucket.arnForObjects(`${prefix}*`)]);
  }
}
