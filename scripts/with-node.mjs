/**
 * Runs a script of the project on Node 24, whatever Node the machine has (20 or newer), so this file stays plain JavaScript.
 * Node 24 is this process's own, or the one that `npm ci` brought as an optional dependency.
 *
 *   node scripts/with-node.mjs <script> [arguments…]
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WANTED = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node to run on, or nothing when this machine has none that is new enough. */
const findNode = () => {
  if (Number(process.versions.node.split('.')[0]) >= WANTED) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const file = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(file) ? file : undefined;
};

const [script, ...rest] = process.argv.slice(2);
const node = findNode();
if (script === undefined) {
  console.error('Usage: node scripts/with-node.mjs <script> [arguments…]');
  process.exit(2);
}
if (node === undefined) {
  console.error(
    `This project runs on Node ${WANTED}, this is ${process.version} on ${process.platform}-${process.arch}: ` +
      `run "npm ci" without --omit=optional (it brings Node ${WANTED} where there is one to bring), or install Node ${WANTED} or newer.`,
  );
  process.exit(1);
}

// First on the PATH, so that whatever the script starts (the CDK's app, the local cloud's functions) finds the same Node.
const path = [dirname(node), process.env.PATH ?? ''].join(delimiter);
const child = spawn(node, [script, ...rest], { stdio: 'inherit', env: { ...process.env, PATH: path } });

// A Ctrl-C or a closed terminal reaches the whole process group, the child too: only outlive it. A SIGTERM reaches this
// process alone: pass it on.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('error', (error) => {
  console.error(`${node} does not start: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
