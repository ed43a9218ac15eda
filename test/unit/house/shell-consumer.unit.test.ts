import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const script = join(import.meta.dirname, '../../../examples/regional-consumer-shell/consume.sh');

it('the consumer in shell is a script that Bash can read, and may be run', () => {
  execFileSync('bash', ['-n', script]);
  expect(statSync(script).mode & 0o111).not.toBe(0);
});

it('stops at the first fault, and writes its ledger before it deletes', () => {
  const text = readFileSync(script, 'utf8');
  expect(text).toContain('set -euo pipefail');
  expect(text.indexOf('>>"$LEDGER"')).toBeLessThan(text.indexOf('delete-message'));
});

it('gives no secret to a command line', () => {
  const lines = readFileSync(script, 'utf8').split('\n');
  for (const line of lines.filter((one) => one.includes('curl '))) expect(line).not.toMatch(/\$SECRET|\$TOKEN/);
});
