import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesise } from '../../scripts/synth.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with the synthesised app of each stage. */
    readonly assemblies: string;
  }
}

/** The real app, once a run: each stage as its operator would synthesise it, and prod as in a China region. */
const stages = {
  local: { stage: 'local' },
  test: { stage: 'test' },
  prod: { stage: 'prod' },
  china: { stage: 'prod', region: 'cn-north-1' },
} as const;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'low-income-net-templates-'));
  const waiting: (readonly [string, Readonly<Record<string, string>>])[] = Object.entries(stages);
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await synthesise(join(folder, next[0]), next[1]);
    }
  };
  await Promise.all([worker(), worker()]);
  project.provide('assemblies', folder);
  return () => rm(folder, { recursive: true, force: true });
}
