/**
 * The article's story on the running local cloud: the real API, the real queues, one region's keys. Ends with 0 only when
 * all of it happened.
 *
 *   npm run demo                         the local cloud of npm start
 *   npm run demo -- --endpoints FILE     another one
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countsOfCode, hangCode } from './demo/code-steps.ts';
import { runFeeds } from './demo/feed-steps.ts';
import { showMoved, tryOthers } from './demo/last-steps.ts';
import { checkFamily, showRegistry } from './demo/open-steps.ts';
import { lookAtMyself, showTimeline, verifyAudit } from './demo/record-steps.ts';
import { closeOrder, findPerson, followReport, receiveOrder, sendReport } from './demo/report-steps.ts';
import { approve, takeList } from './demo/source-steps.ts';
import { openWorld, type World } from './demo/world.ts';
import { PROJECT_ROOT } from './local-cloud/stage.ts';

/** Prints a step's caption, and names the step if it does not happen. */
const teller = (say: (line: string) => void) => {
  let number = 0;
  return async <T>(caption: string, tell: () => Promise<T>): Promise<T> => {
    number += 1;
    say(`\n${number}. ${caption}`);
    try {
      return await tell();
    } catch (error) {
      throw new Error(
        `Step ${number} (${caption}) did not happen: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
};

const tellStory = async (world: World): Promise<void> => {
  const step = teller(console.log);
  const before = await step('一库:库里有多少人 · What the registry holds', () => showRegistry(world));
  const approved = await step('救助系统审批,转为在册 · Approved elsewhere, registered here', () => approve(world));
  await step('工会名单:先看计划,再入库 · A list comes: planned, then applied', () => takeList(world, approved));
  const code = await step('幸福码:张贴、扫码 · A code is hung and scanned', () => hangCode(world));
  await step('自测 12 问 · Twelve questions', () => checkFamily(world));
  const sent = await step('邻居扫码上报,立即答复 · A neighbour reports by it, answered at once', () =>
    sendReport(world, code),
  );
  const order = await step('核实处置指令到达地市 · The instruction reaches the prefecture', () =>
    receiveOrder(world, sent),
  );
  await step('当地入户核实并反馈 · The locality visits and answers', () => closeOrder(world, order));
  await step('闭环:上报人看到结果 · The loop closes, the reporter sees it', async () => {
    await followReport(world, sent);
    world.say(await countsOfCode(world, code));
  });
  const found = await step('进入疑似困难对象 · In the suspected layer, with a reason', () => findPerson(world, sent));
  await step('一户一条时间线 · One timeline tells it all', () => showTimeline(world, found));
  await step('本人看得到谁查过自己 · The person sees who looked', () => lookAtMyself(world, sent.idNumber));
  await step('一网:死亡、医疗费用比对预警 · Files meet the registry, alerts go out', () => runFeeds(world));
  await step('统计随之变化 · The figures followed', () => showMoved(world, before));
  await step('审计链核验 · The audit is verified', () => verifyAudit(world));
  await step('越权一律拒绝 · Who has no business there is refused', () => tryOthers(world, order));
};

const run = async (): Promise<void> => {
  const started = performance.now();
  const { values } = parseArgs({
    options: { endpoints: { type: 'string', default: join(PROJECT_ROOT, '.local', 'endpoints.json') } },
  });
  const world = await openWorld(values.endpoints, (line) => console.log(`   ${line}`));
  try {
    await tellStory(world);
  } finally {
    await world.consumer.stop();
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`\n全部完成 · All of it happened, in ${seconds} s. 人物均为虚构 · Everyone here is invented.`);
};

process.exitCode = await run().then(
  () => 0,
  (error: unknown) => {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    return 1;
  },
);
