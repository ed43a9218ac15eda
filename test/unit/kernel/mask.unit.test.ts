import { describe, expect, it } from 'vitest';
import { base32, foldBase32 } from '#shared/kernel/base32.ts';
import { maskIdNumber, maskName, maskPhone } from '#shared/kernel/mask.ts';

describe('a mask', () => {
  it.each([
    ['张', '*'],
    ['王五', '王*'],
    ['张小三', '张*三'],
    ['欧阳小明', '欧**明'],
    ['𠮷野家', '𠮷*家'],
  ])('of the name %s is %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('of numbers leaves the ends', () => {
    expect(maskIdNumber('330102199001018531')).toBe('330***********8531');
    expect(maskPhone('13812345678')).toBe('138****5678');
  });
});

describe('a code in base32', () => {
  it('has 26 characters for 16 bytes and none that looks like another', () => {
    const code = base32(new Uint8Array(16).fill(255));
    expect(code).toHaveLength(26);
    expect(base32(Buffer.from('hello'))).toBe('D1JPRV3F');
  });

  it('is read as people copy it', () => {
    expect(foldBase32(' d1jp-rv3f ')).toBe('D1JPRV3F');
    expect(foldBase32('oil')).toBe('011');
  });
});
