/**
 * Synthesises the stages and prints what the rule packs find in them; ends with 1 if a finding is not acknowledged
 * (infra/acknowledgements.ts) or an acknowledgement's day has passed.
 *
 *   npm run synth                     all stages
 *   npm run synth -- --stage prod     one of them
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { acknowledgements } from '#infra/acknowledgements.ts';
import { runCommand, tail } from './local-cloud/run-command.ts';

const ROOT = join(import.meta.dirname, '..');
const STAGES = ['local', 'test', 'prod'];

const finding = z.object({
  ruleName: z.string(),
  description: z.string(),
  severity: z.string(),
  violatingConstructs: z.array(z.object({ constructPath: z.string() })),
});
const report = z.object({
  pluginReports: z.array(
    z.object({
      pluginName: z.string(),
      violations: z.array(finding),
      suppressedViolations: z.array(finding).default([]),
    }),
  ),
});

/** A finding on one resource; the rule as an acknowledgement names it. */
export type Finding = { readonly rule: string; readonly resource: string; readonly description: string };
export type Findings = { readonly open: readonly Finding[]; readonly acknowledged: readonly Finding[] };

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** Runs the app as the CDK's command line does, into `folder`; findings do not end it, they are read from its report. */
export const synthesise = async (folder: string, context: Readonly<Record<string, string>>): Promise<void> => {
  const cdk = cdkJson.parse(JSON.parse(await readFile(join(ROOT, 'cdk.json'), 'utf8')));
  const { code, output } = await runCommand(process.execPath, ['infra/app.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({
        ...cdk.context,
        '@aws-cdk/core:failSynthOnValidationErrors': false,
        ...context,
      }),
    },
  });
  if (code !== 0) throw new Error(`The app does not synthesise for ${JSON.stringify(context)}:\n${tail(output)}`);
};

/** What the rule packs found in a synthesised app, resource by resource. */
export const findingsIn = async (folder: string): Promise<Findings> => {
  const { pluginReports } = report.parse(JSON.parse(await readFile(join(folder, 'validation-report.json'), 'utf8')));
  const flat = (plugin: string, found: readonly z.infer<typeof finding>[]): Finding[] =>
    found.flatMap(({ ruleName, description, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath: resource }) => ({
        rule: `${plugin}::${ruleName}`,
        resource,
        description,
      })),
    );
  return {
    open: pluginReports.flatMap(({ pluginName, violations }) => flat(pluginName, violations)),
    acknowledged: pluginReports.flatMap((plugin) => flat(plugin.pluginName, plugin.suppressedViolations)),
  };
};

/** Rules whose acknowledgement no longer holds on this day (`2027-01-31`). */
export const expiredOn = (day: string): readonly string[] =>
  acknowledgements.filter(({ until }) => until < day).map(({ rule, until }) => `${rule} (until ${until})`);

const checkStage = async (stage: string, folder: string): Promise<number> => {
  const began = performance.now();
  await synthesise(folder, { stage });
  const { open, acknowledged } = await findingsIn(folder);
  for (const { rule, resource, description } of open) console.log(`  ${rule}\n    ${resource}\n    ${description}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${stage}: ${open.length} open findings, ${acknowledged.length} acknowledged, ${seconds} s`);
  return open.length;
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({ options: { stage: { type: 'string', multiple: true, default: STAGES } } });
  const scratch = await mkdtemp(join(tmpdir(), 'low-income-net-synth-'));
  let open = 0;
  try {
    for (const stage of values.stage) open += await checkStage(stage, join(scratch, stage));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  const expired = expiredOn(new Date().toISOString().slice(0, 10));
  for (const rule of expired) console.log(`The acknowledgement of ${rule} has passed: decide again.`);
  return open + expired.length === 0 ? 0 : 1;
};

if (import.meta.main) process.exitCode = await main();
