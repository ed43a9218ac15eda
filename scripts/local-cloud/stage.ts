import { dirname } from 'node:path';

/** The project's root, where `cdk.json` and `node_modules` are. */
export const PROJECT_ROOT = dirname(dirname(import.meta.dirname));

/** The account and region that the local cloud is, the same as those of stage `local` in the infrastructure's configuration. */
export const LOCAL_ACCOUNT = '000000000000';
export const LOCAL_REGION = 'us-east-1';

/** The server's root, known to all: it listens on this machine only and holds synthetic people. */
export const ROOT_CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' } as const;

/** Settings of an SDK client that speaks to the local cloud as its root. */
export const rootClient = (aws: string) => ({
  endpoint: aws,
  region: LOCAL_REGION,
  credentials: ROOT_CREDENTIALS,
});
