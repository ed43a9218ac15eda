import { describe, expect, it } from 'vitest';
import { problemDocument } from '#shared/contracts/problem.ts';
import type { Log } from '#shared/edge/observability.ts';
import { challengeIn, solve } from '#web/src/proof.ts';
import { HANGS, intakeWorld, OFF, type Quotas } from './intake-world.ts';

const silent: Log = { info: () => undefined, error: () => undefined };
const SOFT: Quotas = { perAddress: 30, perPlacement: 12, softPerAddress: 10, softPerPlacement: 8 };
const report = (placementId?: string) => ({
  subject: { name: '陈小明', regionCode: '330102001', situations: ['illness'] },
  ...(placementId === undefined ? {} : { placementId }),
});
const key = (index: number): string => `a-key-of-enough-letters-${index}`;
type World = ReturnType<typeof intakeWorld>;

const soft = (): World => {
  const world = intakeWorld(silent);
  world.limits.at = SOFT;
  return world;
};
const solutionOf = async (problem: object): Promise<string> => {
  const challenge = challengeIn(problem);
  const proof = challenge && (await solve(challenge));
  if (proof === undefined) throw new Error('nothing to solve');
  return proof;
};
const sendMany = (world: World, count: number, from = 0, placementId?: string) =>
  Promise.all(Array.from({ length: count }, (_, index) => world.submit(report(placementId), key(from + index))));
const withStatus = (answers: readonly { readonly status: number | undefined }[], status: number): number =>
  answers.filter((answer) => answer.status === status).length;

describe('more reports than usual from one address', () => {
  it('are taken without a word up to the soft limit, exactly, and past it a small sum is asked for', async () => {
    const world = soft();
    const answers = await sendMany(world, 64);
    expect(withStatus(answers, 202)).toBe(SOFT.softPerAddress);
    const asked = answers.find(({ status }) => status === 429);
    expect(asked?.body).toMatchObject({ code: 'proof-needed', challenge: { algorithm: 'SHA-256' } });
    expect(problemDocument.parse(asked?.body)).toEqual(asked?.body);
  });

  it('are taken with the solution, once for each, and up to the quota', async () => {
    const world = soft();
    const first = await sendMany(world, SOFT.softPerAddress + 1);
    const proof = await solutionOf(first.at(-1)?.body);
    expect((await world.submit(report(), key(100), { 'X-Proof': proof })).status).toBe(202);
    const again = await world.submit(report(), key(101), { 'X-Proof': proof });
    expect(again.body.code).toBe('proof-needed');
    for (let index = 200; ; index += 2) {
      const { body } = await world.submit(report(), key(index));
      if (body.code === 'quota') break;
      expect((await world.submit(report(), key(index + 1), { 'X-Proof': await solutionOf(body) })).status).toBe(202);
    }
    expect(world.submissions.size).toBe(SOFT.perAddress);
  });

  it('spend one solution once, however many bring it at once', async () => {
    const world = soft();
    const proof = await solutionOf((await sendMany(world, SOFT.softPerAddress + 1)).at(-1)?.body);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => world.submit(report(), key(100 + index), { 'X-Proof': proof })),
    );
    expect(withStatus(answers, 202)).toBe(1);
  });

  it('are asked again where the solution is late, changed, of another house, or no solution at all', async () => {
    const world = soft();
    const asked = (await sendMany(world, SOFT.softPerAddress + 1)).at(-1)?.body;
    const proof = await solutionOf(asked);
    const solved = JSON.parse(atob(proof));
    const wrong = [
      'x',
      btoa('{}'),
      btoa(JSON.stringify({ ...solved, number: solved.number + 1 })),
      btoa(JSON.stringify({ ...solved, signature: '0'.repeat(64) })),
      btoa(JSON.stringify({ ...solved, salt: solved.salt.replace(/expires=\d/, 'expires=9') })),
      btoa(JSON.stringify({ ...solved, number: -1 })),
      'A'.repeat(5_000),
    ];
    for (const header of wrong) {
      const answer = await world.submit(report(), key(100), { 'X-Proof': header });
      expect([header.slice(0, 20), answer.status, answer.body.code]).toEqual([
        header.slice(0, 20),
        429,
        'proof-needed',
      ]);
    }
    world.limits.now = new Date(world.limits.now.getTime() + 11 * 60_000);
    expect((await world.submit(report(), key(100), { 'X-Proof': proof })).body.code).toBe('proof-needed');
  });

  it('need nothing of it below the soft limit: a solution that nobody asked for changes nothing', async () => {
    const world = soft();
    expect((await world.submit(report(), key(0), { 'X-Proof': 'nonsense' })).status).toBe(202);
  });
});

describe('more reports than usual by one code', () => {
  it('meet the soft limit of the code, exactly, and leave the address its own count', async () => {
    const world = soft();
    world.limits.at = { ...SOFT, softPerAddress: 30 };
    const answers = await sendMany(world, 20, 0, HANGS);
    expect(withStatus(answers, 202)).toBe(SOFT.softPerPlacement);
    expect(withStatus(await sendMany(world, 64, 100), 202)).toBe(30 - SOFT.softPerPlacement);
  });
});

describe('a report by a code', () => {
  it('that hangs is counted by it; by one that is off or unknown it is taken all the same, without it', async () => {
    const world = intakeWorld(silent);
    for (const [index, placementId] of [HANGS, OFF, 'UUUUUUUUUUUUUUUUUUUUUU'].entries()) {
      expect((await world.submit(report(placementId), key(index))).status).toBe(202);
    }
    const placements = [...world.submissions.values()].map(({ workOrder }) => workOrder.placementId);
    expect(placements).toEqual([HANGS, undefined, undefined]);
    expect([...world.used.values()].sort()).toEqual([1, 3]);
  });

  it('that is switched off between two tries is answered as before', async () => {
    const world = intakeWorld(silent);
    const first = await world.submit(report(HANGS), key(0));
    expect((await world.submit(report(HANGS), key(0))).text).toBe(first.text);
  });
});
