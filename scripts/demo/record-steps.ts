import { z } from 'zod';
import { verification, verificationStarted } from '#shared/contracts/audit.ts';
import { myAccessLog, myRecord } from '#shared/contracts/me.ts';
import { household, type person, timelineList } from '#shared/contracts/registry.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { eventually } from './api.ts';
import { PLACE, type World } from './world.ts';

type Person = z.output<typeof person>;

/** One household, one timeline: what happened, in order, and by whom. */
export const showTimeline = async (world: World, { personId, householdId }: Person): Promise<void> => {
  const token = world.token(PLACE.county);
  const home = await world.api.call({ path: `/v1/households/${householdId}`, token, answers: household });
  const { items } = await world.api.call({ path: `/v1/people/${personId}/timeline`, token, answers: timelineList });
  if (items.length < 3) throw new Error(`the timeline has ${items.length} lines`);
  world.say(`一户 household of ${home.members.length}; 一条时间线 one timeline:`);
  for (const { at, actor, text } of items) world.say(`  ${at.slice(11, 19)} ${text.zh} ${text.en} (${actor})`);
};

const citizenToken = async ({ endpoints }: World, idNumber: string): Promise<string> => {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'local-citizen',
    id_number: idNumber,
  });
  const answer = await fetch(`${endpoints.issuer}/token`, { method: 'POST', body });
  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
};

/** The person whom it is about reads what is held about them, and who looked at it. */
export const lookAtMyself = async (world: World, idNumber: string): Promise<void> => {
  const token = await citizenToken(world, idNumber);
  const mine = await world.api.call({ path: '/v1/me/record', token, answers: myRecord });
  if (!mine.inRegistry) throw new Error('the citizen is told that nothing is held about them');
  world.say(`${mine.text.zh} ${mine.name} ${mine.idNumber}`);
  const looks = await eventually('an official’s look in the citizen’s log', async () => {
    const { items } = await world.api.call({ path: '/v1/me/access-log', token, answers: myAccessLog });
    const officials = items.filter(({ by }) => by === 'official');
    return officials.some(({ purpose }) => purpose === 'visit') ? officials : undefined;
  });
  const look = looks.find(({ purpose }) => purpose === 'visit');
  world.say(
    `谁看过 who looked: ${looks.length} 次 times; ${look?.who.zh ?? ''} ${look?.what.zh ?? ''} ${look?.why?.zh ?? ''}`,
  );
};

/** The auditor has the chain of the day compared with what stands there. */
export const verifyAudit = async (world: World): Promise<void> => {
  const token = world.token('auditor');
  const today = shanghaiDay(new Date());
  const path = '/v1/audit/verification';
  const { verificationId } = await world.api.call({
    path,
    token,
    body: { from: today, to: today },
    answers: verificationStarted,
  });
  const verdict = await eventually('the verdict', async () => {
    const now = await world.api.call({ path: `${path}/${verificationId}`, token, answers: verification });
    return now.status === 'running' ? undefined : now;
  });
  if (verdict.status !== 'verified') throw new Error(`the audit is ${JSON.stringify(verdict)}`);
  world.say(
    `今天的记录一条不少、一字未改 nothing dropped, nothing changed: ${verdict.status} (${verdict.entries ?? 0})`,
  );
};
