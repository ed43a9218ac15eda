import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn, canonicalIdNumber, idNumberCheckCharacter } from '#shared/kernel/id-number.ts';

const withCheck = (first17: string): string => first17 + idNumberCheckCharacter(first17);

describe('a resident identity number', () => {
  it('is right as the standard prints it', () => {
    expect(canonicalIdNumber('11010519491231002X')).toEqual({ ok: true, value: '11010519491231002X' });
  });

  it.each([
    ['lower-case x', '11010519491231002x'],
    ['full-width characters', '１１０１０５１９４９１２３１００２Ｘ'],
    ['spaces', ' 110105 19491231 002X '],
    ['the 15 digits of an old card', '110105491231002'],
  ])('is read with %s', (_, typed) => {
    expect(canonicalIdNumber(typed)).toEqual({ ok: true, value: '11010519491231002X' });
  });

  it.each([
    ['a wrong last character', '110105194912310021', 'id-number-check-digit'],
    ['a month that does not exist', withCheck('11010519491331002'), 'id-number-birth-date'],
    ['29 February of a common year', withCheck('11010519500229002'), 'id-number-birth-date'],
    ['17 digits', '11010519491231002', 'id-number-shape'],
    ['19 digits', '1101051949123100200', 'id-number-shape'],
    ['letters', 'ABCDEFGHIJKLMNOPQR', 'id-number-shape'],
    ['nothing', '', 'id-number-shape'],
  ])('with %s says so', (_, typed, code) => {
    expect(canonicalIdNumber(typed)).toEqual({ ok: false, error: code });
  });

  it('is never rejected for its area: an abolished code, or none that ever was', () => {
    expect(canonicalIdNumber(withCheck('33010419600101123')).ok).toBe(true);
    expect(canonicalIdNumber(withCheck('99999919600101123')).ok).toBe(true);
  });

  it('with one digit changed is not right any more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const digits = [...'11010519491231002'];
        digits[place] = String((Number(digits[place]) + by) % 10);
        expect(canonicalIdNumber(`${digits.join('')}X`).ok).toBe(false);
      }),
    );
  });

  it('tells the age in full years', () => {
    expect(ageOn('11010519491231002X', '2026-12-30')).toBe(76);
    expect(ageOn('11010519491231002X', '2026-12-31')).toBe(77);
  });
});
