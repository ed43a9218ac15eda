import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process as a lock file names it: ids are reused, an id together with its start time is not. */
export type ProcessIdentity = { readonly pid: number; readonly started: string };

/** When a process began, in whatever unit the system tells it; empty when there is no such process. */
const startedAt = (pid: number): string => {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The command's name, in brackets, may hold spaces: count the fields behind it. The start time is the 22nd of all.
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
};

export const ownIdentity = (): ProcessIdentity => ({ pid: process.pid, started: startedAt(process.pid) });

/** Whether the very process is still running. */
export const isRunning = ({ pid, started }: ProcessIdentity): boolean => started !== '' && startedAt(pid) === started;
