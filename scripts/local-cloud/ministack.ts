import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { tail } from './run-command.ts';
import { LOCAL_ACCOUNT, LOCAL_REGION } from './stage.ts';

const GUARDED = join(import.meta.dirname, 'guarded_ministack.py');
const READY_WITHIN_MS = 60_000;
const SAVED_WITHIN_MS = 25_000;

export type MiniStack = {
  /** The AWS endpoint. */
  readonly url: string;
  /** Resolves when the server has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  /** Stream records that their consumers have not handled yet. */
  readonly streamLag: () => Promise<number>;
  /** Ends the server so that it saves its state, and every function's process with it. */
  readonly stop: () => Promise<void>;
};

export type MiniStackOptions = {
  readonly python: string;
  readonly port: number;
  readonly dataDir: string;
  readonly signal?: AbortSignal | undefined;
};

/** Nothing of the caller's environment but the PATH: functions inherit the server's, and it may hold real credentials. */
const environment = ({ port, dataDir }: MiniStackOptions): NodeJS.ProcessEnv => ({
  // Functions run on the `node` that is found first.
  PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
  HOME: join(dataDir, 'home'),
  TMPDIR: join(dataDir, 'tmp'),
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  PYTHONNOUSERSITE: '1',
  PYTHONUNBUFFERED: '1',
  AUTH: 'true',
  GATEWAY_PORT: String(port),
  BIND_HOST: '127.0.0.1',
  MINISTACK_ACCOUNT_ID: LOCAL_ACCOUNT,
  MINISTACK_REGION: LOCAL_REGION,
  // Both would listen on ports of their own.
  IOT_MTLS_ENABLED: '0',
  SFTP_ENABLED: '0',
  PERSIST_STATE: '1',
  STATE_DIR: join(dataDir, 'state'),
  S3_PERSIST: '1',
  S3_DATA_DIR: join(dataDir, 's3'),
  // No container runtime, even where there is one.
  DOCKER_HOST: `unix://${join(dataDir, 'no-docker.sock')}`,
  AWS_EC2_METADATA_DISABLED: 'true',
});

const savedState = z.looseObject({
  payload: z.looseObject({ dynamodb_stream_positions: z.looseObject({ data: z.unknown() }) }),
});

/**
 * The server restores how far each stream was read, but not the records: read from its start, a stream that begins anew
 * would look as if it had been read already.
 */
const forgetStreamPositions = async (stateDir: string): Promise<void> => {
  const file = join(stateDir, 'lambda.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const state = savedState.parse(JSON.parse(text));
  state.payload.dynamodb_stream_positions.data = {};
  await writeFile(`${file}.new`, JSON.stringify(state));
  await rename(`${file}.new`, file);
};

const prepareFolders = async (dataDir: string): Promise<void> => {
  await rm(join(dataDir, 'tmp'), { recursive: true, force: true });
  for (const folder of ['tmp', 'home', 'state', 's3']) await mkdir(join(dataDir, folder), { recursive: true });
  // Functions are unpacked below: without this they would be ECMAScript modules like the project around them, and die.
  await writeFile(join(dataDir, 'tmp', 'package.json'), '{"type":"commonjs"}\n');
  await forgetStreamPositions(join(dataDir, 'state'));
};

const answersHealth = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/_ministack/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

const waitUntilReady = async (url: string, child: ChildProcess, signal?: AbortSignal): Promise<boolean> => {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    signal?.throwIfAborted();
    if (await answersHealth(url)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
};

/** Ends what is left of the server's process group; nothing left is what is wanted. */
const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All gone already.
  }
};

const lagAsker = (child: ChildProcess): (() => Promise<number>) => {
  const waiting: ((line: string) => void)[] = [];
  const answers = child.stdio[3];
  if (answers instanceof Readable) createInterface({ input: answers }).on('line', (line) => waiting.shift()?.(line));
  child.once('exit', () => {
    for (const resolve of waiting.splice(0)) resolve('0');
  });
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return 0;
    const line = await new Promise<string>((resolve) => {
      waiting.push(resolve);
      child.stdin?.write('lag\n');
    });
    if (!/^\d+$/.test(line)) throw new Error(`The local cloud does not tell how far its streams are read: ${line}`);
    return Number(line);
  };
};

/** Starts the local cloud's AWS in a process group of its own, so that a Ctrl-C reaches it only through `stop`. */
export const startMiniStack = async (options: MiniStackOptions): Promise<MiniStack> => {
  const { python, port, dataDir, signal } = options;
  await prepareFolders(dataDir);
  const logFile = join(dataDir, 'ministack.log');
  const log = await open(logFile, 'w', 0o600);
  const child = spawn(python, [GUARDED], {
    cwd: join(dataDir, 'tmp'),
    env: environment(options),
    detached: true,
    stdio: ['pipe', log.fd, log.fd, 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  await log.close();
  child.stdin?.on('error', () => {}); // Written to just as it ended.
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), SAVED_WITHIN_MS);
    await ended;
    clearTimeout(timer);
    if (child.pid !== undefined) killGroup(child.pid);
  };
  const url = `http://127.0.0.1:${port}`;
  if (!(await waitUntilReady(url, child, signal).catch(() => false))) {
    await stop();
    signal?.throwIfAborted();
    throw new Error(`MiniStack did not start; the end of ${logFile}:\n${tail(await readFile(logFile, 'utf8'))}`);
  }
  return { url, ended, streamLag: lagAsker(child), stop };
};
