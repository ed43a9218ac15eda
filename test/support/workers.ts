import { readdirSync, readFileSync } from 'node:fs';
import type { Endpoints } from '../../scripts/local-cloud/endpoints.ts';

const environmentOf = (pid: string): ReadonlyMap<string, string> => {
  try {
    const entries = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
  } catch {
    return new Map();
  }
};

const portOf = (url: string | undefined): string | undefined => (url === undefined ? undefined : new URL(url).port);

/**
 * Kills the running processes of a function of this cloud, as a machine that fails would: at once, in the middle of their
 * work. `name` is a part of the function's name. Returns how many there were.
 */
export const killWorkers = ({ aws }: Endpoints, name: string): number => {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  const mine = pids.filter((pid) => {
    const environment = environmentOf(pid);
    const fn = environment.get('AWS_LAMBDA_FUNCTION_NAME');
    return fn?.includes(name) === true && portOf(environment.get('AWS_ENDPOINT_URL')) === portOf(aws);
  });
  for (const pid of mine) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It had ended by itself in between.
    }
  }
  return mine.length;
};
