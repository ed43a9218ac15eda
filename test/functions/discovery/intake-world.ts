import { createHmac } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { createHandler } from '#functions/discovery/public-http/door.ts';
import type { IntakeStore, QuotaCounter } from '#shared/domain/discovery/ports.ts';
import type { Submission } from '#shared/domain/discovery/types.ts';
import type { Log } from '#shared/edge/observability.ts';
import { base32 } from '#shared/kernel/base32.ts';
import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { eventOf, type Sent } from '../self-check/event.ts';

export const NOW = new Date('2026-11-24T02:00:00.000Z');
const hmac = (key: string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The intake table in memory, with the same conditions. */
export const memoryIntake = () => {
  const submissions = new Map<string, Submission>();
  const marks = new Map<string, IdempotencyMark>();
  const store: IntakeStore = {
    submit: async (submission, mark) => {
      if (marks.has(mark.keyMac)) return 'repeated';
      marks.set(mark.keyMac, mark);
      submissions.set(submission.report.trackingCode, submission);
      return 'stored';
    },
    findMark: async (keyMac) => marks.get(keyMac),
    findReport: async (code) => submissions.get(code)?.report,
  };
  return { store, submissions, marks };
};

/** Counts in memory, with the same condition. */
const memoryQuotas = () => {
  const used = new Map<string, number>();
  const quotas: QuotaCounter = {
    take: async ({ key, limit }) => {
      const before = used.get(key) ?? 0;
      if (before >= limit) return false;
      used.set(key, before + 1);
      return true;
    },
  };
  return { quotas, used };
};

export const QUOTAS = { perAddress: 30, perPlacement: 100 };

/** The door with everything outside it in memory; `over` takes the place of ports. */
export const intakeWorld = (log: Log, over: Partial<IntakeStore> = {}) => {
  const intake = memoryIntake();
  const { quotas, used } = memoryQuotas();
  let drawn = 0;
  const secretOf = async (code: string): Promise<string> => base32(hmac('tracking', code).subarray(0, 16));
  const handler = createHandler({
    store: { ...intake.store, ...over },
    quotas,
    quotasAt: () => QUOTAS,
    clock: () => NOW,
    newIds: () => {
      drawn += 1;
      const trackingCode = base32(hmac('code', String(drawn)).subarray(0, 16));
      return { trackingCode, workOrderId: `work-order-${drawn}`, messageId: `message-${drawn}` };
    },
    policyAt: () => policyFor('2026-11-24'),
    mac: async (text) => hmac('mac', text).toString('base64url'),
    tracking: { secretOf, matches: async (code, secret) => (await secretOf(code)) === secret },
    log,
  });
  const send = async (sent: Sent) => {
    const response = await handler(eventOf({ path: '/v1/reports', ...sent }), {} as Context);
    const text = response.body ?? '';
    return { status: response.statusCode, headers: response.headers ?? {}, text, body: JSON.parse(text) };
  };
  const submit = (body: unknown, key = 'a-key-of-enough-letters') =>
    send({ body: JSON.stringify(body), headers: { 'Idempotency-Key': key } });
  const follow = (code: string, secret: string) =>
    send({ method: 'GET', path: `/v1/reports/${encodeURIComponent(code)}`, headers: { 'X-Tracking-Secret': secret } });
  return { ...intake, used, send, submit, follow };
};
