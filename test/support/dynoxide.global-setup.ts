import type { TestProject } from 'vitest/node';
import { findDynoxide, MISSING, startDynoxide } from '../../scripts/engine/dynoxide.ts';

/** Where the tests' DynamoDB engine listens, or why there is none. */
export type DynoxideAddress = { readonly url: string } | { readonly missing: string };

declare module 'vitest' {
  interface ProvidedContext {
    readonly dynoxide: DynoxideAddress;
  }
}

/** One DynamoDB engine a run, in memory, for the tests of the adapters. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (findDynoxide() === undefined) {
    console.warn(`The adapters' tests are skipped: ${MISSING}`);
    project.provide('dynoxide', { missing: MISSING });
    return undefined;
  }
  const { url, stop } = await startDynoxide();
  project.provide('dynoxide', { url });
  return stop;
}
