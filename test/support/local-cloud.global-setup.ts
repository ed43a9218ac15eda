import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type LocalCloud, startLocalCloud } from '../../scripts/local-cloud/cloud.ts';
import { PROJECT_ROOT } from '../../scripts/local-cloud/stage.ts';
import { seedLocalRegistry } from '../../scripts/seed/seed-local.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the `endpoints.json` of the cloud under test. */
    readonly endpointsFile: string;
  }
}

/** A data folder of its own: an `npm start` of the same checkout may run meanwhile. */
const DATA_DIR = '.local/test';
const PROJECTED_WITHIN_MS = 60_000;

type Shared = { cloud?: Promise<LocalCloud>; users: number };

declare global {
  var localCloudUnderTest: Shared | undefined;
}

/**
 * Journeys and browser tests share the process and the cloud; the last to go stops it. Each project loads this module for
 * itself, so what they share stands outside it.
 */
globalThis.localCloudUnderTest ??= { users: 0 };
const shared = globalThis.localCloudUnderTest;

const start = (): Promise<LocalCloud> =>
  startLocalCloud({
    dataDir: DATA_DIR,
    ports: 0,
    fresh: true,
    lan: false,
    log: (line) => console.log(line),
    prepare: async ({ endpoints, settled }) => {
      await seedLocalRegistry(endpoints, (line) => console.log(line));
      if (!(await settled(PROJECTED_WITHIN_MS))) throw new Error('the seed was not projected in time');
    },
  });

/** Deploys the synthesised app onto a local cloud of the tests' own, IAM enforced, with 2,000 synthetic people. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.users += 1;
  const given = process.env['LOCAL_CLOUD_ENDPOINTS'];
  if (given === undefined) {
    shared.cloud ??= start();
    await shared.cloud;
  }
  project.provide('endpointsFile', given ?? join(PROJECT_ROOT, DATA_DIR, 'endpoints.json'));
  return async () => {
    shared.users -= 1;
    if (shared.users === 0) await (await shared.cloud)?.stop();
  };
}
