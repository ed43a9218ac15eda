import { describe, expect, it } from 'vitest';
import { listFact, readEvent, recipientEvent, recipientFact } from '#shared/contracts/source-events.ts';
import { events } from '#shared/contracts/source-examples.ts';
import { readSourceRow } from '#shared/contracts/source-rows.ts';
import { commandBatch, openSourceBatch, sourceStep } from '#shared/domain/sources/batch.ts';
import { closes } from '#shared/domain/sources/close.ts';
import { factCommands, factContent, weigh } from '#shared/domain/sources/decide.ts';
import { missedTurn } from '#shared/domain/sources/missing.ts';
import { endsByFile, rowFact } from '#shared/domain/sources/rows.ts';
import type { SourceBatch, SourceClaim } from '#shared/domain/sources/types.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { sourceOf } from '#shared/reference/sources.ts';
import { sources } from '#shared/reference/words.ts';

const NOW = new Date('2026-11-24T02:00:00.000Z');
const manifest = {
  rows: 1,
  sha256: 'a'.repeat(64),
  period: '2026-10',
  sequence: 1,
  format: 'csv',
  encoding: 'utf-8',
  mode: 'full',
} as const;
const batchOf = (over: Partial<SourceBatch> = {}): SourceBatch => ({
  ...openSourceBatch('B', 'trade-union', manifest, NOW).batch,
  ...over,
});
const claim: SourceClaim = {
  source: 'trade-union',
  sourceKey: 'GH-1',
  personId: 'p',
  regionCode: '330102',
  at: '2026-11-01T00:00:00.000Z',
  mac: 'm',
  open: true,
  version: 1,
};
const person = { idNumber: '11010519491231002X', name: '陈小明', regionCode: '330102001' };

describe('the sources', () => {
  it('register by the assistance system alone', () => {
    expect(sources.filter((source) => sourceOf(source).layer === 'registered')).toEqual(['assistance-system']);
  });

  it.each(sources)('%s takes a row made of the examples of its columns', (source) => {
    const row = Object.fromEntries(sourceOf(source).columns.map(({ name, example }) => [name, example]));
    expect(readSourceRow(source, row, '2026-11-24')).toMatchObject({ ok: true });
  });
});

describe('an event', () => {
  it('is an example that its own schema takes', () => {
    expect(recipientEvent.safeParse(events[0]).success).toBe(true);
  });

  it('becomes commands: an entry, an end, a refusal, a risk, a death', () => {
    const told = { sourceKey: 'K', occurredAt: '2026-11-20T00:00:00Z', evidence: '文号', person };
    const kinds = (fact: Parameters<typeof factCommands>[0]) => factCommands(fact, undefined).map(({ kind }) => kind);
    const approved = { type: 'approved', ...told, category: 'marginal', from: '2026-11-20' } as const;
    expect(kinds(recipientFact(approved))).toEqual(['put-entry']);
    expect(kinds(recipientFact({ type: 'refused', ...told }))).toEqual(['refuse-application']);
    expect(kinds(recipientFact({ type: 'exited', ...told, cause: 'end-of-need' }))).toEqual(['put-entry', 'exit']);
    expect(kinds(recipientFact({ type: 'exited', ...told, cause: 'death' }))).toEqual(['record-death']);
    const { evidence: _, ...listed } = told;
    const risks = [{ kind: 'unemployment' as const, day: '2026-10-01' }];
    expect(kinds(listFact('trade-union', { type: 'risk', ...listed, risks }))).toEqual(['add-risk']);
    expect(kinds(listFact('trade-union', { type: 'listed', ...listed, risks }))).toEqual(['put-entry', 'add-risk']);
    expect(recipientFact(approved).at).toBe('2026-11-20T00:00:00.000Z');
  });

  it('is refused where it is reversed, without risks, or keyed by an identity number', () => {
    const listed = { sourceKey: 'K', occurredAt: '2026-11-20T00:00:00Z', person };
    const codes = (event: object) => {
      const read = readEvent('trade-union', event);
      return read.ok ? [] : read.error.issues.map(({ message, path }) => [path.join('/'), message]);
    };
    expect(codes({ ...listed, from: '2026-11-20', until: '2026-11-19' })).toEqual([['until', 'until-before-from']]);
    expect(codes({ ...listed, type: 'risk' })).toEqual([['risks', 'required']]);
    expect(codes({ ...listed, sourceKey: person.idNumber })).toEqual([['sourceKey', 'source-key-identity']]);
    expect(codes(listed)).toEqual([]);
  });
});

