import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import qrcode from 'qrcode';
import { type LocalCloud, type RunningCloud, startLocalCloud } from './local-cloud/cloud.ts';
import { cloudNote } from './local-cloud/cloud-note.ts';
import { DEFAULT_PORTS, type Ports, portsFrom } from './local-cloud/ports.ts';
import { PROJECT_ROOT } from './local-cloud/stage.ts';
import { timedSteps } from './local-cloud/steps.ts';
import { seedLocalRegistry } from './seed/seed-local.ts';

const USAGE = `npm start -- [options]
  --port N    ports N (pages and API), N+1 (AWS), N+2 (sign-in) instead of ${Object.values(DEFAULT_PORTS).join(', ')};
              0: free ones, the same at the next start
  --fresh     begin anew, without the data of earlier starts
  --no-lan    stay on this machine: no address for a phone in the same network
  --no-seed   an empty registry, for a province of your own (npm run seed)`;

const DATA_DIR = '.local/cloud';
const ENDPOINTS_FILE = join(PROJECT_ROOT, '.local', 'endpoints.json');
const PROJECTED_WITHIN_MS = 60_000;
const LAST_FIRST_PORT = 65_533;

const log = (line: string): void => console.log(line);
const step = timedSteps(log);

const portsOf = (text: string | undefined): Ports | 0 => {
  if (text === undefined) return DEFAULT_PORTS;
  const first = Number(text);
  if (/^\d+$/.test(text) && first <= LAST_FIRST_PORT) return first === 0 ? 0 : portsFrom(first);
  throw new Error(`--port ${text} is not a port.\n${USAGE}`);
};

const readOptions = () => {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      port: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      lan: { type: 'boolean', default: true },
      seed: { type: 'boolean', default: true },
      help: { type: 'boolean', default: false },
    },
  });
  return { ...values, ports: portsOf(values.port) };
};

/** Seeds once: the note of it lives and dies with the data that it speaks of. */
const seedOnce = async ({ endpoints, settled }: RunningCloud): Promise<void> => {
  const note = cloudNote(endpoints.aws, 'LocalCloudSeed');
  const seeded = (await note.read()) !== undefined && existsSync(endpoints.seedPeople);
  if (seeded) return;
  await step('Seed of synthetic people', () => seedLocalRegistry(endpoints, log));
  const projected = await step('Projection of the seed', () => settled(PROJECTED_WITHIN_MS));
  if (!projected) throw new Error('The seed was not projected in time; .local/cloud/ministack.log says why.');
  await note.write('seeded');
};

const showDoors = async ({ endpoints, lan }: LocalCloud): Promise<void> => {
  log(`\n  Public pages        ${endpoints.pages}`);
  log(`  Staff pages         ${endpoints.console} (sign in as whom you like)`);
  log(`  API                 ${endpoints.api}/v1`);
  log(`  AWS endpoint        ${endpoints.aws} (${endpoints.region}, test/test is root)`);
  log(`  Token issuer        ${endpoints.issuer}`);
  log(`  All of it, tokens   ${ENDPOINTS_FILE}`);
  if (lan === undefined) return;
  log(`  For a phone nearby  ${lan} (public pages and doors only)\n`);
  log(await qrcode.toString(`${lan}/report`, { type: 'terminal', small: true }));
};

/** A terminal is spared the hundred tokens, which stand in the file; a program gets the same as there. */
const readyLine = ({ endpoints }: LocalCloud): string => {
  const { tokens, ...rest } = endpoints;
  return `READY ${JSON.stringify(process.stdout.isTTY ? rest : { ...rest, tokens })}`;
};

const run = async (interrupted: AbortSignal): Promise<number> => {
  const { ports, fresh, lan, seed, help } = readOptions();
  if (help) {
    log(USAGE);
    return 0;
  }
  const cloud = await startLocalCloud({
    dataDir: DATA_DIR,
    endpointsFile: ENDPOINTS_FILE,
    ports,
    fresh,
    lan,
    log,
    prepare: seed ? seedOnce : async () => log('  The registry stays empty: npm run seed -- --people N'),
    signal: interrupted,
  });
  await showDoors(cloud);
  log(readyLine(cloud));
  const asked = new Promise<'asked'>((resolve) => {
    if (interrupted.aborted) resolve('asked');
    interrupted.addEventListener('abort', () => resolve('asked'));
  });
  const why = await Promise.race([asked, cloud.ended]);
  log(why === 'asked' ? '\nStopping.' : '\nThe local AWS has ended by itself; .local/cloud/ministack.log says why.');
  await cloud.stop();
  log('Stopped; the data is kept in .local/cloud.');
  return why === 'asked' ? 0 : 1;
};

const interruption = new AbortController();
// The second and every further one changes nothing: the stop under way is what was asked for.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interruption.abort());
// The terminal may be gone; the stop goes on.
process.stdout.on('error', () => {});

process.exitCode = await run(interruption.signal).catch((error: unknown) => {
  if (interruption.signal.aborted) {
    log('\nStopped before it was ready.');
    return 130;
  }
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  return 1;
});
