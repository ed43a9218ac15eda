import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** The door with its real logger, in a process of its own: all that it prints is the test's to read. */
const RUN = `
const { createLog } = await import('./shared/edge/observability.ts');
const { intakeWorld } = await import('./test/functions/discovery/intake-world.ts');
const { bodies, key, fault } = JSON.parse(process.argv[1]);
const ports = fault === undefined ? {} : { submit: () => Promise.reject(new Error(fault)) };
const world = intakeWorld(createLog('discovery/public-http'), ports);
for (const [index, body] of bodies.entries()) await world.submit(body, key + index);
await world.follow(key, key);`;

const WORD = 'canary7654321';
const NUMBER = '11010519491231002X';
const PHONE = '13876543210';

const whole = {
  subject: {
    name: `${WORD}name`,
    idNumber: NUMBER,
    phone: PHONE,
    regionCode: '330102001',
    address: `${WORD}address`,
    situations: ['illness'],
    description: `${WORD}description`,
  },
  urgency: 'normal',
  reporter: { relation: 'neighbour', name: `${WORD}reporter`, phone: PHONE },
  placementId: `${WORD}placement`,
  selfCheck: { answers: { q5: 7_654_321 } },
};
const fields = ['name', 'idNumber', 'phone', 'regionCode', 'address', 'situations', 'description', WORD];
const bodies = [
  whole,
  ...fields.map((field) => ({ ...whole, subject: { ...whole.subject, [field]: { [WORD]: WORD } } })),
  { ...whole, [WORD]: WORD },
  { ...whole, reporter: { relation: WORD, [WORD]: PHONE } },
  WORD,
];

const printed = (fault?: string) => {
  const run = JSON.stringify({ bodies, key: `${WORD}-idempotency-key`, fault });
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', RUN, run], {
    encoding: 'utf8',
    env: { POWERTOOLS_LOG_LEVEL: 'DEBUG' },
  });
  expect(status, stderr).toBe(0);
  const all = stdout + stderr;
  return { lines: all.trim().split('\n'), all };
};

const nothingOfIt = (all: string): void => {
  for (const secret of ['canary', '7654321', NUMBER, PHONE, '330102001', 'illness', 'neighbour'])
    expect(all).not.toContain(secret);
};

describe('what the door of reports logs', () => {
  it('is one line a request, with nothing of what was sent', () => {
    const { lines, all } = printed();
    expect(lines).toHaveLength(bodies.length + 1);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ message: 'request' });
    nothingOfIt(all);
  });

  it('is the class of a fault and its place, never its words, when a store throws with what it was given', () => {
    const { lines, all } = printed(`cannot put ${JSON.stringify(whole)}`);
    const faults = lines.map((line) => JSON.parse(line)).filter(({ message }) => message === 'request failed');
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]).toMatchObject({ errorName: 'Error', errorAt: expect.stringMatching(/^at /) });
    nothingOfIt(all);
  });
});
