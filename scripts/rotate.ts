/**
 * Rotates what identities are kept under, beside live traffic. It may be interrupted and begun again at any time; a run that
 * rewrites nothing and misses nothing has proved the one before (docs/runbooks/secrets.md).
 *
 *   npm run rotate -- id-tokens          lookups, to the current version of the identity secret
 *   npm run rotate -- wrapping-key       the wrapped keys of people and cases, to the present fields key
 *   … --stage prod                       a stage on AWS, with the credentials of the environment
 *   … --endpoints FILE                   another local cloud
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fieldOpener, fieldRewrapper } from '#shared/adapters/crypto/field-cipher.ts';
import { idKeys } from '#shared/adapters/crypto/id-keys.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { newRotation, type RotationCount, rotateLookups, rotateWrapping } from '#shared/adapters/dynamodb/rotation.ts';
import { localTarget, stageTarget, type Target } from './target/target.ts';

const ENDPOINTS = join(import.meta.dirname, '..', '.local', 'endpoints.json');
const USAGE = 'Say what to rotate: "npm run rotate -- id-tokens" or "npm run rotate -- wrapping-key".';
const SHOW_MS = 2_000;

type Pass = { readonly progress: ReturnType<typeof newRotation>; readonly target: Target };

const rotateIdTokens = ({ progress, target }: Pass): Promise<RotationCount> =>
  rotateLookups(
    {
      client: documentClient(new DynamoDBClient(target.aws)),
      table: target.tables.registry,
      opener: fieldOpener(new KMSClient(target.aws)),
      tokens: idKeys(secretKeys(new SecretsManagerClient(target.aws), target.secrets.identity)),
    },
    progress,
  );

const rotateWrappingKey = async ({ progress, target }: Pass): Promise<RotationCount> => {
  const client = documentClient(new DynamoDBClient(target.aws));
  const rewrapper = fieldRewrapper(new KMSClient(target.aws), target.keys.fields);
  const { registry, cases } = target.tables;
  await rotateWrapping({ client, table: registry, name: 'registry', rewrapper }, progress);
  return rotateWrapping({ client, table: cases, name: 'cases', rewrapper }, progress);
};

const rotations = new Map([
  ['id-tokens', rotateIdTokens],
  ['wrapping-key', rotateWrappingKey],
]);

const summary = ({ looked, rewritten, overtaken, missing, disputed }: RotationCount): string =>
  [
    `${looked.toLocaleString('en')} looked at`,
    `${rewritten.toLocaleString('en')} rewritten`,
    `${overtaken} changed by others meanwhile`,
    `${missing} without any lookup`,
    `${disputed} in dispute`,
  ].join(', ');

/** Whether this pass leaves nothing behind; `missing` and `disputed` are for a human. */
const isWhole = ({ overtaken, missing, disputed }: RotationCount): boolean => overtaken + missing + disputed === 0;

const run = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { stage: { type: 'string' }, endpoints: { type: 'string', default: ENDPOINTS } },
  });
  const rotate = rotations.get(positionals[0] ?? '');
  if (rotate === undefined) throw new Error(USAGE);
  const target = await (values.stage === undefined ? localTarget(values.endpoints) : stageTarget(values.stage));
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  const { signal } = interrupted;
  const progress = newRotation(() => signal.aborted);
  const shown = setInterval(() => console.error(summary(progress.count)), SHOW_MS);
  const count = await rotate({ progress, target }).finally(() => clearInterval(shown));
  console.log(`${target.name}: ${summary(count)}.`);
  if (signal.aborted) console.log('Interrupted; the same command goes on.');
  else if (count.rewritten > 0) console.log('Run it once more: a pass that rewrites nothing proves this one.');
  return !signal.aborted && isWhole(count) ? 0 : 1;
};

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
