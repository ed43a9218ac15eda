import { describe, expect, it } from 'vitest';
import { openBatch } from '#shared/domain/collisions/open.ts';
import { ChunkPlanner } from '#shared/domain/collisions/plan.ts';
import { resumeStep } from '#shared/domain/collisions/resume.ts';
import { claimSequence } from '#shared/domain/collisions/sequence.ts';
import type { FeedBatch, Inspection, Manifest } from '#shared/domain/collisions/types.ts';
import { judgeFile, judgeShape } from '#shared/domain/collisions/verify.ts';
import { policyFor } from '#shared/policy/policy.ts';

const NOW = new Date('2026-11-24T02:00:00.000Z');
const HASH = 'a'.repeat(64);
const manifest: Manifest = {
  rows: 2,
  sha256: HASH,
  period: '2026-10',
  sequence: 5,
  format: 'csv',
  encoding: 'utf-8',
  mode: 'full',
};
const aBatch = (over: Partial<FeedBatch> = {}): FeedBatch => ({
  ...openBatch('B1', 'death', manifest, NOW).batch,
  ...over,
});
const codes = (reasons: readonly { code: string }[]) => reasons.map(({ code }) => code);

describe('the sequence of a feed', () => {
  const head = { sequence: 5, batchId: 'B1', floor: 3 };
  const entry = { batchId: 'B1', sha256: HASH };
  const live = { head, headBatch: aBatch({ status: 'done' }), entry, entryBatch: aBatch({ status: 'done' }) };
  const dead = { head, headBatch: aBatch({ status: 'refused' }), entry, entryBatch: aBatch({ status: 'refused' }) };

  it('begins anywhere and only grows', () => {
    expect(claimSequence(0, HASH, {})).toEqual({ ok: true, value: { kind: 'new', floor: -1 } });
    expect(claimSequence(9, HASH, { head, headBatch: aBatch() })).toEqual({
      ok: true,
      value: { kind: 'new', floor: 5 },
    });
    expect(claimSequence(4, HASH, { head, headBatch: aBatch() })).toEqual({
      ok: false,
      error: { code: 'batch-sequence' },
    });
    expect(claimSequence(5, 'b'.repeat(64), live)).toEqual({ ok: false, error: { code: 'batch-sequence' } });
  });

  it('answers the same file with its first batch', () => {
    expect(claimSequence(5, HASH, live)).toMatchObject({
      ok: true,
      value: { kind: 'first', batch: { batchId: 'B1' } },
    });
  });

  it('is not blocked by a batch that was refused', () => {
    expect(claimSequence(5, HASH, dead)).toEqual({ ok: true, value: { kind: 'new', floor: 3 } });
    expect(claimSequence(4, HASH, { head, headBatch: aBatch({ status: 'expired' }) }).ok).toBe(true);
    expect(claimSequence(3, HASH, { head, headBatch: aBatch({ status: 'refused' }) }).ok).toBe(false);
  });
});

describe('a file', () => {
  const found: Inspection = {
    sha256: HASH,
    bytes: 10,
    rows: 2,
    rejected: 0,
    columns: ['id_number', 'name', 'date'],
    text: { beyondAscii: 2, asDeclared: 2, asUtf8: 2 },
  };
  const judge = (over: Partial<Inspection>, changes: Partial<Manifest> = {}) =>
    codes(judgeFile(aBatch({ manifest: { ...manifest, ...changes } }), { ...found, ...over }));

  it('that is as registered is taken', () => expect(judge({})).toEqual([]));
  it('is refused for hash, size and rows', () => {
    expect(judge({ sha256: 'b'.repeat(64) })).toEqual(['hash-differs']);
    expect(judge({}, { bytes: 11 })).toEqual(['size-differs']);
    expect(judge({ rows: 3 })).toEqual(['rows-differ']);
  });
  it('is refused for its columns', () => {
    expect(judge({ columns: ['id_number', 'date'] })).toEqual(['columns-missing']);
    expect(judge({ columns: ['id_number', 'name', 'date', 'phone'] })).toEqual(['columns-unknown']);
    expect(judge({ columns: ['id_number', 'name', 'date', 'date'] })).toEqual(['columns-unknown']);
  });
  it('is refused in another encoding than registered, and not for a single bad row', () => {
    expect(judge({ text: { beyondAscii: 9, asDeclared: 1, asUtf8: 1 } })).toEqual(['encoding-differs']);
    expect(judge({ text: { beyondAscii: 9, asDeclared: 8, asUtf8: 8 } })).toEqual([]);
    expect(judge({ text: { beyondAscii: 9, asDeclared: 9, asUtf8: 9 } }, { encoding: 'gb18030' })).toEqual([
      'encoding-differs',
    ]);
  });
});

describe('the circuit breaker', () => {
  const limits = policyFor('2026-11-24').breaker;
  it('leaves small batches alone', () => {
    expect(judgeShape({ rows: 999, rejected: 999, rowsBefore: 5_000 }, limits)).toEqual([]);
  });
  it('holds a batch that shrank, cannot be read, or turns too many', () => {
    expect(codes(judgeShape({ rows: 1_400, rejected: 0, rowsBefore: 2_000 }, limits))).toEqual(['batch-shrank']);
    expect(codes(judgeShape({ rows: 1_401, rejected: 0, rowsBefore: 2_000 }, limits))).toEqual([]);
    expect(codes(judgeShape({ rows: 1_000, rejected: 200 }, limits))).toEqual(['batch-rejects']);
    expect(codes(judgeShape({ rows: 1_000, rejected: 0, sample: { rows: 100, turned: 25 } }, limits))).toEqual([
      'batch-flips',
    ]);
  });
});

describe('the plan', () => {
  it('covers every row once, at the ends of records', () => {
    const planner = new ChunkPlanner(4_500);
    for (let row = 0; row < 4_500; row += 1) planner.add(20 + row * 10, 30 + row * 10, row === 2_100);
    const plan = planner.finish();
    expect(plan.map(({ firstRow, rows }) => [firstRow, rows])).toEqual([
      [1, 2_000],
      [2_001, 2_000],
      [4_001, 500],
    ]);
    expect(plan.map(({ from, to }) => [from, to])).toEqual([
      [20, 20_020],
      [20_020, 40_020],
      [40_020, 45_020],
    ]);
    expect(plan.map(({ duplicates }) => duplicates)).toEqual([[], [2_101], []]);
  });
});

describe('the schedule', () => {
  const later = new Date('2026-11-25T02:00:00.001Z');
  it.each([
    ['looks for the file', aBatch(), NOW, 'look-for-file'],
    ['gives a file up after a day', aBatch(), later, 'expire'],
    ['verifies again', aBatch({ status: 'verifying' }), NOW, 'verify'],
    ['sends the chunks again', aBatch({ status: 'planned' }), NOW, 'verify'],
    ['leaves alone what goes on', aBatch({ status: 'applying', chunks: 3, received: 1, seen: 0 }), NOW, 'wait'],
    ['sends what is missing', aBatch({ status: 'applying', chunks: 3, received: 1, seen: 1 }), NOW, 'send-missing'],
    ['closes', aBatch({ status: 'applying', chunks: 3, received: 3 }), NOW, 'complete'],
    ['lets a held one wait for a person', aBatch({ status: 'held' }), NOW, 'nothing'],
  ] as const)('%s', (_, batch, now, step) => expect(resumeStep(batch, now)).toBe(step));
});
