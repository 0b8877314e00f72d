import { expect, test } from 'vitest';
import { distanceMetres } from '../../src/domain/ellipsoid';
import { matrixStraight, nearestStraight, straightDemand, straightNearest } from '../../src/routing/straight';
import { createRandom } from './routing-cases';

function scatter(count: number, seed: number) {
  const random = createRandom(seed);
  return {
    lons: Float64Array.from({ length: count }, () => 116.3 + random() * 0.1),
    lats: Float64Array.from({ length: count }, () => 39.9 + random() * 0.1),
  };
}

const places = scatter(400, 1);
const doors = scatter(60, 2);
// 30 facilities of two entrances each.
const first = Int32Array.from({ length: 31 }, (_, f) => 2 * f);
const entrances = { first, ...doors };
const detour = 1.3;

const between = (k: number, i: number) =>
  distanceMetres(places.lons[k], places.lats[k], doors.lons[i], doors.lats[i]);
const toFacility = (k: number, f: number) => Math.min(between(k, 2 * f), between(k, 2 * f + 1));

test('the nearest straight metres equal brute force', () => {
  const nearest = straightNearest(places.lons, places.lats, doors.lons, doors.lats);
  nearest.forEach((metres, k) =>
    expect(metres).toBe(Math.min(...Array.from(doors.lons, (_, i) => between(k, i)))),
  );
  expect(straightNearest(places.lons, places.lats, new Float64Array(0), new Float64Array(0))[0]).toBe(
    Infinity,
  );
});

test('the nearest of some facilities is straight line × detour, of the least entrance', () => {
  const sites = Int32Array.of(3, 7, 20, 29);
  const nearest = nearestStraight(places.lons, places.lats, entrances, sites, detour);
  for (let k = 0; k < 400; k++) {
    const best = [...sites].sort((a, b) => toFacility(k, a) - toFacility(k, b))[0];
    expect(nearest.facility[k]).toBe(best);
    expect(nearest.metres[k]).toBeCloseTo(detour * toFacility(k, best), 9);
    expect(nearest.effectiveMm[k]).toBe(Math.round(nearest.metres[k] * 1000));
  }
});

test('the matrix holds each pair within the limit once, by the nearer entrance', async () => {
  const limit = 2000;
  const matrix = await matrixStraight(places.lons, places.lats, entrances, detour, limit);
  let pairs = 0;
  for (let f = 0; f < 30; f++) {
    const row = new Map<number, number>();
    for (let i = matrix.first[f]; i < matrix.first[f + 1]; i++) row.set(matrix.point[i], matrix.mm[i]);
    expect(row.size).toBe(matrix.first[f + 1] - matrix.first[f]);
    for (let k = 0; k < 400; k++) {
      const mm = Math.round(detour * toFacility(k, f) * 1000);
      expect(row.get(k)).toBe(mm <= limit * 1000 ? mm : undefined);
    }
    pairs += row.size;
  }
  expect(pairs).toBeGreaterThan(500);
});

test('ties go to the lowest facility, whichever side it lies on', () => {
  const lons = Float64Array.of(100, 100, 100);
  const lats = Float64Array.of(0.001, -0.001, 0.001);
  const three = { first: Int32Array.of(0, 1, 2, 3), lons, lats };
  const at = { lons: Float64Array.of(100), lats: Float64Array.of(0) };
  const nearest = (sites: number[]) =>
    nearestStraight(at.lons, at.lats, three, Int32Array.from(sites), 1).facility[0];
  expect(nearest([0, 1, 2])).toBe(0);
  expect(nearest([2, 1])).toBe(1);
  expect(nearest([])).toBe(-1);
});

test('demand without streets is one point a row', () => {
  const demand = straightDemand(3);
  expect([...demand.first]).toEqual([0, 1, 2, 3]);
  expect([...demand.share]).toEqual([1, 1, 1]);
});
