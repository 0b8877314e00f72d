import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NodeIndex } from '../../src/intake/node-index';

const id = fc.oneof(
  fc.integer({ min: -200, max: 200 }),
  fc.integer({ min: 13_000_000_000, max: 13_000_000_500 }),
  fc.maxSafeInteger(),
);

describe('NodeIndex', () => {
  it.each([
    ['ascending', (ids: number[]) => ids.toSorted((a, b) => a - b)],
    ['any', (ids: number[]) => ids],
  ])('finds what a Map finds, ids in %s order', (_, arrange) => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 400 }), fc.array(id, { maxLength: 100 }), (some, others) => {
        const ids = arrange(some);
        // Room after the last id must not be read as ids.
        const index = new NodeIndex(Float64Array.from([...ids, 0, 0, 0]), ids.length);
        const map = new Map(ids.map((one, position) => [one, position]));
        for (const one of [...ids, ...others]) expect(index.find(one)).toBe(map.get(one) ?? -1);
      }),
    );
  });

  it('finds nothing in nothing', () => {
    expect(new NodeIndex(new Float64Array(0), 0).find(1)).toBe(-1);
    expect(new NodeIndex(Float64Array.of(1), 1).find(NaN)).toBe(-1);
  });
});
