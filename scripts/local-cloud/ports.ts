import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';

const portsSchema = z.object({ api: z.number(), aws: z.number(), issuer: z.number() }).readonly();
export type Ports = z.infer<typeof portsSchema>;

export const DEFAULT_PORTS: Ports = { api: 8080, aws: 4566, issuer: 8090 };

/** The ports of `--port N`. */
export const portsFrom = (first: number): Ports => ({ api: first, aws: first + 1, issuer: first + 2 });

const USES = { api: 'pages and API', aws: 'AWS endpoint', issuer: 'sign-in' } as const satisfies Record<
  keyof Ports,
  string
>;

const listen = (port: number): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

const close = (server: Server): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));

const isFree = async (port: number): Promise<boolean> => {
  const server = await listen(port);
  if (server !== undefined) await close(server);
  return server !== undefined;
};

const USE_NAMES = ['api', 'aws', 'issuer'] as const;

const takenAmong = async (ports: Ports): Promise<(typeof USE_NAMES)[number] | undefined> => {
  for (const use of USE_NAMES) if (!(await isFree(ports[use]))) return use;
  return undefined;
};

const portOf = (server: Server): number | undefined => {
  const address = server.address();
  return typeof address === 'object' ? address?.port : undefined;
};

const anyFreePorts = async (): Promise<Ports> => {
  // All three are held before one is let go, else the system might give the same one twice.
  const servers = (await Promise.all([listen(0), listen(0), listen(0)])).filter((server) => server !== undefined);
  const [api, aws, issuer] = servers.map(portOf);
  await Promise.all(servers.map(close));
  if (api === undefined || aws === undefined || issuer === undefined)
    throw new Error('This machine has no free ports.');
  return { api, aws, issuer };
};

/** Free ports, the same ones as last time if they still are: what was deployed names the issuer's. */
const rememberedPorts = async (file: string): Promise<Ports> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const last = text === undefined ? undefined : portsSchema.parse(JSON.parse(text));
  if (last !== undefined && (await takenAmong(last)) === undefined) return last;
  const ports = await anyFreePorts();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(ports));
  return ports;
};

/** Settles the ports before anything is started. `0`: free ones, remembered in `file`. */
export const choosePorts = async (wanted: Ports | 0, file: string): Promise<Ports> => {
  if (wanted === 0) return await rememberedPorts(file);
  const taken = await takenAmong(wanted);
  if (taken === undefined) return wanted;
  throw new Error(
    `Port ${wanted[taken]} (${USES[taken]}) is taken. Choose others: npm start -- --port N uses N, N+1 and N+2; ` +
      '--port 0 uses free ones.',
  );
};

/** This machine's address in the network that a phone shares with it, if it has one. */
export const lanAddress = (): string | undefined =>
  Object.entries(networkInterfaces())
    .filter(([name]) => !/^(docker|br-|veth|virbr|utun|tun|tap)/.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .find(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    ?.address;
