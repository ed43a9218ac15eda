import { describe, expect, it } from 'vitest';
import { covers, regionLevel, regionPrefix } from '#shared/kernel/region-code.ts';

describe('a region code', () => {
  it.each([
    ['330000', 'province', '33'],
    ['330100', 'prefecture', '3301'],
    ['330110', 'county', '330110'],
    ['330102010', 'township', '330102010'],
    ['330102010000', 'village', '330102010000'],
  ])('%s is a %s and begins with %s, whatever zeros it ends in', (code, level, prefix) => {
    expect(regionLevel(code)).toBe(level);
    expect(regionPrefix(code)).toBe(prefix);
  });

  it.each(['', '33', '3301020', '33010200x', '3301020000000'])('%s is none', (code) => {
    expect(regionLevel(code)).toBeUndefined();
    expect(covers(code, '330102')).toBe(false);
  });

  it('covers itself and what lies below it, and nothing beside it', () => {
    expect(covers('330000', '330102001051')).toBe(true);
    expect(covers('330100', '330102')).toBe(true);
    expect(covers('330102', '330102')).toBe(true);
    expect(covers('330102', '330105')).toBe(false);
    expect(covers('330102001', '330102')).toBe(false);
    expect(covers('330100', '331002')).toBe(false);
  });
});
