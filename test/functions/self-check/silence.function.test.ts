import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { eventOf } from './event.ts';

/** Runs the deployed entry in a process of its own, with its real logger, and gives back all that it printed. */
const RUN = `
const { handler } = await import('./functions/self-check/public-http/main.ts');
for (const event of JSON.parse(process.argv[1])) await handler(event, {});`;

const printed = (bodies: readonly unknown[]): { readonly lines: readonly string[]; readonly all: string } => {
  const events = JSON.stringify(bodies.map((body) => eventOf({ body: JSON.stringify(body) })));
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', RUN, events], {
    encoding: 'utf8',
    env: { POWERTOOLS_LOG_LEVEL: 'DEBUG' },
  });
  expect(status).toBe(0);
  return { lines: stdout.trim().split('\n'), all: stdout + stderr };
};

const CANARY = 7_654_321;
const WORD = 'canary-7654321';
const bodies = [
  {
    answers: {
      q1: '330727',
      q2: 17,
      q3: ['serious-illness'],
      q5: CANARY,
      q6: CANARY,
      q7: CANARY,
      q8: { count: 1, valueFen: CANARY },
      q10: { owns: true, amountFen: CANARY },
      q11: CANARY,
      q12: CANARY,
    },
  },
  ...['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q9', 'q10', 'q11', 'q12', WORD].map((field) => ({
    answers: { [field]: WORD },
  })),
  { [WORD]: WORD },
  WORD,
];

describe('what the self-check logs', () => {
  const { lines, all } = printed(bodies);

  it('is one line a request, with route and status', () => {
    expect(lines).toHaveLength(bodies.length);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ message: 'request', route: 'runSelfCheck' });
  });

  it('is nothing of what was answered', () => {
    expect(all).not.toContain(String(CANARY));
    expect(all).not.toContain('canary');
    expect(all).not.toContain('330727');
    expect(all).not.toContain('serious-illness');
  });
});
