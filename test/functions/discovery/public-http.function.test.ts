import { describe, expect, it } from 'vitest';
import { discoveryOperations, followedReport, receipt } from '#shared/contracts/discovery.ts';
import { intakeWorld } from './intake-world.ts';

const silent = { info: () => {}, error: () => {} };
const report = discoveryOperations.submitReport.request.example;

describe('POST /v1/reports', () => {
  it('answers with code, secret and due date once all of it is stored together', async () => {
    const world = intakeWorld(silent);
    const { status, body, headers } = await world.submit(report);
    expect(status).toBe(202);
    expect(headers['cache-control']).toBe('no-store');
    expect(receipt.parse(body)).toEqual(body);
    expect(body.dueAt).toBe('2026-12-01T15:59:59.999Z');
    const submission = world.submissions.get(body.trackingCode);
    expect(submission?.workOrder).toMatchObject({ state: 'issued', regionCode: '330102001', version: 1 });
    expect(submission?.message).toMatchObject({
      type: 'work-order.issued',
      subject: { id: submission?.workOrder.workOrderId },
    });
    expect(JSON.stringify(submission?.message)).not.toContain(report.subject.name);
    expect(JSON.stringify(submission?.report)).not.toContain(report.subject.name);
  });

  it('keeps of key and body no more than keyed tokens', async () => {
    const world = intakeWorld(silent);
    await world.submit(report, 'the-key-itself-in-clear');
    const marks = JSON.stringify([...world.marks]);
    expect(marks).not.toContain('the-key-itself');
    expect(marks).not.toContain(report.subject.name);
    expect(marks).toMatch(/trackingCode/);
  });

  it('answers the same request again with the same bytes, another body with 422, and stores neither', async () => {
    const world = intakeWorld(silent);
    const first = await world.submit(report);
    expect((await world.submit(report)).text).toBe(first.text);
    const other = await world.submit({ ...report, urgency: 'urgent' });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(world.submissions.size).toBe(1);
    expect((await world.submit({ ...report, urgency: 'urgent' }, 'another-key-of-letters')).status).toBe(202);
  });

  it('answers the same request again after a rotation of the secret, and another body with 422', async () => {
    const world = intakeWorld(silent);
    const first = await world.submit(report);
    world.limits.keys = ['second', 'mac'];
    expect((await world.submit(report)).text).toBe(first.text);
    world.limits.keys = ['third', 'second', 'mac'];
    expect((await world.submit(report)).text).toBe(first.text);
    expect((await world.submit({ ...report, urgency: 'urgent' })).status).toBe(422);
    expect(world.submissions.size).toBe(1);
    expect((await world.submit(report, 'another-key-of-letters')).status).toBe(202);
    expect((await world.submit(report, 'another-key-of-letters')).status).toBe(202);
    expect(world.submissions.size).toBe(2);
  });

  it('does not say 202 when the store fails: 503 when it will pass, else 500, with nothing of the fault', async () => {
    for (const [name, status] of [
      ['ProvisionedThroughputExceededException', 503],
      ['TransactionConflictException', 503],
      ['AccessDeniedException', 500],
      ['TypeError', 500],
    ] as const) {
      const fault = Object.assign(new Error('the inside of the store'), { name });
      const world = intakeWorld(silent, { submit: () => Promise.reject(fault) });
      const answer = await world.submit(report);
      expect([name, answer.status]).toEqual([name, status]);
      expect(answer.headers['retry-after']).toBe(status === 503 ? '5' : undefined);
      expect(answer.text).not.toMatch(/inside|Exception|TypeError/);
    }
  });

  it('refuses a region that the tree does not have, and draws no id for it', async () => {
    const world = intakeWorld(silent);
    const { status, body } = await world.submit({ subject: { ...report.subject, regionCode: '330102999' } });
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ path: '/subject/regionCode', code: 'region-unknown' })]);
    expect(world.submissions.size).toBe(0);
  });
});

describe('GET /v1/reports/{trackingCode}', () => {
  it('shows what the public may know, by its contract', async () => {
    const world = intakeWorld(silent);
    const { body: sent } = await world.submit(report);
    const { status, body } = await world.follow(sent.trackingCode, sent.secret);
    expect(status).toBe(200);
    expect(followedReport.parse(body)).toEqual(body);
    expect(Object.keys(body).sort()).toEqual(['dueAt', 'status', 'timeline']);
  });

  it('answers an unknown code, a wrong secret and none with the same bytes, after the same work', async () => {
    let looked = 0;
    const world = intakeWorld(silent);
    const { body: sent } = await world.submit(report);
    const counting = intakeWorld(silent, {
      findReport: async (code) => {
        looked += 1;
        return world.store.findReport(code);
      },
    });
    const answers = [
      await counting.follow('0000000000000000000000000', sent.secret),
      await counting.follow(sent.trackingCode, '0000000000000000000000000'),
      await counting.follow(sent.trackingCode, ''),
      await counting.follow('é%', '💥'),
    ];
    expect(new Set(answers.map(({ status, text, headers }) => JSON.stringify([status, text, headers]))).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
    expect(looked).toBe(answers.length);
  });

  it('reads code and secret as they are copied by hand', async () => {
    const world = intakeWorld(silent);
    const { body: sent } = await world.submit(report);
    const copied = (text: string) =>
      text
        .toLowerCase()
        .replaceAll('0', 'O')
        .replaceAll('1', 'l')
        .replace(/(.{4})/g, '$1-');
    expect((await world.follow(copied(sent.trackingCode), copied(sent.secret))).status).toBe(200);
  });
});
