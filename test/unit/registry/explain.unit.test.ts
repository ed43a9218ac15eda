import { describe, expect, it } from 'vitest';
import { explain } from '#shared/domain/registry/explain.ts';
import type { PersonState, SourceEntry } from '#shared/domain/registry/types.ts';
import { aListing, anEntry, aState, TODAY } from './some-entries.ts';

const said = (entries: readonly SourceEntry[], over: Partial<PersonState> = {}) =>
  explain(aState(entries, over), TODAY).map(({ code, text }) => [code, text.en]);

describe('why a person is in the layer', () => {
  it('by a decision that registers, with its reference and article', () => {
    expect(said([anEntry()])).toEqual([
      [
        'registered',
        'Registered since 2026-01-01 by the provincial assistance system: subsistence allowance, decision 杭民〔2026〕1号 (Zhejiang Social Assistance Regulations, art. 9).',
      ],
    ]);
  });

  it("by a department's list, with its name and period", () => {
    expect(said([aListing({ list: 'KNZG', period: '2026-10' })])).toEqual([
      ['listed', 'Suspected since 2026-02-01: on the list of the trade union (KNZG, 2026-10).'],
    ]);
    expect(said([aListing()])).toEqual([
      ['listed', 'Suspected since 2026-02-01: on the list of the trade union (worker in hardship).'],
    ]);
  });

  it('by an application that was refused', () => {
    const entry = aListing({ source: 'refused-application', from: '2026-09-01', until: '2027-03-01' });
    expect(said([entry])).toEqual([
      ['application-refused', 'An application was refused on 2026-09-01; watched over until 2027-03-01.'],
    ]);
  });

  it('by an exit a short while ago', () => {
    const entry = aListing({ source: 'recent-exit', from: '2026-09-01', until: '2027-03-01', evidence: 'X2' });
    expect(said([entry])).toEqual([
      [
        'recently-exited',
        'Left assistance on 2026-09-01 (decision X2); watched over until 2027-03-01, the end of the gradual exit.',
      ],
    ]);
  });

  it('by a discovery that was confirmed', () => {
    expect(said([aListing({ source: 'discovery' })])).toEqual([
      [
        'discovery-confirmed',
        'Reported by the public and confirmed by the locality on 2026-02-01: held as a suspected case of hardship.',
      ],
    ]);
  });

  it('by what a survey, a visit or a complaint found', () => {
    expect(said([aListing({ source: 'visit' })])).toEqual([
      ['observed', 'Hardship was found by a visit on 2026-02-01: held as a suspected case.'],
    ]);
  });

  it('by a hold, before the lists that go on', () => {
    const hold = { layer: 'registered', until: '2026-12-31', setBy: 'o', setAt: '2026-11-01T00:00:00.000Z' } as const;
    expect(said([aListing()], { hold }).map(([code]) => code)).toEqual(['held', 'listed']);
    expect(said([], { hold })).toEqual([['held', 'Held as registered until 2026-12-31 by decision.']]);
    expect(said([aListing()], { hold: { ...hold, until: '2026-11-23' } }).map(([code]) => code)).toEqual(['listed']);
  });

  it('by death, and then by nothing else', () => {
    const death = { day: '2026-11-20', source: 'assistance-system', evidence: 'D1' } as const;
    expect(said([anEntry()], { death })).toEqual([['died', 'Died on 2026-11-20 (evidence D1).']]);
  });

  it('by a merger', () => {
    expect(said([anEntry()], { mergedInto: 'other' }).map(([code]) => code)).toEqual(['merged']);
  });

  it('when nobody names the person any more: by the last who did', () => {
    const ended = [anEntry({ until: '2026-06-30', endEvidence: 'E1' }), aListing({ until: '2026-03-01' })];
    expect(said(ended)).toEqual([
      [
        'no-longer-named',
        'Named until 2026-06-30 by the provincial assistance system (subsistence allowance, decision E1); by nobody since.',
      ],
    ]);
  });

  it('in the same order whatever came first: decisions, then lists by the day on which they began', () => {
    const entries = [aListing(), anEntry(), aListing({ source: 'visit', from: '2026-01-15' })];
    expect(said(entries).map(([code]) => code)).toEqual(['registered', 'observed', 'listed']);
  });
});