describe('a word and its key', () => {
  it('is weighed by the time of its source', () => {
    expect(weigh(undefined, claim.at, 'm')).toBe('new');
    expect(weigh(claim, '2026-10-31T00:00:00.000Z', 'x')).toBe('older');
    expect(weigh(claim, '2026-11-02T00:00:00.000Z', 'm')).toBe('unchanged');
    expect(weigh(claim, '2026-11-02T00:00:00.000Z', 'x')).toBe('newer');
    expect(weigh({ ...claim, open: false }, '2026-11-02T00:00:00.000Z', 'x')).toBe('new');
  });

  it('says the same in another period', () => {
    const row = { sourceKey: 'K', person, naming: { category: 'hardship-worker', from: '2026-01-05' } } as const;
    const october = factContent(rowFact(batchOf(), row));
    const november = factContent(rowFact(batchOf({ manifest: { ...manifest, period: '2026-11' } }), row));
    expect(november).toBe(october);
  });
});

describe('a full list', () => {
  const list = { at: NOW.toISOString(), lists: new Set(['']) };

  it('closes what is open, on its lists, not over and not said later', () => {
    expect(closes(claim, list)).toBe(true);
    expect(closes({ ...claim, open: false }, list)).toBe(false);
    expect(closes({ ...claim, list: 'other' }, list)).toBe(false);
    expect(closes({ ...claim, at: '2026-11-25T00:00:00.000Z' }, list)).toBe(false);
    expect(closes({ ...claim, until: '2026-11-23' }, list)).toBe(false);
    expect(closes({ ...claim, until: '2026-11-24' }, list)).toBe(true);
  });

  it('of the assistance system may not say that an assistance is over', () => {
    const row = {
      sourceKey: 'K',
      person,
      naming: { category: 'marginal', from: '2026-01-05', until: '2026-10-31' },
    } as const;
    const fact = rowFact(batchOf({ source: 'assistance-system' }), row);
    expect(endsByFile({ ...claim, source: 'assistance-system' }, fact, '2026-11-24')).toBe(true);
    expect(endsByFile(undefined, fact, '2026-11-24')).toBe(false);
    expect(endsByFile(claim, rowFact(batchOf(), row), '2026-11-24')).toBe(false);
  });
});

describe('a batch', () => {
  it('is taken up where it stands', () => {
    expect(sourceStep(batchOf(), NOW)).toBe('look-for-file');
    expect(sourceStep(batchOf(), new Date('2026-11-26T00:00:00.000Z'))).toBe('expire');
    expect(sourceStep(batchOf({ status: 'verifying' }), NOW)).toBe('verify');
    const applying = { status: 'applying', chunks: 2, closings: 1 } as const;
    expect(sourceStep(batchOf({ ...applying, received: 3 }), NOW)).toBe('complete');
    expect(sourceStep(batchOf({ ...applying, received: 2, seen: 1 }), NOW)).toBe('wait');
    expect(sourceStep(batchOf({ ...applying, received: 2, seen: 2 }), NOW)).toBe('send-missing');
    expect(sourceStep(batchOf({ status: 'held' }), NOW)).toBe('nothing');
  });

  it('is released only when held, and taken back only when held or done', () => {
    const answer = (status: SourceBatch['status'], command: 'apply' | 'release' | 'undo') => {
      const move = commandBatch(batchOf({ status }), command, NOW);
      return move.ok ? move.value.status : move.error.code;
    };
    expect([answer('held', 'release'), answer('done', 'release')]).toEqual(['verifying', 'batch-state']);
    expect([answer('held', 'undo'), answer('done', 'undo')]).toEqual(['undone', 'applying']);
    expect([answer('applying', 'undo'), answer('undone', 'undo')]).toEqual(['batch-state', 'batch-state']);
    expect([answer('planned', 'apply'), answer('done', 'apply')]).toEqual(['planned', 'batch-state']);
  });
});

describe('a list that should have come', () => {
  const last = { batchId: 'B', period: '2026-09', rows: 1, at: '2026-10-01T00:00:00.000Z' };
  const policy = policyFor('2026-11-24').lists;

  it('is missing after its cycle and the days of grace, and never where none was ever brought as a list', () => {
    const daysLater = (days: number) => new Date(Date.parse(last.at) + days * 86_400_000);
    expect(missedTurn('disabled-persons-federation', last, daysLater(40), policy)).toBeUndefined();
    expect(missedTurn('disabled-persons-federation', last, daysLater(42), policy)).toBe(1);
    expect(missedTurn('disabled-persons-federation', last, daysLater(73), policy)).toBe(2);
    expect(missedTurn('trade-union', last, daysLater(73), policy)).toBeUndefined();
    expect(missedTurn('visit', last, daysLater(4_000), policy)).toBeUndefined();
  });
});
