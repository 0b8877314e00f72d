import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Findings } from '../../src/domain/findings';
import { serviceBit } from '../../src/domain/service';
import { labelPlace, outlines } from '../../src/layers/areas';
import { hitGrid, visitBox } from '../../src/layers/hit-grid';
import { inOrder, layerOrder } from '../../src/layers/order';
import { palette, rgba } from '../../src/layers/palette';
import { distanceMetres } from '../../src/domain/ellipsoid';
import { createRandom } from '../../src/domain/random';
import { mostDots } from '../../src/layers/crowd';
import { dotRadius, elderDots, facilityMarks, markStates, reachShare } from '../../src/layers/points';

/** Four elder rows: reached, not, in part, unlinked; four facilities: open, unstated, closed, and one that offers nothing asked. */
function findings(): Findings {
  const linked = Uint8Array.of(1, 1, 1, 0);
  return {
    elders: {
      count: 4,
      lons: Float64Array.of(114, 114.01, 114.02, 114.03),
      lats: Float64Array.of(30, 30.01, 30.02, 30.03),
      elders: Float64Array.of(1, 4, 9, NaN),
      bands: { age80: Float64Array.of(0, 4, 1, NaN) },
    },
    facilities: {
      count: 4,
      lons: Float64Array.of(1, 2, 3, 4),
      lats: Float64Array.of(5, 6, 7, 8),
      services: Int32Array.of(
        serviceBit('meals'),
        serviceBit('meals'),
        serviceBit('meals'),
        serviceBit('legal'),
      ),
      capacity: { meals: Float64Array.of(30, NaN, 0, NaN) },
    },
    elderLinks: { linked },
    facilityLinks: { linked: Uint8Array.of(1, 1, 1, 1) },
    services: [
      {
        service: 'meals',
        sites: Int32Array.of(0, 1, 2),
        within: Float64Array.of(1, 0, 0.75, NaN),
        ownPaceWithin: Float64Array.of(1, 0, 0.5, NaN),
        bands: [{ band: 'age80', within: Float64Array.of(1, 0, 0, NaN) }],
      },
    ],
  } as unknown as Findings;
}

const colour = (bytes: Uint8Array, row: number): number[] => [...bytes.slice(4 * row, 4 * row + 4)];

describe('elder dots', () => {
  test('white where reached, warm where not, hollow where unlinked', () => {
    const dots = elderDots(findings(), 'meals', 'overall');
    expect(colour(dots.fills, 0)).toEqual([...rgba(palette.paper)]);
    expect(colour(dots.fills, 1)).toEqual([...rgba(palette.gap2)]);
    expect(colour(dots.fills, 2)).toEqual([...rgba(palette.paper)]);
    expect(colour(dots.outlines, 3)).toEqual([...rgba(palette.ink3)]);
    expect(dots.fills[4 * 3 + 3]).toBeLessThan(255);
  });

  test('radius grows with the root of the count; a missing count is drawn as one person', () => {
    const { radii } = elderDots(findings(), 'meals', 'overall');
    expect((radii[1] - 1.6) / (radii[0] - 1.6)).toBeCloseTo(2, 5);
    expect((radii[2] - 1.6) / (radii[0] - 1.6)).toBeCloseTo(3, 5);
    expect(radii[3]).toBe(radii[0]);
  });

  test('no dot is wider than 28 px, however many live there', () => {
    const many = findings();
    many.elders.elders[2] = 40_000;
    expect(Math.max(...elderDots(many, 'meals', 'overall').radii)).toBeCloseTo(14, 5);
  });

  test('the warm core of a row reached in part has the area of the share not reached', () => {
    const dots = elderDots(findings(), 'meals', 'overall');
    expect(dots.missing.count).toBe(1);
    // Own pace: half of the row is not reached.
    expect((dots.missing.radii[0] / dots.radii[2]) ** 2).toBeCloseTo(0.5, 5);
    expect(dots.missing.positions[0]).toBe(114.02);
  });

  test('of one band only its persons are drawn, at its own pace', () => {
    const dots = elderDots(findings(), 'meals', 'age80');
    expect(dots.radii[0]).toBe(0);
    expect(colour(dots.fills, 2)).toEqual([...rgba(palette.gap2)]);
    expect(reachShare(findings(), 'meals', 'age60')).toBeNull();
  });

  test('a service that is not analysed leaves every dot hollow', () => {
    const dots = elderDots(findings(), 'legal', 'overall');
    for (let row = 0; row < 4; row++) expect(dots.fills[4 * row + 3]).toBeLessThan(255);
  });
});

describe('facility marks', () => {
  test('sites carry the state of their capacity, others are apart', () => {
    const { sites, others } = facilityMarks(findings(), 'meals');
    expect([...sites.facilities]).toEqual([0, 1, 2]);
    expect([...sites.states].map((state) => markStates[state])).toEqual(['open', 'unstated', 'closed']);
    expect([...others.facilities]).toEqual([3]);
    expect([...others.positions]).toEqual([4, 8]);
  });

  test('where the file has no capacity for the service at all, none is called unstated', () => {
    const plain = findings();
    delete (plain.facilities.capacity as { meals?: unknown }).meals;
    expect([...facilityMarks(plain, 'meals').sites.states].map((state) => markStates[state])).toEqual([
      'open',
      'open',
      'open',
    ]);
  });
});

