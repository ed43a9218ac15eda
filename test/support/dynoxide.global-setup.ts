import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

/** Where the tests' DynamoDB engine listens, or why there is none. */
export type DynoxideAddress = { readonly url: string } | { readonly missing: string };

declare module 'vitest' {
  interface ProvidedContext {
    readonly dynoxide: DynoxideAddress;
  }
}

const STARTS_WITHIN_MS = 10_000;
const TRIES = 5;

/** The binary that `npm ci` brought for this machine, if there is one for it. */
const findBinary = (): string | undefined => {
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

type Server = { readonly listening: Promise<boolean>; readonly stop: () => Promise<void> };

/**
 * The shell stands between: when this process ends, in whatever way, its end of the pipe closes, `cat` with it, and the
 * server is ended. A Ctrl-C does not reach a server in the background of a shell; the teardown ends it.
 */
const UNTIL_THE_PIPE_CLOSES =
  '"$0" serve --host 127.0.0.1 --port "$1" & cat >/dev/null; kill "$!" 2>/dev/null; wait "$!"';

/** The server says in its first line whether it listens or why it does not: a port that was taken in between. */
const startServer = (binary: string, port: number): Server => {
  const args = ['-c', UNTIL_THE_PIPE_CLOSES, binary, String(port)];
  const child = spawn('sh', args, { stdio: ['pipe', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const listening = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), STARTS_WITHIN_MS);
    createInterface({ input: child.stderr }).once('line', (line) => {
      clearTimeout(timer);
      resolve(line.includes(`:${port}`) && !line.startsWith('error'));
    });
    void ended.then(() => resolve(false));
  });
  return {
    listening,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
};

/** One DynamoDB engine a run, in memory, for the tests of the adapters. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const binary = findBinary();
  if (binary === undefined) {
    const missing = `no @dynoxide binary for ${process.platform}-${process.arch}`;
    console.warn(`The adapters' tests are skipped: ${missing}`);
    project.provide('dynoxide', { missing });
    return undefined;
  }
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const port = await freePort();
    const server = startServer(binary, port);
    if (await server.listening) {
      project.provide('dynoxide', { url: `http://127.0.0.1:${port}` });
      return server.stop;
    }
    await server.stop();
  }
  throw new Error(`${binary} does not start`);
}
