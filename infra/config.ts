import { arch } from 'node:process';

export type StageName = 'local' | 'test' | 'prod';

/** An OIDC issuer and the audience under which its tokens are for us. */
export type TokenIssuer = {
  readonly issuer: string;
  readonly audience: string;
  /** Where people sign in with the pages (code flow with PKCE), and the name of the pages there. */
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly clientId: string;
};

/** Everything in which one stage differs from another: one typed record, no switch anywhere else. */
export type StageConfig = {
  readonly name: StageName;
  readonly architecture: 'arm64' | 'x86_64';
  /** Officials, people and systems alike: staff sign in by any OIDC issuer. */
  readonly officials: TokenIssuer;
  readonly citizens: TokenIssuer;
  /** The name on posters, with its certificate; without one the API's own name serves. */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** Who is told when an alarm goes off; `undefined`: nobody (stage local). */
  readonly alarmEmail?: string;
  readonly logRetentionDays: 7 | 30 | 180;
  /** Keep tables, keys, secrets and buckets when a stack goes. */
  readonly retainData: boolean;
  readonly pointInTimeRecovery: boolean;
  /** Refuse to delete a table, whoever asks. */
  readonly deletionProtection: boolean;
  /** Deny plain http on queues and buckets (the local cloud speaks nothing else). */
  readonly requireTls: boolean;
  /**
   * Stream readers on AWS: bisect a failing batch, give up on a record after so many tries or hours, and send its number
   * to the parking queue. The local cloud would skip whole batches, so there a record is tried until it passes.
   */
  readonly streamGivesUp?: { readonly retries: number; readonly maxAgeHours: number };
  /**
   * Executions that each door of the public may have at once, and no more: a flood of them leaves the rest of the
   * account's to relay and officials. Left out: no bound (a new account has 10 in all).
   */
  readonly publicConcurrency?: number;
  /** Executions kept for each door of officials: they go on working while the public pages are flooded. */
  readonly officialConcurrency?: number;
  /** Executions that AWS allows the account in all; what is kept for single functions stays well below it. */
  readonly accountConcurrency: number;
  /** Executions kept for the relay alone: messages go out whatever else the account does. */
  readonly relayConcurrency?: number;
  /** Principal (ARN) of each region's or department's system, by queue owner: may receive from its own queue only. */
  readonly consumers?: Readonly<Record<string, string>>;
  /** Principal (ARN) of the provincial assistance system: alone may it put messages into our inbox. */
  readonly assistanceSystem?: string;
  /** Who reads a file of the bucket is written down in a bucket of its own (the local cloud writes no such log). */
  readonly fileAccessLogs: boolean;
  /** The rule packs look at every resource at synthesis (infra/checks.ts); the local cloud is no deployment to be vetted. */
  readonly vetted: boolean;
  /** Which quotas of the policy pack hold for reports. */
  readonly quotas: 'standard' | 'local';
  /** Deploy with the CLI's own credentials: the local cloud has no bootstrap roles. */
  readonly cliCredentials: boolean;
};

/** The clients of the pages: public ones, without a secret. */
const CLIENTS = { official: 'staff-pages', citizen: 'my-data' } as const;

const issuerAt = (issuer: string, audience: keyof typeof CLIENTS): TokenIssuer => ({
  issuer,
  audience,
  authorizationEndpoint: `${issuer}/authorize`,
  tokenEndpoint: `${issuer}/token`,
  clientId: CLIENTS[audience],
});

/** What the pages are told of the issuers: the answer of `GET /v1/sign-in`. */
export const signInOf = ({ officials, citizens }: StageConfig) => {
  const told = ({ issuer, authorizationEndpoint, tokenEndpoint, clientId }: TokenIssuer) => ({
    issuer,
    authorizationEndpoint,
    tokenEndpoint,
    clientId,
  });
  return { official: told(officials), citizen: told(citizens) };
};

const production = {
  architecture: 'arm64',
  requireTls: true,
  pointInTimeRecovery: true,
  deletionProtection: true,
  fileAccessLogs: true,
  quotas: 'standard',
  vetted: true,
  streamGivesUp: { retries: 10, maxAgeHours: 12 },
  accountConcurrency: 1_000,
  cliCredentials: false,
} as const;

/** Issuers and addresses of a real stage: an operator of the province puts the authority's own here. */
const test: StageConfig = {
  ...production,
  name: 'test',
  officials: issuerAt('https://sso-test.example.org', 'official'),
  citizens: issuerAt('https://id-test.example.org', 'citizen'),
  alarmEmail: 'on-call-test@example.org',
  logRetentionDays: 30,
  retainData: false,
};

const prod: StageConfig = {
  ...production,
  name: 'prod',
  officials: issuerAt('https://sso.example.org', 'official'),
  citizens: issuerAt('https://id.example.org', 'citizen'),
  alarmEmail: 'on-call@example.org',
  logRetentionDays: 180,
  retainData: true,
  publicConcurrency: 50,
  officialConcurrency: 30,
  relayConcurrency: 50,
};

const local = (issuer: string): StageConfig => ({
  name: 'local',
  architecture: arch === 'arm64' ? 'arm64' : 'x86_64',
  officials: issuerAt(issuer, 'official'),
  citizens: issuerAt(issuer, 'citizen'),
  logRetentionDays: 7,
  retainData: false,
  pointInTimeRecovery: false,
  deletionProtection: false,
  fileAccessLogs: false,
  accountConcurrency: 1_000,
  quotas: 'local',
  vetted: false,
  requireTls: false,
  cliCredentials: true,
});

export const LOCAL_ISSUER = 'http://localhost:8090';

/** The record of a stage; `localIssuer` is where the local cloud's own issuer listens. */
export const stageConfig = (name: string, localIssuer = LOCAL_ISSUER): StageConfig => {
  switch (name) {
    case 'local':
      return local(localIssuer);
    case 'test':
      return test;
    case 'prod':
      return prod;
    default:
      throw new Error(`no stage "${name}": use -c stage=local, test or prod`);
  }
};
