import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { DoorFunction } from './function.ts';

const KEY_MATERIAL_CHARACTERS = 64;

/**
 * Key material by version, generated once and kept (`{"current": "1", "1": "…"}`): a template test fails when a change
 * would make a new one. Backup and rotation: docs/runbooks.
 */
export class KeySecret extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: { readonly config: StageConfig; readonly description: string }) {
    super(scope, id);
    const { config, description } = props;
    const secret = new Secret(this, 'Secret', {
      description: `low-income-net ${config.name}: ${description}`,
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ current: '1' }),
        generateStringKey: '1',
        passwordLength: KEY_MATERIAL_CHARACTERS,
        excludePunctuation: true,
      },
    });
    // The attribute and not the reference: both are the ARN on AWS, and only the attribute is on the local cloud.
    const resource = secret.node.defaultChild;
    if (!(resource instanceof CfnSecret)) throw new Error(`${secret.node.path} has no resource`);
    this.arn = resource.attrId;
  }

  /** May read the secret and nothing else of it. */
  grantRead(fn: DoorFunction): void {
    fn.grant(['secretsmanager:GetSecretValue'], [this.arn]);
  }
}
