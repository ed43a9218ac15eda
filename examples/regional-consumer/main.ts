/**
 * A region's own system in small: takes messages from its queue with its own keys, and answers over the API.
 *
 *   node examples/regional-consumer/main.ts --region 330100 --once              what is there now
 *   node examples/regional-consumer/main.ts --region 330100 --follow            until Ctrl-C
 *     --does read | accept (default) | answer
 *     with answer: --outcome unfounded           --visitors "name,name" --findings "what they saw" (of a visit by two)
 *     --endpoints .local/endpoints.json          --state .local/regional-consumer-330100.jsonl
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SQSClient } from '@aws-sdk/client-sqs';
import { openApi } from './api.ts';
import { type Consumer, consumeOnce } from './consume.ts';
import { objectAt, parseJson, textOf } from './json.ts';
import { openLedger } from './ledger.ts';
import { schemasIn } from './schema.ts';

const SCHEMAS = join(import.meta.dirname, '..', '..', 'docs', 'contracts', 'schemas');

const { values } = parseArgs({
  options: {
    endpoints: { type: 'string', default: '.local/endpoints.json' },
    region: { type: 'string', default: '330100' },
    state: { type: 'string' },
    does: { type: 'string', default: 'accept' },
    outcome: { type: 'string', default: 'unfounded' },
    visitors: { type: 'string' },
    findings: { type: 'string' },
    once: { type: 'boolean', default: false },
    follow: { type: 'boolean', default: false },
  },
});

const doesOf = (text: string): Consumer['does'] => {
  if (text === 'read' || text === 'accept' || text === 'answer') return text;
  throw new Error(`--does is read, accept or answer, not ${text}`);
};

/** A visit needs who went, two people, and what they saw. */
const visitOf = (visitors: string | undefined, findings: string | undefined): Pick<Consumer, 'visit'> => {
  if (visitors === undefined && findings === undefined) return {};
  const [one, other, ...more] = (visitors ?? '').split(/[,,、]/).map((name) => name.trim());
  if (!one || !other || more.length > 0 || !findings)
    throw new Error('--visitors names two people, and --findings says what they saw');
  return { visit: { visitors: [one, other], findings } };
};

const open = (): Consumer => {
  const { region: owner, outcome } = values;
  const endpoints = objectAt(parseJson(readFileSync(values.endpoints, 'utf8')));
  const own = objectAt(endpoints, 'consumers', owner);
  const credentials = { accessKeyId: textOf(own, 'accessKeyId'), secretAccessKey: textOf(own, 'secretAccessKey') };
  return {
    sqs: new SQSClient({ endpoint: textOf(endpoints, 'aws'), region: textOf(endpoints, 'region'), credentials }),
    queueUrl: textOf(objectAt(endpoints, 'queues'), owner),
    ledger: openLedger(values.state ?? `.local/regional-consumer-${owner}.jsonl`),
    api: openApi({
      api: textOf(endpoints, 'api'),
      issuer: textOf(endpoints, 'issuer'),
      clientId: textOf(own, 'clientId'),
      clientSecret: textOf(own, 'clientSecret'),
    }),
    isValid: schemasIn(SCHEMAS),
    does: doesOf(values.does),
    outcome,
    ...visitOf(values.visitors, values.findings),
    say: (line) => console.log(JSON.stringify(line)),
  };
};

/** Short, because a poll that is under way is waited for: one that is cut off takes messages along that nobody sees for a while. */
const POLL_SECONDS = 2;

const run = async (): Promise<void> => {
  const consumer = open();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    if (!values.follow) while ((await consumeOnce(consumer, 1)) > 0);
    else while (!stop.signal.aborted) await consumeOnce(consumer, POLL_SECONDS);
  } finally {
    consumer.ledger.close();
  }
};

process.exitCode = await run().then(
  () => 0,
  (error: unknown) => {
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    return 1;
  },
);
