import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DiagnosticSeverity, Parser } from '@asyncapi/parser';
import { afterAll, describe, expect, it } from 'vitest';
import { objectAt } from '#scripts/contracts/json.ts';
import { departments } from '#shared/reference/departments.ts';
import { queueOwners } from '#shared/reference/regions.ts';

const FOLDER = resolve('docs/contracts');
const redocly = resolve('node_modules/@redocly/cli/bin/cli.js');
/** A folder without a configuration of Redocly's, so that its own recommended rules hold. */
const elsewhere = mkdtempSync(join(tmpdir(), 'contracts-'));
afterAll(() => rmSync(elsewhere, { recursive: true }));

/** Nothing leaves the machine: no telemetry, no look for a newer version, and no way out for either. */
const OFFLINE = {
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
};

type Finding = {
  readonly ruleId: string;
  readonly message: string;
  readonly location: readonly { readonly pointer?: string }[];
};

const lint = (file: string) =>
  new Promise<readonly Finding[]>((done, failed) => {
    const args = [redocly, 'lint', file, '--extends=recommended', '--format=json'];
    const options = { cwd: elsewhere, env: { ...process.env, ...OFFLINE }, maxBuffer: 16 * 1024 * 1024 };
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      if (!stdout.startsWith('{')) return failed(error ?? new Error(stderr));
      done(JSON.parse(stdout).problems);
    });
  });

describe('openapi.json', () => {
  it('has no finding of the recommended rules', async () => {
    const findings = await lint(join(FOLDER, 'openapi.json'));
    // Citizens have an issuer and an authorizer before they have a route.
    const known = 'Security scheme: "citizen" is never used.';
    // A scanned code only ever leads on, to another page.
    const leadsOn = { ruleId: 'operation-2xx-response', at: '#/paths/~1q~1{placementId}/get/responses' };
    const left = findings
      .filter(({ message }) => message !== known)
      .map(({ ruleId, message, location }) => ({ ruleId, at: location[0]?.pointer, message }));
    expect(left.filter(({ ruleId, at }) => ruleId !== leadsOn.ruleId || at !== leadsOn.at)).toEqual([]);
  }, 60_000);
});

describe('asyncapi.json', () => {
  it('is a valid AsyncAPI 3 document, its examples too', async () => {
    const { document, diagnostics } = await new Parser().parse(readFileSync(join(FOLDER, 'asyncapi.json'), 'utf8'));
    const grave = diagnostics.filter(({ severity }) => severity <= DiagnosticSeverity.Warning);
    expect(grave.map(({ code, message, path }) => ({ code, message, path }))).toEqual([]);
    expect(document?.version()).toMatch(/^3\./);
  }, 60_000);

  it('names every queue of regions and departments', () => {
    const document: unknown = JSON.parse(readFileSync(join(FOLDER, 'asyncapi.json'), 'utf8'));
    const addresses = (channel: string) => Object.keys(objectAt(document, 'channels', channel, 'x-addresses'));
    expect(addresses('regionalQueue')).toEqual(queueOwners.map((code) => `queues/${code}`));
    expect(addresses('departmentQueue')).toEqual(departments.map((name) => `department-queues/${name}`));
  });
});
