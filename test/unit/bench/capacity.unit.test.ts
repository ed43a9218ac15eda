import { describe, expect, it } from 'vitest';
import { itemBytes, writeUnits } from '../../../bench/capacity.ts';

const layer = { name: 'layer', partition: 'layerPk', sort: 'layerSk', carries: ['categories'] } as const;
const item = { pk: 'P#1', sk: 'STATE', layerPk: '330102#registered', layerSk: '330102001#1', categories: ['marginal'] };
const text = (bytes: number) => 'x'.repeat(bytes);

describe('bytes of an item', () => {
  it.each([
    [{ a: '救助' }, 7],
    [{ a: 0 }, 3],
    [{ a: 12 }, 3],
    [{ a: -12 }, 4],
    [{ a: 1_234_567 }, 6],
    [{ a: 1_000_000 }, 3],
    [{ a: true }, 2],
    [{ a: undefined }, 0],
    [{ a: [] }, 4],
    [{ a: ['bc', 'd'] }, 9],
    [{ a: { b: 'c' } }, 7],
    [{ a: new Uint8Array(10) }, 11],
  ])('%j: %i', (given, bytes) => {
    expect(itemBytes(given)).toBe(bytes);
  });
});

describe('write units', () => {
  it('are a kibibyte each, begun ones whole', () => {
    expect(writeUnits({ after: { pk: text(1_022) } }, [])).toBe(1);
    expect(writeUnits({ after: { pk: text(1_023) } }, [])).toBe(2);
  });

  it('follow the larger of what was and what is', () => {
    expect(writeUnits({ before: { pk: 'a', x: text(3_000) }, after: { pk: 'a' } }, [])).toBe(3);
  });

  it('count a new item in an index once, and one without its keys not at all', () => {
    expect(writeUnits({ after: item }, [layer])).toBe(2);
    expect(writeUnits({ after: { pk: 'K#1', sk: 'LOOKUP' } }, [layer])).toBe(1);
  });

  it('count nothing in an index where nothing that it holds has changed', () => {
    expect(writeUnits({ before: item, after: { ...item, version: 2 } }, [layer])).toBe(1);
  });

  it('count once what an index carries, and twice a change of its key', () => {
    expect(writeUnits({ before: item, after: { ...item, categories: [] } }, [layer])).toBe(2);
    expect(writeUnits({ before: item, after: { ...item, layerPk: '330102#exited' } }, [layer])).toBe(3);
  });

  it('count an item that leaves an index once', () => {
    const { layerPk: _, ...left } = item;
    expect(writeUnits({ before: item, after: left }, [layer])).toBe(2);
  });

  it('are twice as many for the item in a transaction; its indexes follow once', () => {
    expect(writeUnits({ after: item, transactional: true }, [layer])).toBe(3);
  });
});
