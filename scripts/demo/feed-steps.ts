import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { alertDetail, alertStep } from '#shared/contracts/alerts.ts';
import { batchDetail, openedBatch } from '#shared/contracts/feeds.ts';
import { type Day, shanghaiDay } from '#shared/kernel/time.ts';
import { eventually } from './api.ts';
import { earner, newNumber, type Person, recentDay } from './people.ts';
import { PLACE, type World } from './world.ts';

type Feed = 'death' | 'medical-expense';
type Batch = z.output<typeof batchDetail>;

const SETTLED: ReadonlySet<string> = new Set(['done', 'refused', 'held', 'expired']);
const words = { death: '死亡 deaths', 'medical-expense': '医疗自付 medical expenses' };

/** The same number with a last character that cannot be right. */
const misspelt = (number: string): string => `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`;

/** Three rows: someone of the registry, someone who is not in it, and a slip of the hand. */
const fileOf = (world: World, feed: Feed, person: Person, today: Day): Buffer => {
  const amount = feed === 'death' ? '' : ',amount';
  const stranger = newNumber(world, '110105');
  const row = (number: string, name: string): string =>
    `${number},${name},,${recentDay(today)}${feed === 'death' ? '' : ',386400.00'}`;
  const rows = [row(person.idNumber, person.name), row(stranger, '外地人'), row(misspelt(stranger), '笔误')];
  return Buffer.from(`id_number,name,region_code,date${amount}\n${rows.join('\n')}\n`);
};

/** Registers the file, sends it with one PUT, and waits until the comparison has been through. */
const send = async ({ api, token }: World, feed: Feed, file: Buffer): Promise<Batch> => {
  const province = token('province');
  const path = `/v1/feeds/${feed}/batches`;
  const sha256 = createHash('sha256').update(file).digest('hex');
  const period = shanghaiDay(new Date()).slice(0, 7);
  const body = { rows: 3, sha256, bytes: file.length, period, sequence: Math.floor(Date.now() / 1000), mode: 'delta' };
  const { batchId, uploadUrl, uploadHeaders } = await api.call({ path, token: province, body, answers: openedBatch });
  const sent = await fetch(uploadUrl, { method: 'PUT', headers: uploadHeaders, body: new Uint8Array(file) });
  if (!sent.ok) throw new Error(`the upload was answered ${sent.status}`);
  return eventually(`the ${feed} file is compared`, async () => {
    const batch = await api.call({ path: `${path}/${batchId}`, token: province, answers: batchDetail });
    return SETTLED.has(batch.status) ? batch : undefined;
  });
};

const addsUp = ({ status, counts }: Batch): boolean => {
  const { rows, matched = 0, unmatched = 0, rejected } = counts;
  return status === 'done' && rows === matched + unmatched + rejected && matched === 1 && rejected === 1;
};

/** The alert on the prefecture's queue that rests on the batch. */
const alertOf = async (world: World, { batchId }: Batch): Promise<z.output<typeof alertDetail>> => {
  const looked = new Set<string>();
  const token = world.token(PLACE.prefecture);
  return eventually(`an alert of batch ${batchId}`, async () => {
    const heard = await world.consumer.hears(
      'alert.raised or alert.updated',
      ({ type, message }) => /^alert\.(raised|updated)$/.test(type) && !looked.has(message),
    );
    looked.add(heard.message);
    const alert = await world.api.call({ path: `/v1/alerts/${heard.subject}`, token, answers: alertDetail });
    return alert.batchIds.includes(batchId) ? alert : undefined;
  });
};

/** An alert that an earlier story left half way is taken up already. */
const settle = async (world: World, { alertId, regionCode, state }: z.output<typeof alertDetail>): Promise<string> => {
  const token = world.token(regionCode.slice(0, 6));
  const step = (name: string, body: object) =>
    world.api.call({ path: `/v1/alerts/${alertId}/${name}`, token, body, answers: alertStep });
  const taken = state === 'raised' ? (await step('acknowledgement', { note: '今天入户。' })).state : state;
  const closed = await step('outcome', { outcome: 'true', note: '核实属实。' });
  if (closed.state !== 'closed') throw new Error('the outcome did not close the alert');
  return `${taken} → ${closed.state}`;
};

/** One feed meets the registry: counts add up, the alert reaches its region, people decide. */
const runFeed = async (world: World, feed: Feed, person: Person): Promise<void> => {
  const batch = await send(world, feed, fileOf(world, feed, person, shanghaiDay(new Date())));
  const { rows, matched = 0, unmatched = 0, rejected } = batch.counts;
  if (!addsUp(batch)) throw new Error(`the ${feed} file is ${batch.status}: ${JSON.stringify(batch.counts)}`);
  world.say(
    `${words[feed]}: ${rows} 行 rows = ${matched} 命中 matched + ${unmatched} 无关 unmatched + ${rejected} 退回 rejected`,
  );
  const alert = await alertOf(world, batch);
  const { severity, regionCode, reasons } = alert;
  world.say(`预警 alert ${severity}, ${regionCode}: ${reasons.at(-1)?.text.zh ?? ''}`);
  world.say(`${await settle(world, alert)} · 只提醒,不自动停发 it stops nobody's assistance by itself`);
};

/** A file of deaths and one of medical expenses. */
export const runFeeds = async (world: World): Promise<void> => {
  const today = shanghaiDay(new Date());
  await runFeed(world, 'death', earner(world, 'registered', today));
  await runFeed(world, 'medical-expense', earner(world, 'suspected', today));
};
