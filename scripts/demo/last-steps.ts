import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { eventually } from './api.ts';
import { figureLines, readStatistics, type Statistics } from './open-steps.ts';
import type { Order } from './report-steps.ts';
import { PLACE, type World } from './world.ts';

const suspected = ({ people }: Statistics): number => people['suspected']?.total ?? 0;
const closed = ({ reports }: Statistics): number => reports['closed'] ?? 0;

/** The figures followed by themselves. */
export const showMoved = async (world: World, before: Statistics): Promise<void> => {
  const after = await eventually('the statistics have moved', async () => {
    const now = await readStatistics(world);
    return suspected(now) > suspected(before) && closed(now) > closed(before) ? now : undefined;
  });
  for (const line of figureLines(after)) world.say(line);
};

const refusalOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'nothing was refused';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
};

/** Who has no business there is refused: on a queue by IAM, on a work order as if it were not there. */
export const tryOthers = async ({ endpoints, api, token, say }: World, { workOrderId }: Order): Promise<void> => {
  const { aws, region, queues, consumers } = endpoints;
  const credentials = consumers[PLACE.prefecture];
  if (credentials === undefined) throw new Error(`there are no keys of ${PLACE.prefecture}`);
  const sqs = new SQSClient({ endpoint: aws, region, credentials });
  const refused = await refusalOf(sqs.send(new ReceiveMessageCommand({ QueueUrl: queues[PLACE.other] })));
  if (!/AccessDenied/.test(refused)) throw new Error(`the other region's queue answered: ${refused}`);
  say(`杭州的密钥读宁波的队列 Hangzhou's keys on Ningbo's queue: ${refused}`);
  const status = await api.status({ path: `/v1/work-orders/${workOrderId}`, token: token(PLACE.neighbour) });
  if (status !== 404) throw new Error(`another county's official was answered ${status}`);
  say(`邻县人员读这张工单 a neighbouring county's official on this order: ${status}`);
};
