/**
 * Rebuilds what is derived, beside live traffic (docs/runbooks/rebuild.md). Interrupted, the same command goes on.
 *
 *   npm run rebuild -- statistics            a new generation beside the old one, proved by a recount, then swapped
 *   npm run rebuild -- statistics --abandon  gives up the one that is being built
 *   npm run rebuild -- indexes               index attributes of people and households, from their state
 *   … --rate N                               at most so many of them rewritten a second (default 200)
 *   … --stage prod                           a stage on AWS, with the credentials of the environment
 *   … --endpoints FILE                       another local cloud
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fieldOpener } from '#shared/adapters/crypto/field-cipher.ts';
import { idKeys } from '#shared/adapters/crypto/id-keys.ts';
import { secretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import { documentClient } from '#shared/adapters/dynamodb/client.ts';
import { type IndexCount, rebuildIndexes } from '#shared/adapters/dynamodb/registry-indexes.ts';
import { abandonStatistics, rebuildStatistics } from './rebuild/statistics.ts';
import { turnsOf } from './rebuild/turns.ts';
import { localTarget, stageTarget, type Target } from './target/target.ts';

const ENDPOINTS = join(import.meta.dirname, '..', '.local', 'endpoints.json');
const USAGE = 'Say what to rebuild: "npm run rebuild -- statistics" or "npm run rebuild -- indexes".';
const SHOW_MS = 2_000;

const log = (line: string): void => console.log(line);

/** Shows a number now and then. */
const nowAndThen = (line: (count: number) => string) => {
  let shown = performance.now();
  return (count: number): void => {
    if (performance.now() - shown < SHOW_MS) return;
    shown = performance.now();
    log(line(count));
  };
};

const statistics = (target: Target, abandon: boolean): Promise<boolean> => {
  const run = {
    client: documentClient(new DynamoDBClient(target.aws)),
    tables: target.tables,
    log,
    onCounted: nowAndThen((count) => `  ${count.toLocaleString('en')} counted …`),
  };
  return abandon ? abandonStatistics(run) : rebuildStatistics(run);
};

const summary = ({ looked, rewritten, overtaken, unreadable }: IndexCount): string =>
  [
    `${looked.toLocaleString('en')} looked at`,
    `${rewritten.toLocaleString('en')} rewritten`,
    `${overtaken} changed by others meanwhile`,
    `${unreadable} that cannot be read`,
  ].join(', ');

const indexes = async (target: Target, rate: number): Promise<boolean> => {
  const count: IndexCount = { looked: 0, rewritten: 0, overtaken: 0, unreadable: 0 };
  const asked = new AbortController();
  // What is under way is finished; the next run finds what is left.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => asked.abort());
  }
  const timer = setInterval(() => log(`  ${summary(count)} …`), SHOW_MS);
  await rebuildIndexes(
    {
      client: documentClient(new DynamoDBClient(target.aws)),
      table: target.tables.registry,
      opener: fieldOpener(new KMSClient(target.aws)),
      tokens: idKeys(secretKeys(new SecretsManagerClient(target.aws), target.secrets.identity)),
    },
    { count, turn: turnsOf(rate), stop: () => asked.signal.aborted },
  ).finally(() => clearInterval(timer));
  log(`${summary(count)}.${asked.signal.aborted ? ' Stopped; the same command does the rest.' : ''}`);
  return !asked.signal.aborted && count.unreadable === 0;
};

const run = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      abandon: { type: 'boolean', default: false },
      rate: { type: 'string', default: '200' },
      stage: { type: 'string' },
      endpoints: { type: 'string', default: ENDPOINTS },
    },
  });
  const rate = Number(values.rate);
  if (!(rate > 0)) throw new Error(`--rate ${values.rate} is no number above zero`);
  const [what] = positionals;
  if (what !== 'statistics' && what !== 'indexes') throw new Error(USAGE);
  const target = await (values.stage === undefined ? localTarget(values.endpoints) : stageTarget(values.stage));
  const done = await (what === 'statistics' ? statistics(target, values.abandon) : indexes(target, rate));
  return done ? 0 : 1;
};

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
