import type { z } from 'zod';
import { followedReport, receipt } from '#shared/contracts/discovery.ts';
import { peopleList, type person } from '#shared/contracts/registry.ts';
import { workOrderDetail, workOrderList, workOrderStep } from '#shared/contracts/work-orders.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { newPerson } from './people.ts';
import { PLACE, type World } from './world.ts';

export type Sent = z.output<typeof receipt> & {
  readonly name: string;
  readonly idNumber: string;
  readonly at: string;
};
export type Order = Sent & { readonly workOrderId: string };

const dueDay = (instant: string): string => shanghaiDay(new Date(instant));

/** A neighbour reports a family by the code: answered at once. */
export const sendReport = async (world: World, placementId: string): Promise<Sent> => {
  const person = newPerson(world, PLACE.county);
  const subject = { ...person, regionCode: PLACE.township, situations: ['illness', 'unemployment'] };
  const body = {
    subject: { ...subject, description: '住院两个月,家里没有收入。' },
    reporter: { relation: 'neighbour' },
    placementId,
  };
  const at = new Date(Date.now() - 1_000).toISOString();
  const answer = await world.api.call({ path: '/v1/reports', body, answers: receipt });
  world.say(`202 查询码 code ${answer.trackingCode} · 密码 secret ${answer.secret}`);
  world.say(`办理期限 due by the end of ${dueDay(answer.dueAt)} (5 个工作日 working days)`);
  return { ...answer, ...person, at };
};

const orderPath = (id: string): string => `/v1/work-orders/${id}`;

/** The instruction is on the prefecture's queue: read there by its own system, with its own keys. */
export const receiveOrder = async (world: World, sent: Sent): Promise<Order> => {
  const heard = await world.consumer.hears('work-order.issued', (one) => {
    const { type, regionCode, occurredAt = '' } = one;
    return type === 'work-order.issued' && regionCode === PLACE.township && occurredAt >= sent.at;
  });
  world.say(`${heard.type} ${heard.subject} → 杭州市队列 queue of ${PLACE.prefecture}`);
  world.say(`消息里没有个人信息,按编号读取 no name in the message, read by id: ${heard.did.join(', ')}`);
  return { ...sent, workOrderId: heard.subject };
};

const listed = async ({ api, token }: World, id: string): Promise<number> => {
  let cursor = '';
  for (let count = 0; ; ) {
    const path = `/v1/work-orders?limit=200${cursor}`;
    const { items, nextCursor } = await api.call({ path, token: token(PLACE.county), answers: workOrderList });
    count += items.length;
    if (items.some(({ workOrderId }) => workOrderId === id)) return count;
    if (nextCursor === undefined) throw new Error(`work order ${id} is not on the county's list`);
    cursor = `&cursor=${nextCursor}`;
  }
};

/** The county's official sees it on the list, reads it, takes it up and says what was found. */
export const closeOrder = async (world: World, { workOrderId, name, idNumber }: Order): Promise<void> => {
  const { api, say } = world;
  const token = world.token(PLACE.county);
  const path = orderPath(workOrderId);
  say(`列表 on the list of open orders, by deadline (${await listed(world, workOrderId)})`);
  const masked = await api.call({ path, token, answers: workOrderDetail });
  say(`掩码 masked: ${masked.subject.name} ${masked.subject.idNumber ?? ''}`);
  const open = await api.call({ path: `${path}?purpose=visit`, token, answers: workOrderDetail });
  if (open.subject.name !== name || open.subject.idNumber !== idNumber) throw new Error('it is about someone else');
  if (JSON.stringify(masked).includes(idNumber)) throw new Error('the masked answer shows the number');
  say(`写明目的后 with purpose "visit", on record: ${open.subject.name} ${open.subject.idNumber}`);
  const taken = await api.call({ path: `${path}/acceptance`, token, body: {}, answers: workOrderStep });
  const visit = {
    visitedAt: new Date().toISOString(),
    visitors: ['王芳', '李强'],
    findings: '一人住院,家里没有收入。',
  };
  const visited = await api.call({ path: `${path}/visits`, token, body: visit, answers: workOrderStep });
  const body = { outcome: 'confirmed', measures: ['temporary-assistance', 'visit-plan'], findings: '情况属实。' };
  const closed = await api.call({ path: `${path}/feedback`, token, body, answers: workOrderStep });
  if (closed.state !== 'closed' || closed.personId === undefined) throw new Error('the feedback closed nothing');
  say(`接收 ${taken.state} → 两人入户 two visit: ${visited.state} → 反馈属实 confirmed: ${closed.state}`);
};

/** The reporter sees what became of it, and nothing of the registry. */
export const followReport = async ({ api, say }: World, sent: Sent): Promise<void> => {
  const path = `/v1/reports/${sent.trackingCode}`;
  const headers = { 'x-tracking-secret': sent.secret };
  const { status, result, timeline } = await api.call({ path, headers, answers: followedReport });
  if (status !== 'closed' || result !== 'looked-after') throw new Error(`the reporter reads ${status} ${result ?? ''}`);
  say(timeline.map(({ code }) => code).join(' → '));
  say(`${timeline.at(-1)?.text.zh ?? ''} · ${timeline.at(-1)?.text.en ?? ''}`);
};

/** The family is in the suspected layer, with source and reason. */
export const findPerson = async (world: World, { idNumber }: Sent): Promise<z.output<typeof person>> => {
  const { items } = await world.api.call({
    path: '/v1/people/search',
    token: world.token(PLACE.county),
    body: { idNumber },
    answers: peopleList,
  });
  const [found] = items;
  const reason = found?.reasons.find(({ code }) => code === 'discovery-confirmed');
  if (found?.layer !== 'suspected' || reason === undefined) throw new Error('the person is not in the suspected layer');
  await world.consumer.hears('person.layer-changed', (one) => one.subject === found.personId);
  world.say(`疑似 ${found.layer}: ${found.name} ${found.idNumber}; 队列 on the queue: person.layer-changed`);
  world.say(`${reason.text.zh} · ${reason.rule ?? ''}`);
  return found;
};
