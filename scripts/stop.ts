import { setTimeout as pause } from 'node:timers/promises';
import { runningInstance } from './local-cloud/cloud.ts';
import { isRunning } from './local-cloud/process-identity.ts';

const DATA_DIR = '.local/cloud';
const STOPPED_WITHIN_MS = 60_000;

const stop = async (): Promise<number> => {
  const running = await runningInstance(DATA_DIR);
  if (running === undefined) {
    console.log('No local cloud is running here.');
    return 0;
  }
  process.kill(running.pid, 'SIGINT');
  for (const deadline = Date.now() + STOPPED_WITHIN_MS; Date.now() < deadline; await pause(100)) {
    if (!isRunning(running)) {
      console.log('The local cloud has stopped; its data is kept in .local/cloud.');
      return 0;
    }
  }
  console.error(`The local cloud (process ${running.pid}) has not stopped within ${STOPPED_WITHIN_MS / 1000} s.`);
  return 1;
};

process.exitCode = await stop();
