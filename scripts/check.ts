/**
 * The static checks, side by side: types, format and plain rules, typed rules, import rules, dead code.
 *
 *   npm run check                 all of them; ends with 1 if one fails
 *   npm run check -- types biome  some of them
 *   npm run check -- --fix        lets Biome put right what it can, then all of them
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const ROOMS = ['infra', 'functions', 'shared', 'web', 'scripts', 'test', 'examples', 'bench'];

type Output = { readonly code: number; readonly stdout: string; readonly text: string };
type Verdict = { readonly passed: boolean; readonly text: string };
type Check = { readonly command: readonly string[]; readonly judge?: (output: Output) => Verdict };
type Outcome = Verdict & { readonly name: string; readonly seconds: string };

const bin = (path: string, ...args: string[]): string[] => [join(ROOT, 'node_modules', path), ...args];
const rooms = (): string[] => ROOMS.filter((room) => existsSync(join(ROOT, room)));

type Cruise = {
  readonly summary: {
    readonly totalCruised: number;
    readonly totalDependenciesCruised: number;
    readonly violations: readonly { from: string; to: string; rule: { name: string } }[];
  };
};

/** With a TypeScript that it cannot use, dependency-cruiser sees no module and passes: seeing nothing is a failure. */
const importRules = ({ code, stdout, text }: Output): Verdict => {
  if (!stdout.startsWith('{')) return { passed: false, text };
  const { summary }: Cruise = JSON.parse(stdout);
  const seen = `${summary.totalCruised} modules, ${summary.totalDependenciesCruised} dependencies`;
  const blind = summary.totalCruised === 0 || summary.totalDependenciesCruised === 0;
  const broken = summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`);
  return { passed: code === 0 && !blind && broken.length === 0, text: [...broken, seen].join('\n') };
};

const checks: Readonly<Record<string, Check>> = {
  types: { command: bin('typescript/bin/tsc', '--pretty', 'false') },
  'web types': { command: bin('typescript/bin/tsc', '--pretty', 'false', '--project', 'web/src') },
  biome: { command: bin('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=50') },
  eslint: { command: bin('eslint/bin/eslint.js', '--max-warnings=0', '--no-warn-ignored', '.') },
  imports: {
    command: bin('dependency-cruiser/bin/dependency-cruiser.mjs', '--output-type', 'json', ...rooms()),
    judge: importRules,
  },
  dead: { command: bin('knip/bin/knip.js', '--no-progress') },
};

/** Behind whatever else runs, so that tests which wait for something do not wait longer. */
const giveWay = (pid: number | undefined): void => {
  if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
};

const run = (command: readonly string[], beside: boolean): Promise<Output> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    if (beside) giveWay(child.pid);
    const out: Buffer[] = [];
    const all: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => void [out.push(chunk), all.push(chunk)]);
    child.stderr.on('data', (chunk: Buffer) => all.push(chunk));
    const finish = (code: number): void => {
      const [stdout = '', text = ''] = [out, all].map((chunks) => Buffer.concat(chunks).toString('utf8').trim());
      resolve({ code, stdout, text });
    };
    child.on('error', () => finish(1));
    child.on('close', (code) => finish(code ?? 1));
  });

const passOrFail = ({ code, text }: Output): Verdict => ({ passed: code === 0, text: code === 0 ? '' : text });

const outcomeOf = async (
  [name, { command, judge = passOrFail }]: [string, Check],
  beside: boolean,
): Promise<Outcome> => {
  const began = performance.now();
  const verdict = judge(await run(command, beside));
  const outcome = { name, ...verdict, seconds: ((performance.now() - began) / 1000).toFixed(1) };
  console.log(`  ${outcome.passed ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${outcome.seconds.padStart(5)} s`);
  return outcome;
};

type Options = { readonly names?: readonly string[]; readonly beside?: boolean };

/** Runs the named checks, or all, and prints what each has to say; `beside`: other things run that go first. */
export const runChecks = async ({
  names = [],
  beside = false,
}: Options = {}): Promise<{
  passed: number;
  failed: number;
}> => {
  const chosen = Object.entries(checks).filter(([name]) => names.length === 0 || names.includes(name));
  const outcomes = await Promise.all(chosen.map((check) => outcomeOf(check, beside)));
  const failed = outcomes.filter(({ passed }) => !passed);
  for (const { name, text } of failed) console.log(`\n--- ${name} ---\n${text}`);
  return { passed: outcomes.length - failed.length, failed: failed.length };
};

const main = async (args: readonly string[]): Promise<number> => {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = names.filter((name) => !Object.hasOwn(checks, name));
  if (unknown.length > 0) {
    console.error(`no such check: ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}`);
    return 2;
  }
  if (args.includes('--fix')) console.log((await run(bin('@biomejs/biome/bin/biome', 'check', '--write'), false)).text);
  console.log('Static checks, side by side');
  const { failed } = await runChecks({ names });
  return failed === 0 ? 0 : 1;
};

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
