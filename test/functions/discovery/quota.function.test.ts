import { describe, expect, it } from 'vitest';
import type { Log } from '#shared/edge/observability.ts';
import { intakeWorld, QUOTAS } from './intake-world.ts';

const silent: Log = { info: () => undefined, error: () => undefined };
const report = (name = '陈小明', placementId?: string) => ({
  subject: { name, regionCode: '330102001', situations: ['illness'] },
  ...(placementId === undefined ? {} : { placementId }),
});
const key = (index: number): string => `a-key-of-enough-letters-${index}`;

describe('a flood of reports from one address', () => {
  it('is taken up to the quota of the hour, exactly, and then asked to come again when the hour is over', async () => {
    const world = intakeWorld(silent);
    const answers = await Promise.all(Array.from({ length: 64 }, (_, index) => world.submit(report(), key(index))));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(QUOTAS.perAddress);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ code: 'quota' });
    expect(refused?.headers['retry-after']).toBe('3600');
    expect(world.submissions.size).toBe(QUOTAS.perAddress);
  });

  it('does not cost anyone a receipt: a repetition of what was taken is answered as before', async () => {
    const world = intakeWorld(silent);
    const first = await world.submit(report(), key(0));
    for (let index = 1; index < 40; index += 1) await world.submit(report(), key(index));
    const again = await world.submit(report(), key(0));
    expect([again.status, again.text]).toEqual([202, first.text]);
    expect((await world.submit(report('王五'), key(0))).status).toBe(422);
  });

  it('is counted without the address, the placement or the person in any key', async () => {
    const world = intakeWorld(silent);
    await world.submit(report('陈小明', 'AAAAAAAAAAAAAAAAAAAAAA'), key(0));
    expect([...world.used.values()]).toEqual([1, 1]);
    const keys = [...world.used.keys()].join(' ');
    for (const canary of ['203.0.113', '127.0.0.1', 'AAAAAAAAAAAAAAAAAAAAAA', '陈小明'])
      expect(keys).not.toContain(canary);
  });

  it('is not counted where nothing could be taken: a bad field costs nothing', async () => {
    const world = intakeWorld(silent);
    await world.submit({ subject: {} }, key(0));
    expect(world.used.size).toBe(0);
  });
});
