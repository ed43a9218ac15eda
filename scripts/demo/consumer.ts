import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { PROJECT_ROOT } from '../local-cloud/stage.ts';
import { eventually } from './api.ts';

const line = z.object({
  message: z.string(),
  type: z.string(),
  subject: z.string(),
  occurredAt: z.string().optional(),
  regionCode: z.string().optional(),
  did: z.array(z.string()),
});
/** What the consumer said of one message. */
export type Heard = z.output<typeof line>;

const heardIn = (text: string): Heard | undefined => {
  try {
    return line.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('close', () => resolve());
    child.kill('SIGTERM');
  });

/** `examples/regional-consumer` as a process of its own, with one region's keys and nothing else. */
export const startConsumer = (endpoints: string, region: string, state: string) => {
  const main = join(PROJECT_ROOT, 'examples', 'regional-consumer', 'main.ts');
  const options = ['--endpoints', endpoints, '--region', region, '--state', state, '--does', 'read', '--follow'];
  const child = spawn(process.execPath, [main, ...options], { stdio: ['ignore', 'pipe', 'pipe'], cwd: PROJECT_ROOT });
  const heard: Heard[] = [];
  const complaints: string[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => {
    const one = heardIn(text);
    if (one !== undefined) heard.push(one);
  });
  child.stderr.on('data', (part: Buffer) => complaints.push(part.toString('utf8')));
  child.on('error', (error) => complaints.push(error.message));
  return {
    /** Waits for a message that fits, and says what was waited for when none comes. */
    hears: (what: string, fits: (one: Heard) => boolean): Promise<Heard> =>
      eventually(`${what} on the queue of ${region}`, async () => {
        if (child.exitCode !== null) throw new Error(`the consumer ended: ${complaints.join('')}`);
        return heard.find(fits);
      }),
    stop: (): Promise<void> => stop(child),
  };
};
export type Consumer = ReturnType<typeof startConsumer>;
