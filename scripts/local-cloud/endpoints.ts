import { execFileSync } from 'node:child_process';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { departments } from '#shared/reference/departments.ts';
import { provinceCode, regions } from '#shared/reference/regions.ts';
import { AUDITOR_CLIENT, departmentClient, regionClient, systemClients } from './clients.ts';
import type { Consumer } from './consumers.ts';
import type { Issuer } from './issuer.ts';
import type { Deployed } from './outputs.ts';
import { PROJECT_ROOT } from './stage.ts';
import type { AccessKey } from './vault.ts';

const DAY_SECONDS = 86_400;

/** Bearer tokens for trying things, valid for 24 hours. */
export type Tokens = {
  readonly province: string;
  readonly auditor: string;
  readonly departments: Readonly<Record<string, string>>;
  /** By the code of a prefecture or county. */
  readonly [regionCode: string]: string | Readonly<Record<string, string>>;
};

/** All that a program needs to speak to a running local cloud: the content of `endpoints.json`. */
export type Endpoints = Deployed & {
  readonly commit: string;
  readonly api: string;
  readonly pages: string;
  /** The staff pages. */
  readonly console: string;
  readonly aws: string;
  readonly region: string;
  readonly accountId: string;
  readonly issuer: string;
  /** CSV of the seeded people (idNumber, name, regionCode, layer), the only place where their numbers stand. */
  readonly seedPeople: string;
  readonly tokens: Tokens;
  readonly consumers: Readonly<Record<string, Consumer>>;
  /** Keys that may put messages into an inbox and do nothing else, by the inbox. */
  readonly senders: Readonly<Record<string, AccessKey>>;
};

const tokenOf = (issuer: Issuer, clientId: string): Promise<string> => {
  const claims = systemClients.get(clientId);
  if (claims === undefined) throw new Error(`There is no client ${clientId}`);
  return issuer.issueToken(claims, DAY_SECONDS);
};

const entries = async (keys: readonly string[], make: (key: string) => Promise<string>) =>
  Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await make(key)] as const)));

export const issueTokens = async (issuer: Issuer): Promise<Tokens> => {
  const codes = regions.map(({ code }) => code).filter((code) => code !== provinceCode);
  const [byRegion, byDepartment, province, auditor] = await Promise.all([
    entries(codes, (code) => tokenOf(issuer, regionClient(code))),
    Promise.all(departments.map(async (name) => [name, await tokenOf(issuer, departmentClient(name))] as const)),
    tokenOf(issuer, regionClient(provinceCode)),
    tokenOf(issuer, AUDITOR_CLIENT),
  ]);
  return { ...byRegion, province, auditor, departments: Object.fromEntries(byDepartment) };
};

/** The commit that is deployed; a copy without its history has none. */
export const currentCommit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: PROJECT_ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
};

/** Writes the file whole or not at all; it holds keys, so only its owner reads it. */
export const writeEndpoints = async (file: string, endpoints: Endpoints): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(endpoints, undefined, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
};
