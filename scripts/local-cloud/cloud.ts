import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Assembly, synthesise } from './assembly.ts';
import type { TokenClaims } from './clients.ts';
import { ensureConsumers, ensureSenders } from './consumers.ts';
import { deploy } from './deploy.ts';
import { isDrained, waitUntil } from './drain.ts';
import { currentCommit, type Endpoints, issueTokens, writeEndpoints } from './endpoints.ts';
import { type Issuer, startIssuer } from './issuer.ts';
import { type MiniStack, startMiniStack } from './ministack.ts';
import { type Deployed, readDeployed } from './outputs.ts';
import { choosePorts, lanAddress, type Ports } from './ports.ts';
import { lockHolder, tryLock } from './process-lock.ts';
import { startProxy } from './proxy.ts';
import { isPublicRequest } from './public-routes.ts';
import { LOCAL_ACCOUNT, LOCAL_REGION, PROJECT_ROOT } from './stage.ts';
import { type Log, type Step, timedSteps } from './steps.ts';
import { openVault, type Vault } from './vault.ts';
import { ensureVenv } from './venv.ts';

const DRAIN_WITHIN_MS = 12_000;

export type LocalCloudOptions = {
  /** Folder of this instance's data, from the project's root: state, files, logs, secrets. */
  readonly dataDir: string;
  /** `0`: free ones, the same as last time where they are still free. */
  readonly ports: Ports | 0;
  /** Begins without the data of earlier starts. */
  readonly fresh: boolean;
  readonly log: Log;
  /** Also serves public pages and doors at the machine's address in its network. */
  readonly lan: boolean;
  /** Where the endpoints are written; in the data folder when it is left out. */
  readonly endpointsFile?: string;
  /** Runs when all doors are open and before the endpoints are written: the seed. */
  readonly prepare?: (cloud: RunningCloud) => Promise<void>;
  /** Gives the start up; what was started by then is stopped. */
  readonly signal?: AbortSignal;
  /** Folder with the app's `cdk.json`, where it is not the project's root. */
  readonly root?: string;
};

/** A cloud whose doors are open. */
export type RunningCloud = {
  readonly endpoints: Endpoints;
  /** Folder of this instance's data, absolute. */
  readonly dataDir: string;
  /** Base address for a phone in the same network. */
  readonly lan: string | undefined;
  readonly issueToken: (claims: TokenClaims, ttlSeconds: number) => Promise<string>;
  /** Waits until nothing is under way inside; `false` when it still is after `withinMs`. */
  readonly settled: (withinMs: number) => Promise<boolean>;
};

export type LocalCloud = RunningCloud & {
  /** Resolves when the cloud has ended, by `stop` or by itself. */
  readonly ended: Promise<void>;
  /** Lets what is under way come to its end, saves the data and ends all that was started. The same promise every time. */
  readonly stop: () => Promise<void>;
};

/** The lock of an instance's data folder; names the process while one runs there. */
export const instanceLock = (dataDir: string): string => join(dataDir, 'instance.json');
export const runningInstance = (dataDir: string) => lockHolder(instanceLock(resolve(PROJECT_ROOT, dataDir)));

const endpointsFile = (options: LocalCloudOptions, dataDir: string): string =>
  options.endpointsFile ?? join(dataDir, 'endpoints.json');

/** What one start has to hand on from step to step. */
type Start = {
  readonly options: LocalCloudOptions;
  readonly dataDir: string;
  readonly step: Step;
  /** What is running; disposed of in the opposite order. */
  readonly started: AsyncDisposableStack;
  readonly signal: AbortSignal;
};

const claimDataDir = async ({ options, dataDir, started }: Start): Promise<void> => {
  const holder = await tryLock(instanceLock(dataDir));
  if (holder !== undefined) {
    throw new Error(
      `A local cloud runs on ${options.dataDir} already (process ${holder.pid}); "npm run stop" ends it.`,
    );
  }
  started.defer(() => rm(instanceLock(dataDir), { force: true }));
  // Of a start that was killed: nothing answers there.
  await rm(endpointsFile(options, dataDir), { force: true });
  if (!options.fresh) return;
  const names = (await readdir(dataDir)).filter((name) => name !== 'instance.json');
  for (const name of names) await rm(join(dataDir, name), { recursive: true, force: true });
};

const startServer = async ({ dataDir, step, started, signal }: Start, port: number): Promise<MiniStack> => {
  const folder = join(PROJECT_ROOT, '.local', 'venv');
  const { python } = await step(
    'Python environment',
    () => ensureVenv(folder, signal),
    ({ built }) => (built ? 'installed' : 'there already'),
  );
  const ministack = await step('MiniStack, the local AWS', () => startMiniStack({ python, port, dataDir, signal }));
  started.defer(() => ministack.stop());
  return ministack;
};

