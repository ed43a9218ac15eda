import type { z } from 'zod';
import { selfCheckOperations, selfCheckResult } from '#shared/contracts/self-check.ts';
import { statistics } from '#shared/contracts/statistics.ts';
import { PLACE, type World } from './world.ts';

export type Statistics = z.output<typeof statistics>;

export const readStatistics = ({ api, token }: World): Promise<Statistics> =>
  api.call({ path: '/v1/statistics', token: token('province'), answers: statistics });

const total = ({ people }: Statistics, layer: string): number => people[layer]?.total ?? 0;
const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0);

/** The figures of the province in two lines. */
export const figureLines = (figures: Statistics): readonly string[] => {
  const { reports, workOrders, alerts, people } = figures;
  const { overdue, ...states } = workOrders;
  const allowance = people['registered']?.['subsistence-allowance'] ?? 0;
  return [
    `在册 registered ${total(figures, 'registered')}(低保 allowance ${allowance}) · 疑似 suspected ${total(figures, 'suspected')}`,
    `上报 reports ${sum(reports)} · 工单 work orders ${sum(states)}(超期 overdue ${overdue}) · 预警 alerts ${sum(alerts)}`,
  ];
};

/** What the registry holds now. */
export const showRegistry = async (world: World): Promise<Statistics> => {
  const figures = await readStatistics(world);
  if (total(figures, 'registered') === 0 || total(figures, 'suspected') === 0) throw new Error('the registry is empty');
  for (const line of figureLines(figures)) world.say(line);
  return figures;
};

/** Twelve questions: no sign-in, nothing stored. */
export const checkFamily = async ({ api, say }: World): Promise<void> => {
  const answers = { ...selfCheckOperations.runSelfCheck.request.example.answers, q1: PLACE.county };
  const { results, notADecision } = await api.call({
    path: '/v1/self-checks',
    body: { answers },
    answers: selfCheckResult,
  });
  const likely = results.find(({ verdict }) => verdict === 'likely');
  const [reason] = likely?.reasons ?? [];
  if (likely === undefined || reason === undefined) throw new Error('the self-check found nothing likely');
  say(`${likely.category}: ${likely.verdict} · ${reason.text.zh}`);
  say(reason.text.en);
  say(`${notADecision.zh.split('。')[0]}。${notADecision.en.split('. ')[0]}.`);
};
