import { describe, expect, it } from 'vitest';
import { readFeedRow } from '#shared/contracts/feed-rows.ts';
import { feedOf, feedTypes } from '#shared/reference/feeds.ts';

const TODAY = '2026-11-24';
const row = { id_number: '11010519491231002X', name: '陈小明', date: '2025-10-08' };
const read = (over: Record<string, string>) => readFeedRow('death', { ...row, ...over }, TODAY);

describe('a row of a feed', () => {
  it.each([
    ['lower-case x', '11010519491231002x'],
    ['full width', '１１０１０５１９４９１２３１００２Ｘ'],
    ['15 digits', '110105491231002'],
    ['spaces', ' 110105 19491231 002X '],
  ])('takes the number in %s', (_, idNumber) => {
    expect(read({ id_number: idNumber })).toMatchObject({ ok: true, value: { idNumber: '11010519491231002X' } });
  });

  it.each([
    ['a wrong check digit', { id_number: '110105194912310021' }, 'id_number', 'id-number-check-digit'],
    ['an empty number', { id_number: '' }, 'id_number', 'id-number-shape'],
    ['a formula', { name: '=HYPERLINK("x")' }, 'name', 'formula-like'],
    ['a full-width formula', { name: '＝1+1' }, 'name', 'formula-like'],
    ['swapped columns', { id_number: '陈小明', name: '11010519491231002X' }, 'id_number', 'columns-swapped'],
    ['a day that does not exist', { date: '2025-02-29' }, 'date', 'day-impossible'],
    ['a day to come', { date: '2026-11-25' }, 'date', 'day-in-future'],
    ['a day before birth', { date: '1949-12-30' }, 'date', 'day-before-birth'],
    ['a region that never was', { region_code: '339999' }, 'region_code', 'region-unknown'],
    ['an empty name', { name: ' ' }, 'name', 'required'],
    ['a column that is not there', { phone: '13800000000' }, 'phone', 'unknown-field'],
  ])('rejects %s', (_, over, field, code) => {
    expect(read(over)).toEqual({ ok: false, error: { field, code } });
  });

  it('takes an abolished county for its successor', () => {
    expect(read({ region_code: '330103' })).toMatchObject({ ok: true, value: { regionCode: '330105' } });
  });

  it('reads yuan with two decimals as fen', () => {
    const medical = (amount: string) => readFeedRow('medical-expense', { ...row, amount }, TODAY);
    expect(medical('86400.5')).toMatchObject({ value: { amountFen: 8_640_050 } });
    for (const amount of ['-1.00', '1,000.00', '1.005', 'abc', '']) {
      expect(medical(amount)).toMatchObject({ ok: false, error: { field: 'amount', code: 'amount' } });
    }
  });

  it.each(feedTypes)('of %s reads the example that its columns show', (type) => {
    const example = Object.fromEntries(feedOf(type).columns.map(({ name, example: cell }) => [name, cell]));
    expect(readFeedRow(type, example, TODAY)).toMatchObject({ ok: true });
  });
});