/** Two things that wait for nothing of each other: the server (installed first, perhaps) and the app's templates. */
const serverAndAssembly = async (start: Start, ports: Ports): Promise<readonly [MiniStack, Assembly]> => {
  const { options, dataDir, step } = start;
  const halfWay = new AbortController();
  const signal = AbortSignal.any([start.signal, halfWay.signal]);
  const context = { stage: 'local', localIssuer: `http://localhost:${ports.issuer}` };
  const both = [
    startServer({ ...start, signal }, ports.aws),
    step(
      'Synthesis of the app',
      () => synthesise({ root: options.root ?? PROJECT_ROOT, dataDir, context, signal }),
      ({ reused }) => (reused ? 'nothing has changed' : 'done'),
    ),
  ] as const;
  try {
    return await Promise.all(both);
  } catch (error) {
    // One has failed: end the other, and leave only when nothing is being started any more.
    halfWay.abort();
    await Promise.allSettled(both);
    throw error;
  }
};

const openDoors = async ({ options, started }: Start, ports: Ports, apiId: string): Promise<string | undefined> => {
  const address = options.lan ? lanAddress() : undefined;
  const networkHost = address === undefined ? undefined : `${address}:${ports.api}`;
  const local = await startProxy('127.0.0.1', ports.api, { aws: ports.aws, apiId, networkHost });
  started.defer(() => local.stop());
  if (address === undefined) return undefined;
  try {
    const lan = await startProxy(address, ports.api, { aws: ports.aws, apiId, allows: isPublicRequest });
    started.defer(() => lan.stop());
    return `http://${address}:${ports.api}`;
  } catch (error) {
    options.log(`         No address for a phone in the network: ${String(error)}`);
    return undefined;
  }
};

type Parts = { readonly ports: Ports; readonly issuer: Issuer; readonly vault: Vault; readonly deployed: Deployed };

const describe = async (start: Start, ministack: MiniStack, parts: Parts): Promise<Endpoints> => {
  const { ports, issuer, vault, deployed } = parts;
  const api = `http://localhost:${ports.api}`;
  return {
    ...deployed,
    commit: currentCommit(),
    api,
    pages: api,
    console: `${api}/staff`,
    aws: ministack.url,
    region: LOCAL_REGION,
    accountId: LOCAL_ACCOUNT,
    issuer: issuer.url,
    seedPeople: join(start.dataDir, 'seed-people.csv'),
    tokens: await issueTokens(issuer),
    consumers: await ensureConsumers(ministack.url, deployed, vault),
    senders: await ensureSenders(ministack.url, deployed, vault),
  };
};

const bringUp = async (start: Start): Promise<Omit<LocalCloud, 'stop'>> => {
  const { options, dataDir, step, started, signal } = start;
  await mkdir(dataDir, { recursive: true });
  await claimDataDir(start);
  const ports = await choosePorts(options.ports, join(dataDir, 'ports.json'));
  const vault = await openVault(join(dataDir, 'vault.json'));
  const issuer = await startIssuer(ports.issuer, vault, `http://localhost:${ports.api}`);
  started.defer(() => issuer.stop());
  const [ministack, assembly] = await serverAndAssembly(start, ports);
  const target = { aws: ministack.url, dataDir, signal };
  await step(
    'Deployment',
    () => deploy(assembly, target),
    (result) => result,
  );
  const deployed = await readDeployed(ministack.url);
  const settled = (withinMs: number) => waitUntil(() => isDrained(ministack, deployed), withinMs);
  started.defer(async () => {
    const drained = await step('Draining of streams and queues', () => settled(DRAIN_WITHIN_MS).catch(() => false));
    if (!drained)
      options.log('         Not everything came to its end in time; the sweeps of the next start take it up.');
  });
  const lan = await openDoors(start, ports, deployed.apiId);
  const endpoints = await step('Keys, tokens and doors', () =>
    describe(start, ministack, { ports, issuer, vault, deployed }),
  );
  const cloud = { endpoints, dataDir, lan, issueToken: issuer.issueToken, settled };
  await options.prepare?.(cloud);
  signal.throwIfAborted();
  const file = endpointsFile(options, dataDir);
  started.defer(() => rm(file, { force: true }));
  await writeEndpoints(file, endpoints);
  return { ...cloud, ended: ministack.ended };
};

/**
 * Starts everything: a private AWS with the synthesised app in it, an issuer, and the doors in front. Nothing is shared with
 * another instance but the Python environment, so any number of them run side by side, each with its data folder.
 */
export const startLocalCloud = async (options: LocalCloudOptions): Promise<LocalCloud> => {
  const started = new AsyncDisposableStack();
  const dataDir = resolve(PROJECT_ROOT, options.dataDir);
  const signal = options.signal ?? new AbortController().signal;
  try {
    const cloud = await bringUp({ options, dataDir, step: timedSteps(options.log), started, signal });
    let stopped: Promise<void> | undefined;
    return { ...cloud, stop: () => (stopped ??= started.disposeAsync()) };
  } catch (error) {
    await started.disposeAsync();
    signal.throwIfAborted();
    throw error;
  }
};
