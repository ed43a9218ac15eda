import { beforeEach, describe, expect, it } from 'vitest';
import { objectionTaken } from '#shared/contracts/discovery.ts';
import { intakeWorld, NOW } from './intake-world.ts';

const quiet = { info: () => undefined, error: () => undefined };
const body = { subject: { name: '陈小明', regionCode: '330102001', situations: ['illness'] }, urgency: 'urgent' };

let world: ReturnType<typeof intakeWorld>;
let receipt: { readonly trackingCode: string; readonly secret: string };
beforeEach(async () => {
  world = intakeWorld(quiet);
  receipt = (await world.submit(body)).body;
});

/** As the inside closes a report. */
const close = (result: 'looked-after' | 'not-confirmed') => {
  const before = world.submissions.get(receipt.trackingCode);
  if (before === undefined) throw new Error('no such report');
  const report = { ...before.report, status: 'closed' as const, result, version: 2 };
  world.submissions.set(receipt.trackingCode, { ...before, report });
};
let keys = 0;
const object = ({ code = receipt.trackingCode, secret = receipt.secret, reason = '家里没有人。', key = '' } = {}) => {
  keys += 1;
  return world.send({
    path: `/v1/reports/${code}/objections`,
    body: JSON.stringify({ reason }),
    headers: { 'X-Tracking-Secret': secret, 'Idempotency-Key': key === '' ? `an-objection-key-${keys}` : key },
  });
};

describe('POST /v1/reports/{trackingCode}/objections', () => {
  it('opens the report again, with an order that follows the former one and a clock of its own', async () => {
    const former = world.submissions.get(receipt.trackingCode)?.workOrder.workOrderId;
    close('not-confirmed');
    const { status, body: answer } = await object();
    expect([status, objectionTaken.parse(answer)]).toEqual([202, answer]);
    expect(answer).toEqual({ status: 'received', dueAt: '2026-11-25T15:59:59.999Z' });
    const stored = world.submissions.get(receipt.trackingCode);
    expect(stored?.workOrder).toMatchObject({
      origin: 'objection',
      follows: former,
      urgency: 'urgent',
      situations: ['illness'],
      regionCode: '330102001',
      reportedAt: NOW.toISOString(),
    });
    expect(stored?.message).toMatchObject({
      type: 'work-order.issued',
      data: { origin: 'objection', follows: former },
    });
    expect(JSON.stringify([stored?.workOrder, stored?.message, stored?.report])).not.toContain('家里没有人');
    const followed = await world.follow(receipt.trackingCode, receipt.secret);
    expect(followed.body).toMatchObject({ status: 'received', timeline: [{}, { code: 'objection-received' }] });
    expect(followed.body.result).toBeUndefined();
  });

  it('is made once: again under its key it is the first answer, under another 409', async () => {
    close('not-confirmed');
    const first = await object({ key: 'the-key-of-the-objection' });
    expect((await object({ key: 'the-key-of-the-objection' })).text).toBe(first.text);
    expect(await object({ key: 'the-key-of-the-objection', reason: '别的。' })).toMatchObject({ status: 422 });
    expect(await object()).toMatchObject({ status: 409, body: { code: 'objection-used' } });
  });

  it('comes too early while it is looked into, and has no ground where it is looked after', async () => {
    expect(await object()).toMatchObject({ status: 409, body: { code: 'report-not-closed' } });
    close('looked-after');
    expect(await object()).toMatchObject({ status: 409, body: { code: 'objection-not-open' } });
  });

  it('with a wrong code or secret is the same bytes as to nothing, closed or not, used key or new', async () => {
    close('not-confirmed');
    const nothing = await object({ code: 'Z'.repeat(26) });
    expect(nothing.status).toBe(404);
    const wrong = await object({ secret: 'Z'.repeat(26) });
    await object({ key: 'the-key-of-the-objection' });
    const known = await object({ secret: 'Z'.repeat(26), key: 'the-key-of-the-objection' });
    for (const answer of [wrong, known]) expect([answer.status, answer.text]).toEqual([404, nothing.text]);
  });

  it('needs a reason, and takes 1,000 characters of it', async () => {
    close('not-confirmed');
    expect(await object({ reason: '' })).toMatchObject({ status: 400, body: { errors: [{ path: '/reason' }] } });
    expect((await object({ reason: '难'.repeat(1_001) })).status).toBe(400);
    expect((await object({ reason: '难'.repeat(1_000) })).status).toBe(202);
  });
});

it('a report that is due in a year whose holidays are not announced says that the day may move', async () => {
  const before = world.submissions.get(receipt.trackingCode);
  if (before === undefined) throw new Error('no such report');
  world.submissions.set(receipt.trackingCode, { ...before, report: { ...before.report, dueAtOfficial: false } });
  const { body: followed } = await world.follow(receipt.trackingCode, receipt.secret);
  expect(followed).toMatchObject({ dueAtOfficial: false, dueAtNote: { zh: expect.stringContaining('放假安排') } });
});