describe('areas', () => {
  const square = (x: number, y: number, size: number): number[][] => [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];

  test('every ring is a closed line', () => {
    const lines = outlines([
      { type: 'Polygon', coordinates: [square(0, 0, 4), square(1, 1, 1)] },
      null,
      { type: 'MultiPolygon', coordinates: [[square(9, 9, 1)]] },
    ]);
    expect(lines.count).toBe(3);
    expect([...lines.first]).toEqual([0, 5, 10, 15]);
    expect([...lines.lonLats.slice(20, 22)]).toEqual([9, 9]);
  });

  test('the name stands inside the largest part, beside its hole', () => {
    const place = labelPlace({
      type: 'MultiPolygon',
      coordinates: [[square(20, 20, 1)], [square(0, 0, 8), square(1, 3, 3)]],
    });
    // At the middle latitude 4 the part is cut by the hole 1–4: the widest stretch is 4–8.
    expect(place).toEqual([6, 4]);
  });
});

describe('hit grid', () => {
  test('visits exactly the points inside the box, as a plain scan does', () => {
    let seed = 5;
    const random = (): number => (seed = (seed * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
    const positions = Float64Array.from({ length: 2000 }, () => random());
    positions[10] = NaN;
    const grid = hitGrid(positions);
    for (let turn = 0; turn < 50; turn++) {
      const [west, south] = [random(), random()];
      const [east, north] = [west + random() / 3, south + random() / 3];
      const found: number[] = [];
      visitBox(grid, west, south, east, north, (i) => found.push(i));
      const expected = Array.from({ length: 1000 }, (_, i) => i).filter(
        (i) =>
          positions[2 * i] >= west &&
          positions[2 * i] <= east &&
          positions[2 * i + 1] >= south &&
          positions[2 * i + 1] <= north,
      );
      expect(found.sort((a, b) => a - b)).toEqual(expected);
    }
  });

  test('no points and one point are fine', () => {
    const found: number[] = [];
    visitBox(hitGrid(new Float64Array(0)), -1, -1, 1, 1, (i) => found.push(i));
    visitBox(hitGrid(Float64Array.of(3, 4)), 2, 3, 4, 5, (i) => found.push(i));
    expect(found).toEqual([0]);
  });
});

describe('order of layers', () => {
  test('sorts from the ground up', () => {
    expect(inOrder([{ id: 'selection' }, { id: 'water' }, { id: 'reach' }]).map((layer) => layer.id)).toEqual(
      ['water', 'reach', 'selection'],
    );
    expect(layerOrder.indexOf('elders')).toBeLessThan(layerOrder.indexOf('facilities'));
  });

  test('refuses an unknown id and one given twice', () => {
    expect(() => inOrder([{ id: 'roads' }])).toThrow('roads');
    expect(() => inOrder([{ id: 'water' }, { id: 'water' }])).toThrow('twice');
  });
});

test('map colours are the tokens of the page', () => {
  const css = readFileSync('src/ui/styles.css', 'utf8');
  const token = (name: string): string | undefined => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(css)?.[1];
  for (const [name, tokenName] of [
    ['cover3', 'cover-3'],
    ['cover2', 'cover-2'],
    ['cover1', 'cover-1'],
    ['gap1', 'gap-1'],
    ['gap2', 'gap-2'],
    ['pick', 'pick'],
    ['ink', 'ink'],
    ['mapGround', 'map-ground'],
    ['mapWater', 'map-water'],
  ] as const)
    expect(token(tokenName), tokenName).toBe(palette[name]);
});

describe('more elders than can be drawn one by one', () => {
  const count = mostDots + 5_000;
  const random = createRandom(3);
  const lons = Float64Array.from({ length: count }, () => 103.8 + 0.1 * random());
  const lats = Float64Array.from({ length: count }, () => 36 + 0.1 * random());
  const persons = Float64Array.from({ length: count }, () => Math.floor(4 * random()));
  const within = Float64Array.from({ length: count }, () => (random() < 0.3 ? 0 : 1));
  const base = findings();
  const many = {
    ...base,
    elders: { ...base.elders, count, lons, lats, elders: persons, bands: {} },
    elderLinks: { ...base.elderLinks, linked: new Uint8Array(count).fill(1) },
    services: base.services.map((one) => ({ ...one, within, ownPaceWithin: null })),
  };

  test('one dot a cell, none lost: the cells hold their rows, and their missing cores are those not reached', () => {
    const dots = elderDots(many, 'meals', 'overall');
    const { dotOf, cellMetres } = dots.crowd!;
    expect(dots.count).toBeLessThan(mostDots);
    expect(cellMetres % 10).toBe(0);
    const sums = new Float64Array(dots.count);
    const missed = new Float64Array(dots.count);
    for (let row = 0; row < count; row++) {
      const dot = dotOf[row];
      sums[dot] += persons[row];
      missed[dot] += persons[row] * (1 - within[row]);
      // No row is drawn further away than a cell is wide.
      const [x, y] = [dots.positions[2 * dot], dots.positions[2 * dot + 1]];
      expect(distanceMetres(lons[row], lats[row], x, y)).toBeLessThan(1.5 * cellMetres);
    }
    let partly = 0;
    for (let dot = 0; dot < dots.count; dot++) {
      expect(dots.radii[dot] > 0).toBe(sums[dot] > 0);
      if (missed[dot] > 0 && missed[dot] < sums[dot]) {
        const part = (dots.missing.radii[partly++] / dots.radii[dot]) ** 2;
        expect(part).toBeCloseTo(missed[dot] / sums[dot], 4);
      }
    }
    expect(partly).toBe(dots.missing.count);
    expect(dotRadius(dots, 7)).toBe(dots.radii[dotOf[7]]);
  });

  test('another pace gathers nothing anew', () => {
    const again = elderDots({ ...many, services: [] }, 'meals', 'overall');
    expect(again.crowd!.dotOf).toBe(elderDots(many, 'meals', 'overall').crowd!.dotOf);
  });
});
