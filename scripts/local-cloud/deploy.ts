import { delimiter, dirname, join } from 'node:path';
import { CreateBucketCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { Assembly } from './assembly.ts';
import { cloudNote } from './cloud-note.ts';
import { runCommand, tail } from './run-command.ts';
import { LOCAL_ACCOUNT, LOCAL_REGION, PROJECT_ROOT, ROOT_CREDENTIALS, rootClient } from './stage.ts';

const CDK = join(PROJECT_ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const STACKS_AT_ONCE = 4;

export type DeployOptions = {
  readonly aws: string;
  readonly dataDir: string;
  readonly signal?: AbortSignal | undefined;
};

/**
 * All that stage `local` needs of `cdk bootstrap`: it deploys with the caller's own credentials, so there are no roles to
 * assume, and a bucket for the assets remains.
 */
const ensureAssetsBucket = async (aws: string): Promise<void> => {
  const client = new S3Client({ ...rootClient(aws), forcePathStyle: true });
  const Bucket = `cdk-hnb659fds-assets-${LOCAL_ACCOUNT}-${LOCAL_REGION}`;
  try {
    await client.send(new HeadBucketCommand({ Bucket }));
  } catch {
    await client.send(new CreateBucketCommand({ Bucket }));
  }
};

/** The command line's environment: no credentials, profile or cache of the person's own. */
const environment = ({ aws, dataDir }: DeployOptions): NodeJS.ProcessEnv => ({
  PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
  HOME: join(dataDir, 'home'),
  TMPDIR: join(dataDir, 'tmp'),
  AWS_ENDPOINT_URL: aws,
  AWS_ACCESS_KEY_ID: ROOT_CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: ROOT_CREDENTIALS.secretAccessKey,
  AWS_REGION: LOCAL_REGION,
  AWS_EC2_METADATA_DISABLED: 'true',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
});

const cdkDeploy = async (assembly: Assembly, options: DeployOptions): Promise<void> => {
  const { dataDir, signal } = options;
  const flags = ['--all', '--method', 'direct', '--concurrency', String(STACKS_AT_ONCE), '--require-approval', 'never'];
  const quiet = ['--no-notices', '--no-version-reporting', '--progress', 'events', '--ci'];
  const logFile = join(dataDir, 'deploy.log');
  const args = [CDK, 'deploy', '--app', assembly.folder, ...flags, ...quiet];
  const { code, output } = await runCommand(process.execPath, args, {
    cwd: dataDir,
    env: environment(options),
    signal,
    logFile,
  });
  if (code !== 0) throw new Error(`cdk deploy ended with ${code}; the end of ${logFile}:\n${tail(output)}`);
};

/** Deploys the assembly unless it is what is deployed already. */
export const deploy = async (assembly: Assembly, options: DeployOptions): Promise<'deployed' | 'unchanged'> => {
  const note = cloudNote(options.aws, 'LocalCloudDeployment');
  const present = await note.read();
  if (present === assembly.fingerprint) return 'unchanged';
  if (present !== undefined) await note.forget();
  await ensureAssetsBucket(options.aws);
  await cdkDeploy(assembly, options);
  await note.write(assembly.fingerprint);
  return 'deployed';
};
