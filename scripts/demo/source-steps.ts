import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { openedBatch } from '#shared/contracts/feeds.ts';
import { peopleList } from '#shared/contracts/registry.ts';
import { eventAnswers, sourceBatchDetail } from '#shared/contracts/sources.ts';
import { type Day, shanghaiDay } from '#shared/kernel/time.ts';
import { eventually } from './api.ts';
import { newPerson } from './people.ts';
import { PLACE, type World } from './world.ts';

type Batch = z.output<typeof sourceBatchDetail>;
type Someone = ReturnType<typeof newPerson>;

const SETTLED: ReadonlySet<string> = new Set(['done', 'refused', 'held', 'expired']);

const find = async ({ api, token }: World, { idNumber }: Someone) => {
  const path = '/v1/people/search';
  const { items } = await api.call({ path, token: token(PLACE.county), body: { idNumber }, answers: peopleList });
  return items[0];
};

/** The assistance system approved somebody: an event, and they are registered, by the article that it rests on. */
export const approve = async (world: World): Promise<Someone> => {
  const someone = newPerson(world, PLACE.county);
  const now = new Date();
  const event = {
    type: 'approved',
    sourceKey: `DEMO-${now.getTime()}`,
    occurredAt: now.toISOString(),
    evidence: '上民低保〔2026〕88号',
    person: { ...someone, regionCode: PLACE.township },
    category: 'subsistence-allowance',
    from: shanghaiDay(now),
  };
  const path = '/v1/sources/assistance-system/events';
  const { items } = await world.api.call({
    path,
    token: world.token('province'),
    body: [event],
    answers: eventAnswers,
  });
  const person = await find(world, someone);
  const [reason] = person?.reasons ?? [];
  if (person?.layer !== 'registered' || reason === undefined) throw new Error('the approval registered nobody');
  world.say(`recipient.approved ${items[0]?.status ?? ''} → 在册 ${person.layer}: ${person.name} ${person.idNumber}`);
  world.say(`${reason.text.zh} · ${reason.rule ?? ''}`);
  return someone;
};

/** Three rows: who was approved a moment ago, someone new, and a slip of the hand. */
const fileOf = (people: readonly Someone[], today: Day): Buffer => {
  const rows = people.map(
    ({ idNumber, name }, index) => `GH-${Date.now()}-${index},${idNumber},${name},${PLACE.township},${today}`,
  );
  const slip = `GH-${Date.now()}-x,110105194912310021,笔误,${PLACE.township},${today}`;
  return Buffer.from(`source_key,id_number,name,region_code,from\n${[...rows, slip].join('\n')}\n`);
};

const send = async ({ api, token }: World, file: Buffer): Promise<Batch> => {
  const province = token('province');
  const path = '/v1/sources/trade-union/batches';
  const sha256 = createHash('sha256').update(file).digest('hex');
  const sequence = Math.floor(Date.now() / 1000);
  const body = { rows: 3, sha256, period: shanghaiDay(new Date()).slice(0, 7), sequence, mode: 'delta' };
  const { batchId, uploadUrl, uploadHeaders } = await api.call({ path, token: province, body, answers: openedBatch });
  const sent = await fetch(uploadUrl, { method: 'PUT', headers: uploadHeaders, body: new Uint8Array(file) });
  if (!sent.ok) throw new Error(`the upload was answered ${sent.status}`);
  return eventually('the list is applied', async () => {
    const batch = await api.call({ path: `${path}/${batchId}`, token: province, answers: sourceBatchDetail });
    return SETTLED.has(batch.status) ? batch : undefined;
  });
};

const planOf = ({ status, plan, counts }: Batch): string => {
  const created = plan?.counts['created'] ?? 0;
  if (status !== 'done' || created !== 2 || counts.rejected !== 1) {
    throw new Error(`the list is ${status}: ${JSON.stringify(counts)}`);
  }
  return `计划 plan: ${created} 新增 created, ${counts.rejected} 退回 rejected → ${status}`;
};

/** The trade union's list: planned, shown, applied; whom it names is suspected, and who is registered stays so. */
export const takeList = async (world: World, approved: Someone): Promise<void> => {
  const worker = newPerson(world, PLACE.county);
  world.say(planOf(await send(world, fileOf([approved, worker], shanghaiDay(new Date())))));
  const [named, known] = [await find(world, worker), await find(world, approved)];
  const reason = named?.reasons.find(({ code }) => code === 'listed');
  if (named?.layer !== 'suspected' || reason === undefined) throw new Error('the list suspected nobody');
  if (known?.layer !== 'registered') throw new Error('a list took somebody off the register');
  world.say(`${reason.text.zh} · 在册的仍在册 who is registered stays so: ${known.categories.join(' + ')}`);
};
