import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** A DynamoDB engine of its own, for tests, seeds at scale and benchmarks. */
export type Engine = {
  readonly url: string;
  /** The server's process, for measuring it. */
  readonly pid: number;
  readonly stop: () => Promise<void>;
};

const STARTS_WITHIN_MS = 20_000;
const TRIES = 5;

/** Why there is no engine on this machine. */
export const MISSING = `no @dynoxide binary for ${process.platform}-${process.arch}`;

/** The binary that `npm ci` brought for this machine, if there is one for it. */
export const findDynoxide = (): string | undefined => {
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `@dynoxide/${process.platform}-${process.arch}/package.json`,
    );
    return join(dirname(manifest), 'dynoxide');
  } catch {
    return undefined;
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/**
 * The shell stands between: when this process ends, in whatever way, its end of the pipe closes, `cat` with it, and the
 * server is ended. A Ctrl-C does not reach a server in the background of a shell; `stop` ends it. Its first line is the
 * server's process id.
 */
const UNTIL_THE_PIPE_CLOSES =
  'port="$1"; shift; "$0" serve --host 127.0.0.1 --port "$port" "$@" & echo "$!"; cat >/dev/null; kill "$!" 2>/dev/null; wait "$!"';

type Started = { readonly pid: Promise<number>; readonly listening: Promise<boolean>; readonly stop: Engine['stop'] };

/** The server says in its first line whether it listens or why it does not: a port that was taken in between. */
const startServer = (binary: string, port: number, more: readonly string[]): Started => {
  const args = ['-c', UNTIL_THE_PIPE_CLOSES, binary, String(port), ...more];
  // In a group of its own: a Ctrl-C is for whoever uses the engine, and they end it when they are done.
  const child = spawn('sh', args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const pid = new Promise<number>((resolve) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(Number(line)));
    void ended.then(() => resolve(0));
  });
  const listening = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), STARTS_WITHIN_MS);
    createInterface({ input: child.stderr }).once('line', (line) => {
      clearTimeout(timer);
      resolve(line.includes(`:${port}`) && !line.startsWith('error'));
    });
    void ended.then(() => resolve(false));
  });
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  return { pid, listening, stop };
};

/** Starts the engine on a free port: in memory, or on a database file that it finds again. */
export const startDynoxide = async (file?: string): Promise<Engine> => {
  const binary = findDynoxide();
  if (binary === undefined) throw new Error(MISSING);
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const port = await freePort();
    const server = startServer(binary, port, file === undefined ? [] : ['--db-path', file]);
    if (await server.listening) {
      return { url: `http://127.0.0.1:${port}`, pid: await server.pid, stop: server.stop };
    }
    await server.stop();
  }
  throw new Error(`${binary} does not start`);
};

/** Settings of a client of the engine. */
export const engineSettings = (url: string): DynamoDBClientConfig => ({
  endpoint: url,
  region: 'local',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 3,
});
