import { afterAll, describe, expect, it } from 'vitest';
import { apiOf, tokenOf } from '#test/support/api.ts';
import { receiveUntil } from '#test/support/queues.ts';
import { runScript } from '#test/support/scripts.ts';
import { type LocalCloud, startLocalCloud } from '../../scripts/local-cloud/cloud.ts';

const COUNTY = '331121';
const PREFECTURE = '331100';
const REPORTS = 12;

const running: { cloud?: LocalCloud } = {};
const start = async (fresh: boolean): Promise<LocalCloud> => {
  const quiet = () => undefined;
  running.cloud = await startLocalCloud({ dataDir: '.local/test-restart', ports: 0, fresh, lan: false, log: quiet });
  return running.cloud;
};
const stop = async (): Promise<void> => {
  await running.cloud?.stop();
  delete running.cloud;
};
afterAll(stop);

type Page = { items: { workOrderId: string }[] };

describe('a stop right after the 202', () => {
  it('loses nothing: after the next start each message is there, and the figures equal a recount', async () => {
    const first = await start(true);
    const subject = { name: '测试人', regionCode: COUNTY, situations: ['other'] };
    const answers = await Promise.all(
      Array.from({ length: REPORTS }, () => apiOf(first.endpoints).post('/v1/reports', { subject })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(REPORTS).fill(202));
    await stop();

    const { endpoints, dataDir } = await start(false);
    const token = tokenOf(endpoints, COUNTY);
    const { body } = await apiOf(endpoints).get<Page>('/v1/work-orders?limit=200', { token });
    const ids = body.items.map(({ workOrderId }) => workOrderId);
    expect(ids).toHaveLength(REPORTS);
    await receiveUntil(
      endpoints,
      PREFECTURE,
      (messages) => ids.every((id) => messages.some(({ detail }) => detail.subject.id === id)),
      100,
    );
    const recount = await runScript('scripts/recount.ts', '--endpoints', `${dataDir}/endpoints.json`);
    expect(recount.code, recount.output).toBe(0);
    await stop();
  });
});
