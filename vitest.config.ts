import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const DYNOXIDE = 'test/support/dynoxide.global-setup.ts';
const TEMPLATES = 'test/support/templates.global-setup.ts';
const LOCAL_CLOUD = 'test/support/local-cloud.global-setup.ts';
const MINUTE = 60_000;

/** A kind of test is a suffix of the file name; what it needs running is the project's global setup. */
const kind = (name: string, suffix: string, test: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/**/*.${suffix}.test.ts`], ...test },
});

/** One file after the other, all against the one deployed system. */
const onTheLocalCloud = {
  globalSetup: existsSync(LOCAL_CLOUD) ? [LOCAL_CLOUD] : [],
  fileParallelism: false,
  testTimeout: 2 * MINUTE,
  hookTimeout: 3 * MINUTE,
};

export default defineConfig({
  test: {
    environment: 'node',
    exclude: ['**/node_modules/**', '.local/**', 'cdk.out/**', 'test/support/planted/**'],
    maxWorkers: 2,
    teardownTimeout: MINUTE,
    projects: [
      kind('unit', 'unit', { testTimeout: 20_000 }),
      kind('properties', 'property', { testTimeout: MINUTE }),
      kind('functions', 'function', { testTimeout: 20_000 }),
      kind('template', 'template', {
        globalSetup: existsSync(TEMPLATES) ? [TEMPLATES] : [],
        testTimeout: MINUTE,
        hookTimeout: 2 * MINUTE,
      }),
      kind('adapters', 'adapter', {
        globalSetup: existsSync(DYNOXIDE) ? [DYNOXIDE] : [],
        testTimeout: MINUTE,
        hookTimeout: MINUTE,
      }),
      kind('journeys', 'journey', onTheLocalCloud),
      kind('browser', 'browser', onTheLocalCloud),
    ],
  },
});
