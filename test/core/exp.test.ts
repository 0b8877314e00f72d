import { expect, test } from 'vitest';
import { exp } from '../../src/domain/exp';

test('is e^x, within one unit in the last place of the engine', () => {
  for (let step = 0; step <= 20_000; step++) {
    const x = -0.5 + step * 0.000_025;
    const theirs = Math.exp(x);
    expect(Math.abs(exp(x) - theirs)).toBeLessThanOrEqual(theirs * 2 ** -52);
  }
});

test('meets the values that are known', () => {
  expect(exp(0)).toBe(1);
  expect(exp(-0.5)).toBeCloseTo(0.606_530_659_712_633_4, 15);
  expect(exp(-0.5) * exp(0.5)).toBeCloseTo(1, 15);
});
