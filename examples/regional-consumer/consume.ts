import {
  DeleteMessageCommand,
  type Message as QueueMessage,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Api, Step, Visit } from './api.ts';
import { isObject, type JsonObject, objectAt, parseJson } from './json.ts';
import type { Ledger } from './ledger.ts';

/** A message of the system as this consumer sees it. */
type Notice = {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly version: number;
  readonly detail: JsonObject;
};

export type Consumer = {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly ledger: Ledger;
  readonly api: Api;
  readonly isValid: (type: string, envelope: JsonObject) => boolean;
  /** `read`: look only; `accept`: take orders up; `answer`: also say what was found. */
  readonly does: 'read' | 'accept' | 'answer';
  /** With `answer`: the visit that the region's own system knows of; left out, there was none. */
  readonly visit?: Visit;
  /** What came of it: an example has nobody to send. */
  readonly outcome: string;
  readonly say: (line: object) => void;
};

const noticeOf = (body: string, isValid: Consumer['isValid']): Notice | undefined => {
  const envelope = parseJson(body);
  if (!isObject(envelope)) return undefined;
  const detail = objectAt(envelope, 'detail');
  const { id, type, version } = detail;
  const { id: subject } = objectAt(detail, 'subject');
  if (typeof id !== 'string' || typeof type !== 'string' || typeof subject !== 'string') return undefined;
  if (typeof version !== 'number' || envelope['detail-type'] !== type || !isValid(type, envelope)) return undefined;
  return { id, type, subject, version, detail };
};

/** What was done, or the code of why not: an order that someone else took up or closed meanwhile is no fault. */
const outcomeOf = (done: string, { status, code }: Step): string => (status < 300 ? done : `${done} refused: ${code}`);

/**
 * Brings an order as far as this consumer goes. Its present state decides, not the message: a process that was killed half
 * way goes on from there, whichever message of the order comes first.
 */
const handleOrder = async (id: string, { api, does, visit, outcome }: Consumer): Promise<string[]> => {
  const { status, code, answer } = await api.readOrder(id);
  if (status !== 200) return [`read refused: ${code}`];
  const { state } = answer;
  const did = [`read, ${String(state)}`];
  if (does === 'read' || state === 'closed') return did;
  if (state === 'issued') did.push(outcomeOf('accepted', await api.accept(id)));
  if (does !== 'answer') return did;
  // An order that is being visited has this visit, or one of somebody else's: a second one would say the same again.
  if (visit !== undefined && state !== 'visiting') did.push(outcomeOf('visited', await api.recordVisit(id, visit)));
  did.push(outcomeOf(`feedback ${outcome}`, await api.giveFeedback(id, outcome)));
  return did;
};

const isOpenOrder = ({ type, detail }: Notice): boolean =>
  type.startsWith('work-order.') && objectAt(detail, 'data')['state'] !== 'closed';

const effectOf = async (notice: Notice, consumer: Consumer): Promise<readonly string[]> => {
  if (!consumer.ledger.isNewer(notice.subject, notice.version)) return ['older than what is known'];
  return isOpenOrder(notice) ? handleOrder(notice.subject, consumer) : ['noted'];
};

const apply = async (notice: Notice, consumer: Consumer): Promise<void> => {
  const { id: message, type, subject, version, detail } = notice;
  const { ledger, say } = consumer;
  if (ledger.hasMet(message)) return say({ message, type, subject, did: ['met before'] });
  const did = await effectOf(notice, consumer);
  const { occurredAt, regionCode } = detail;
  ledger.append({ at: new Date().toISOString(), message, type, subject, version, did });
  say({ message, type, subject, version, occurredAt, regionCode, did });
};

/** Deals with one message of the queue; `false`: it stays, comes again, and ends in the dead-letter queue if it never works. */
const handle = async ({ Body = '', ReceiptHandle }: QueueMessage, consumer: Consumer): Promise<boolean> => {
  const notice = noticeOf(Body, consumer.isValid);
  if (notice === undefined) {
    consumer.say({ left: 'not a message that can be read' });
    return false;
  }
  try {
    await apply(notice, consumer);
  } catch (error) {
    consumer.say({ left: error instanceof Error ? error.message : 'failed', message: notice.id });
    return false;
  }
  const { sqs, queueUrl: QueueUrl } = consumer;
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return true;
};

/** Takes what is on the queue now; returns how many messages were dealt with. */
export const consumeOnce = async (consumer: Consumer, waitSeconds: number): Promise<number> => {
  const command = new ReceiveMessageCommand({
    QueueUrl: consumer.queueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: waitSeconds,
  });
  const { Messages = [] } = await consumer.sqs.send(command);
  let done = 0;
  for (const message of Messages) {
    if (await handle(message, consumer)) done += 1;
  }
  return done;
};
