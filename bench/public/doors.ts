import { randomUUID } from 'node:crypto';
import { createHandler as discoveryDoor } from '#functions/discovery/public-http/door.ts';
import { createHandler as selfCheckDoor } from '#functions/self-check/public-http/door.ts';
import { newId, newMessageId, newTrackingCode } from '#shared/adapters/random.ts';
import { discoveryOperations } from '#shared/contracts/discovery.ts';
import { selfCheckBody, selfCheckOperations } from '#shared/contracts/self-check.ts';
import { submitReport } from '#shared/domain/discovery/decide.ts';
import { selfCheck } from '#shared/domain/self-check/decide.ts';
import { createLog } from '#shared/edge/observability.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { selfCheckPolicy } from '#shared/policy/self-check.ts';
import { context, eventOf } from './event.ts';

/** One way of answering; its outcome is used, so that nothing is optimised away. */
export type Answer = () => unknown;
/** A door, and the same answer without it. */
export type Compared = { readonly bare: Answer; readonly door: Answer; readonly [other: string]: Answer };

const NOW = new Date('2026-11-24T02:00:00.000Z');

/** The self-check: bare it is parsed, reckoned and made text again. */
const selfCheckCompared = (): Compared => {
  const event = eventOf('/v1/self-checks', selfCheckOperations.runSelfCheck.request.example);
  const text = event.body ?? '';
  const log = createLog('bench');
  const handler = selfCheckDoor({ policyAt: selfCheckPolicy, clock: () => NOW, log });
  const checked = (body: unknown) => selfCheckBody.parse(body).answers;
  const trusted = selfCheckBody.parse(JSON.parse(text)).answers;
  return {
    bare: () => {
      JSON.parse(text);
      return JSON.stringify(selfCheck(trusted, selfCheckPolicy(NOW)));
    },
    contract: () => JSON.stringify(selfCheck(checked(JSON.parse(text)), selfCheckPolicy(NOW))),
    door: () => handler(event, context),
  };
};

const ids = () => ({ trackingCode: newTrackingCode(), workOrderId: newId(), messageId: newMessageId() });

/** The door of reports with ports that take everything and keep nothing. */
const reportHandler = () =>
  discoveryDoor({
    store: {
      submit: async () => 'stored',
      object: async () => 'stored',
      findMark: async () => undefined,
      findReport: async () => undefined,
    },
    quotas: { take: async () => ({ taken: true, used: 0 }), giveBack: async () => {} },
    placements: { find: async () => undefined },
    quotasAt: () => ({ perAddress: 1e9, perPlacement: 1e9, softPerAddress: 1e9, softPerPlacement: 1e9 }),
    proofs: {
      issue: async () => Promise.reject(new Error('no proof is asked for')),
      check: async () => undefined,
    },
    clock: () => NOW,
    newIds: ids,
    policyAt: (now) => policyFor(shanghaiDay(now)),
    mac: async (text) => text,
    tracking: { secretOf: async (code) => code, matches: async () => true },
    log: createLog('bench'),
  });

/** A report: bare it is parsed, decided and made text again, without a store on either side. */
const reportCompared = (): Compared => {
  const body = discoveryOperations.submitReport.request.example;
  const text = JSON.stringify(body);
  const policy = policyFor(shanghaiDay(NOW));
  const handler = reportHandler();
  return {
    bare: () => {
      JSON.parse(text);
      const { report } = submitReport(body, policy, ids(), NOW);
      return JSON.stringify({ trackingCode: report.trackingCode, dueAt: report.dueAt });
    },
    door: () => handler(eventOf('/v1/reports', body, { 'idempotency-key': randomUUID() }), context),
  };
};

/** What is compared, by name. */
export const compared = (): Readonly<Record<'self-check' | 'report', Compared>> => ({
  'self-check': selfCheckCompared(),
  report: reportCompared(),
});
