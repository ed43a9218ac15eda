/**
 * All tests by kind, fast ones first, and the static checks beside those that mostly wait. The last line is
 * `N passed, N failed`.
 *
 *   npm test                                 everything
 *   npm test -- --project unit               one kind, without the static checks; other arguments of vitest pass through too
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runChecks } from './check.ts';

const ROOT = join(import.meta.dirname, '..');
const REPORTS = join(ROOT, '.local/test');
const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const CHROMIUM_BY_APT = 'apt-get install -y --no-install-recommends chromium fonts-wqy-microhei';

type Totals = { readonly passed: number; readonly failed: number; readonly skipped: number };
type Stage = { readonly name: string; readonly args: readonly string[] };

const stage = (name: string, ...projects: readonly string[]): Stage => ({
  name,
  args: projects.flatMap((project) => ['--project', project]),
});

const FAST = stage('fast', 'unit', 'properties', 'functions', 'template');
const ADAPTERS = stage('adapters', 'adapters');
/** What deploys the system, in one process, so that it is deployed once. */
const SYSTEM = stage('system', 'journeys', 'browser');

const onPath = (names: readonly string[]): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

const hasTests = (suffix: string): boolean => globSync(`test/**/*.${suffix}.test.ts`, { cwd: ROOT }).length > 0;

const installChromium = (): string => {
  const { status } = spawnSync('sh', ['-c', `apt-get update -qq && ${CHROMIUM_BY_APT} -qq`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0 ? 'installed' : 'NOT installed; the browser tests will say so';
};

/** A browser and a Chinese font: installed where that is possible without a question, else the command is named. */
const seeToChromium = (): string => {
  const found = process.env['CHROMIUM_PATH'] ?? onPath(CHROMIUM);
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || onPath(['apt-get']) === undefined) {
    return `MISSING, the browser tests need it: sudo ${CHROMIUM_BY_APT}`;
  }
  console.log(`  Chromium   missing, installing it: ${CHROMIUM_BY_APT}`);
  return installChromium();
};

const sayWhatIsNeeded = (): void => {
  console.log('What the tests need');
  console.log(`  Node       ${process.version}, ${process.execPath}`);
  const python = onPath(['python3', 'python']);
  console.log(
    `  Python     ${python ?? 'MISSING: the local cloud of the journeys needs Python >= 3.10 (apt-get install python3)'}`,
  );
  console.log(
    '  MiniStack  pinned packages of PyPI, into .local/ of this checkout, by the journeys when they first run',
  );
  if (hasTests('browser')) console.log(`  Chromium   ${seeToChromium()}`);
};

type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { status: string }[];
  }[];
};

/** What vitest's JSON says; a file that fails as a whole (an import, a hook) counts as one failure. */
const totalsOf = (path: string, code: number): Totals => {
  const nothing = { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (!existsSync(path)) return nothing;
  const report: Report = JSON.parse(readFileSync(path, 'utf8'));
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + brokenFiles.length;
  return {
    passed: report.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
};

let interrupted = false;

/**
 * Vitest in a process of its own, which is left to close what it opened: a Ctrl-C reaches the whole process group, it
 * too, so it is only outlived; a SIGTERM reaches this process alone and is passed on.
 */
const runVitest = async ({ name, args }: Stage): Promise<Totals> => {
  const path = join(REPORTS, `${name}.json`);
  rmSync(path, { force: true });
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`, '--passWithNoTests'];
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], { cwd: ROOT, stdio: 'inherit' });
  const terminate = (): void => void child.kill('SIGTERM');
  process.on('SIGTERM', terminate);
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)));
  process.off('SIGTERM', terminate);
  if (code === 130) interrupted = true;
  return totalsOf(path, code);
};

const sum = (all: readonly Totals[]): Totals =>
  all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }));

const everything = async (): Promise<Totals> => {
  sayWhatIsNeeded();
  const totals: Totals[] = [await runVitest(FAST)];
  if (!interrupted) totals.push(await runVitest(ADAPTERS));
  if (interrupted) return sum(totals);
  console.log('\nStatic checks, beside the tests on the local cloud');
  const [checked, system] = await Promise.all([runChecks({ beside: true }), runVitest(SYSTEM)]);
  return sum([...totals, { ...checked, skipped: 0 }, system]);
};

const main = async (args: readonly string[]): Promise<number> => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (interrupted = true));
  mkdirSync(REPORTS, { recursive: true });
  const began = performance.now();
  const { passed, failed, skipped } =
    args.length === 0 ? await everything() : await runVitest({ name: 'chosen', args });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  if (interrupted) console.error('\nInterrupted: not everything ran.');
  if (passed + failed === 0) console.error('\nNo test ran.');
  console.log(`\n${args.length === 0 ? 'Static checks and tests' : 'Tests'} in ${seconds} s, ${skipped} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 || interrupted ? 1 : 0;
};

process.exitCode = await main(process.argv.slice(2));
