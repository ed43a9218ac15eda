import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

export type CommandOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the command when the start is given up. */
  readonly signal?: AbortSignal | undefined;
  /** File that receives all that the command prints. */
  readonly logFile?: string;
};

export type CommandResult = { readonly code: number; readonly output: string };

/** Ends a command with all that it has started: it leads a process group of its own. */
const endGroup = ({ pid }: ChildProcess): void => {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  } catch {
    // All gone already.
  }
};

/** Runs a program to its end. A program that is not there answers with code 127, as a shell does. */
export const runCommand = (
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> => {
  const { cwd, env = process.env, signal, logFile } = options;
  const log = logFile === undefined ? undefined : createWriteStream(logFile, { mode: 0o600 });
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const giveUp = (): void => endGroup(child);
    if (signal?.aborted === true) giveUp();
    signal?.addEventListener('abort', giveUp);
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
      log?.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error: NodeJS.ErrnoException) => {
      log?.end();
      if (error.code === 'ENOENT') resolve({ code: 127, output: error.message });
      else reject(error);
    });
    child.on('close', (code) => {
      signal?.removeEventListener('abort', giveUp);
      log?.end();
      resolve({ code: code ?? 1, output });
    });
  });
};

/** The last lines of what a command printed, for an error message. */
export const tail = (output: string, lines = 30): string => output.trimEnd().split('\n').slice(-lines).join('\n');
