import { describe, expect, it } from 'vitest';
import { suspectDuplicate } from '#shared/domain/identity/suspect.ts';
import type { Compared } from '#shared/domain/identity/types.ts';
import { idNumberCheckCharacter } from '#shared/kernel/id-number.ts';

const number = (first17: string) => first17 + idNumberCheckCharacter(first17);
const NUMBER = number('33010219491231002');

type Given = Partial<{
  id: string;
  name: string;
  reading: string;
  idNumber: string;
  phone: string;
  regionCode: string;
  birthYear: number;
  mergedInto: string;
}>;

const record = (given: Given = {}): Compared => ({
  person: {
    personId: given.id ?? 'A',
    regionCode: given.regionCode ?? '330102001051',
    layer: 'suspected',
    categories: [],
    entries: [],
    householdId: 'H',
    birthYear: given.birthYear ?? 1949,
    version: 1,
    createdAt: '2026-11-24T00:00:00Z',
    updatedAt: '2026-11-24T00:00:00Z',
    ...(given.mergedInto === undefined ? {} : { mergedInto: given.mergedInto }),
  },
  identity: {
    idNumber: given.idNumber ?? NUMBER,
    name: given.name ?? '陈小明',
    ...(given.phone === undefined ? {} : { phone: given.phone }),
  },
  reading: given.reading ?? 'chen xiao ming',
});
const other = (given: Given = {}) => record({ id: 'B', idNumber: number('33010219491231017'), ...given });
const codes = (one: Compared, two: Compared) => suspectDuplicate(one, two)?.map(({ code }) => code);

describe('two records are suspected to be of one person', () => {
  it('when name and day of birth are the same, and says what else speaks for it', () => {
    expect(codes(record(), other())).toEqual(['same-name', 'same-birth-day', 'same-township']);
  });

  it('when the names only read alike', () => {
    expect(codes(record(), other({ name: '陈晓明' }))).toContain('same-reading');
  });

  it('when the numbers differ by one digit, or two neighbours changed places, and the name is the same', () => {
    for (const slip of ['33010219491231003', '33010219491213002', '33010219491231020']) {
      expect(codes(record(), other({ idNumber: number(slip) }))).toContain('near-number');
    }
  });

  it('when one has no number, and name, year of birth and township agree', () => {
    const found = other({ idNumber: '' });
    expect(codes(record(), found)).toEqual(['same-name', 'same-birth-year', 'same-township']);
    expect(codes(record(), other({ idNumber: '', regionCode: '330102002001' }))).toBeUndefined();
    expect(codes(record(), other({ idNumber: '', regionCode: '330102' }))).toBeUndefined();
    expect(codes(record(), other({ idNumber: '', birthYear: 1950 }))).toBeUndefined();
  });

  it('when name and telephone agree', () => {
    const phone = '13800000000';
    const elsewhere = other({ idNumber: number('33010219630415017'), birthYear: 1963, phone, regionCode: '330105001' });
    expect(codes(record({ phone }), elsewhere)).toEqual(['same-name', 'same-phone']);
  });
});

describe('two records are not suspected', () => {
  it('for being twins, namesakes, or a family with one telephone', () => {
    expect(codes(record(), other({ name: '陈小红', reading: 'chen xiao hong' }))).toBeUndefined();
    expect(codes(record(), other({ idNumber: number('33010219630415017'), birthYear: 1963 }))).toBeUndefined();
    const phone = '13800000000';
    expect(codes(record({ phone }), other({ phone, name: '李四', reading: 'li si' }))).toBeUndefined();
  });

  it('when two digits differ that are no slip', () => {
    const far = other({ idNumber: number('33010119491231003'), name: '李四', reading: 'li si', phone: '1' });
    expect(codes(record({ phone: '1' }), far)).toBeUndefined();
  });

  it('when one is the other, or is merged already', () => {
    expect(codes(record(), record())).toBeUndefined();
    expect(codes(record(), other({ mergedInto: 'C' }))).toBeUndefined();
  });

  it('and it does not matter which comes first', () => {
    expect(codes(other(), record())).toEqual(codes(record(), other()));
  });
});
