import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withLock } from './process-lock.ts';
import { runCommand, tail } from './run-command.ts';

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
const PYTHONS = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'] as const;
const IS_NEW_ENOUGH = 'import sys; sys.exit(sys.version_info < (3, 10))';

const succeeds = async (program: string, args: readonly string[]): Promise<boolean> =>
  (await runCommand(program, args)).code === 0;

const findPython = async (): Promise<string> => {
  for (const python of PYTHONS) if (await succeeds(python, ['-c', IS_NEW_ENOUGH])) return python;
  throw new Error(
    'The local cloud needs Python 3.10 or newer, and none is on the PATH. ' +
      'On Debian or Ubuntu: sudo apt-get install -y python3 python3-venv; on macOS: brew install python.',
  );
};

const run = async (program: string, args: readonly string[], signal?: AbortSignal): Promise<void> => {
  const { code, output } = await runCommand(program, args, { signal });
  if (code !== 0) throw new Error(`${program} ${args.slice(0, 4).join(' ')} … ended with ${code}:\n${tail(output)}`);
};

const PIP_INSTALL = [
  'install',
  '--quiet',
  '--disable-pip-version-check',
  '--no-input',
  '--require-hashes',
  '--no-compile',
];

/** A pip outside that can install into another environment saves the three seconds of installing one inside. */
const outsidePip = (python: string): Promise<boolean> =>
  succeeds(python, ['-c', 'import pip, sys; sys.exit(tuple(map(int, pip.__version__.split(".")[:2])) < (22, 3))']);

const build = async (folder: string, signal?: AbortSignal): Promise<void> => {
  const python = await findPython();
  const inside = join(folder, 'bin', 'python');
  if (await outsidePip(python)) {
    await run(python, ['-m', 'venv', '--without-pip', folder], signal);
    await run(python, ['-m', 'pip', '--python', inside, ...PIP_INSTALL, '-r', REQUIREMENTS], signal);
    return;
  }
  if (!(await succeeds(python, ['-c', 'import ensurepip, venv']))) {
    throw new Error(
      `${python} has neither pip nor the means to make a virtual environment. ` +
        'This mends it on Debian and Ubuntu: sudo apt-get install -y python3-venv',
    );
  }
  await run(python, ['-m', 'venv', folder], signal);
  await run(inside, ['-m', 'pip', ...PIP_INSTALL, '-r', REQUIREMENTS], signal);
};

/**
 * The Python of a private environment that holds the pinned requirements, built when it is missing, half built or of other
 * requirements. All instances of a checkout share it; the lock keeps two from building it at once.
 */
export const ensureVenv = (folder: string, signal?: AbortSignal): Promise<{ python: string; built: boolean }> =>
  withLock(`${folder}.lock`, async () => {
    const python = join(folder, 'bin', 'python');
    const marker = join(folder, 'requirements.sha256');
    const wanted = createHash('sha256')
      .update(await readFile(REQUIREMENTS))
      .digest('hex');
    const installed = await readFile(marker, 'utf8').catch(() => '');
    // The system's Python may have gone or moved since: an environment that does not run is none.
    if (installed === wanted && (await succeeds(python, ['-c', '']))) return { python, built: false };
    signal?.throwIfAborted();
    await rm(folder, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    await build(folder, signal);
    await writeFile(marker, wanted);
    return { python, built: true };
  });
