import { createHmac, createSecretKey } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { DiscoveryDeps } from '#functions/discovery/public-http/deps.ts';
import { createHandler } from '#functions/discovery/public-http/door.ts';
import { proofDesk } from '#shared/adapters/crypto/proofs.ts';
import type { SecretKeys } from '#shared/adapters/crypto/secret-keys.ts';
import type { IntakeStore, QuotaCounter } from '#shared/domain/discovery/ports.ts';
import type { Submission } from '#shared/domain/discovery/types.ts';
import { newPlacement } from '#shared/domain/placements/decide.ts';
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
    object: async ({ since, report, workOrder, sealed, message }, mark) => {
      const before = submissions.get(report.trackingCode);
      if (marks.has(mark.keyMac)) return 'repeated';
      if (before === undefined || before.report.version !== since) return 'stale';
      marks.set(mark.keyMac, mark);
      const subject = { ...before.subject, ...sealed };
      submissions.set(report.trackingCode, { ...before, report, workOrder, subject, message });
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
      if (before < limit) used.set(key, before + 1);
      return { taken: before < limit, used: before };
    },
    giveBack: async (key) => void used.set(key, (used.get(key) ?? 0) - 1),
  };
  return { quotas, used };
};

export type Quotas = ReturnType<DiscoveryDeps['quotasAt']>;
export const QUOTAS: Quotas = { perAddress: 30, perPlacement: 100, softPerAddress: 30, softPerPlacement: 100 };

const placed = newPlacement({ name: '便民服务中心', regionCode: '330102001' }, 'AAAAAAAAAAAAAAAAAAAAAA', NOW);
/** A code that hangs, and one that was switched off. */
export const HANGS = placed.placementId;
export const OFF = 'OOOOOOOOOOOOOOOOOOOOOO';
const placements = new Map(
  [placed, { ...placed, placementId: OFF, state: 'off' as const }].map((one) => [one.placementId, one]),
);

/** Material of keys as Secrets Manager has it. */
const KEYS: SecretKeys = {
  mac: async () => (text) => text,
  formerMacs: async () => [],
  keys: async () => [createSecretKey(Buffer.from('k'.repeat(32)))],
};
/** Numbers that a device of the tests tries at most. */
const NUMBERS = 500;

/** The door with everything outside it in memory; `over` takes the place of ports. */
export const intakeWorld = (log: Log, over: Partial<IntakeStore> = {}) => {
  const intake = memoryIntake();
  const { quotas, used } = memoryQuotas();
  let drawn = 0;
  const keys: readonly [string, ...string[]] = ['mac'];
  const limits = { at: QUOTAS, now: NOW, keys };
  const secretOf = async (code: string): Promise<string> => base32(hmac('tracking', code).subarray(0, 16));
  const handler = createHandler({
    store: { ...intake.store, ...over },
    quotas,
    placements: { find: async (id) => placements.get(id) },
    quotasAt: () => limits.at,
    proofs: proofDesk(KEYS, () => ({ numbers: NUMBERS, minutes: 10 })),
    clock: () => limits.now,
    newIds: () => {
      drawn += 1;
      const trackingCode = base32(hmac('code', String(drawn)).subarray(0, 16));
      return { trackingCode, workOrderId: `work-order-${drawn}`, messageId: `message-${drawn}` };
    },
    policyAt: () => policyFor('2026-11-24'),
    mac: async (text: string, back = 0) => hmac(limits.keys[back] ?? limits.keys[0], text).toString('base64url'),
    tracking: { secretOf, matches: async (code, secret) => (await secretOf(code)) === secret },
    log,
  });
  const send = async (sent: Sent) => {
    const response = await handler(eventOf({ path: '/v1/reports', ...sent }), {} as Context);
    const text = response.body ?? '';
    return { status: response.statusCode, headers: response.headers ?? {}, text, body: JSON.parse(text) };
  };
  const submit = (body: unknown, key = 'a-key-of-enough-letters', headers: Readonly<Record<string, string>> = {}) =>
    send({ body: JSON.stringify(body), headers: { 'Idempotency-Key': key, ...headers } });
  const follow = (code: string, secret: string) =>
    send({ method: 'GET', path: `/v1/reports/${encodeURIComponent(code)}`, headers: { 'X-Tracking-Secret': secret } });
  return { ...intake, used, limits, send, submit, follow };
};
