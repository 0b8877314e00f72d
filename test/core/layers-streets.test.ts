import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceMetres, metresPerDegree } from '../../src/domain/ellipsoid';
import type { StreetLines } from '../../src/domain/stories';
import { cutCircle, cutStreets, plainStreets, timeAt } from '../../src/layers/cut-streets';
import { stepTicks } from '../../src/layers/step-ticks';
import { STEPS, type Graph } from '../../src/network/graph';
import type { StreetTimes } from '../../src/routing/street-times';

const ORIGIN = [114, 30.5] as const;
const per = metresPerDegree(ORIGIN[1]);

interface Street {
  /** Metres east of the origin of each shape point, all on one parallel. */
  readonly at: readonly number[];
  readonly steps?: boolean;
  readonly from: number;
  readonly to: number;
  readonly factor?: number;
  readonly sites?: readonly { readonly along: number; readonly metres: number }[];
}

/** Streets lying on one parallel, each its own edge; times given, not searched. */
function town(streets: readonly Street[]): { graph: Graph; times: StreetTimes } {
  const shapeFirst = [0];
  const xs: number[] = [];
  const shapeMetres: number[] = [];
  const siteFirst = [0];
  const sites = streets.flatMap((street) => street.sites ?? []);
  for (const street of streets) {
    xs.push(...street.at);
    shapeMetres.push(...street.at.map((x) => x - street.at[0]));
    shapeFirst.push(xs.length);
    siteFirst.push(siteFirst[siteFirst.length - 1] + (street.sites?.length ?? 0));
  }
  const count = streets.length;
  const graph = {
    edgeCount: count,
    edgeMetres: Float64Array.from(streets, (street) => street.at[street.at.length - 1] - street.at[0]),
    edgeFlags: Uint8Array.from(streets, (street) => (street.steps ? STEPS : 0)),
    shapeFirst: Int32Array.from(shapeFirst),
    shapeLons: Float64Array.from(xs, (x) => ORIGIN[0] + x / per.lon),
    shapeLats: Float64Array.from(xs, () => ORIGIN[1]),
    shapeMetres: Float64Array.from(shapeMetres),
  } as unknown as Graph;
  const times: StreetTimes = {
    fromMetres: Float64Array.from(streets, (street) => street.from),
    toMetres: Float64Array.from(streets, (street) => street.to),
    factors: Float64Array.from(streets, (street) => street.factor ?? 1),
    siteFirst: Int32Array.from(siteFirst),
    siteAlong: Float64Array.from(sites, (site) => site.along),
    siteMetres: Float64Array.from(sites, (site) => site.metres),
  };
  return { graph, times };
}

interface Piece {
  readonly theClass: number;
  readonly from: number;
  readonly to: number;
  readonly steps: number;
}

function pieces(lines: StreetLines): Piece[] {
  const metres = (point: number): number => (lines.lonLats[2 * point] - ORIGIN[0]) * per.lon;
  return Array.from({ length: lines.count }, (_, i) => ({
    theClass: lines.classes[i],
    from: metres(lines.first[i]),
    to: metres(lines.first[i + 1] - 1),
    steps: lines.steps[i],
  }));
}

function expectPieces(lines: StreetLines, expected: readonly (readonly [number, number, number])[]): void {
  const found = pieces(lines);
  expect(found.map((piece) => piece.theClass)).toEqual(expected.map(([theClass]) => theClass));
  found.forEach((piece, i) => {
    expect(piece.from).toBeCloseTo(expected[i][1], 4);
    expect(piece.to).toBeCloseTo(expected[i][2], 4);
  });
}

describe('streets cut where the class changes', () => {
  test('a street walked from its start changes at a third, two thirds and the whole limit', () => {
    // 300 m limit: 100, 200 and 300 m from the start; the far end is not reached by any other way.
    const { graph, times } = town([{ at: [0, 250, 500], from: 0, to: Infinity }]);
    expectPieces(cutStreets(graph, times, 300), [
      [0, 0, 100],
      [1, 100, 200],
      [2, 200, 300],
      [3, 300, 500],
    ]);
  });

  test('reached from both ends the middle is the furthest', () => {
    // 400 m between two ends at 0: the middle needs 200 m, which with a limit of 300 m is still in the second third.
    const { graph, times } = town([{ at: [0, 400], from: 0, to: 0 }]);
    expectPieces(cutStreets(graph, times, 300), [
      [0, 0, 100],
      [1, 100, 300],
      [0, 300, 400],
    ]);
  });

  test('thresholds are inclusive: a street that ends on one has no sliver beyond it', () => {
    const { graph, times } = town([{ at: [0, 100], from: 0, to: 100 }]);
    expectPieces(cutStreets(graph, times, 300), [[0, 0, 100]]);
    const further = town([{ at: [0, 100], from: 200, to: 300 }]);
    expectPieces(cutStreets(further.graph, further.times, 300), [[2, 0, 100]]);
  });

  test('on steps each metre counts for its factor', () => {
    // Factor 3: 100 effective metres are 33⅓ m along.
    const { graph, times } = town([{ at: [0, 150], steps: true, factor: 3, from: 0, to: Infinity }]);
    const lines = cutStreets(graph, times, 300);
    expectPieces(lines, [
      [0, 0, 100 / 3],
      [1, 100 / 3, 200 / 3],
      [2, 200 / 3, 100],
      [3, 100, 150],
    ]);
    expect([...lines.steps]).toEqual([1, 1, 1, 1]);
  });

  test('a site in the middle of a street colours both sides of its door', () => {
    // Door at 300 m, 10 m off the street: the first third (100 m) reaches 90 m to either side.
    const { graph, times } = town([
      { at: [0, 600], from: Infinity, to: Infinity, sites: [{ along: 300, metres: 10 }] },
    ]);
    expectPieces(cutStreets(graph, times, 300), [
      [3, 0, 10],
      [2, 10, 110],
      [1, 110, 210],
      [0, 210, 390],
      [1, 390, 490],
      [2, 490, 590],
      [3, 590, 600],
    ]);
  });

  test('a street without a way to any site is of the last class; a closed one is left out', () => {
    const { graph, times } = town([
      { at: [0, 50], from: Infinity, to: Infinity },
      { at: [60, 90], from: 0, to: 0, factor: Infinity },
    ]);
    expectPieces(cutStreets(graph, times, 300), [[4, 0, 50]]);
  });

  test('the circle of a facility leaves out what is beyond the limit', () => {
    const { graph, times } = town([
      { at: [0, 500], from: 0, to: Infinity },
      { at: [600, 700], from: Infinity, to: Infinity },
    ]);
    expectPieces(cutCircle(graph, times, 300), [
      [0, 0, 100],
      [1, 100, 200],
      [2, 200, 300],
    ]);
  });

  test('pieces add up to the street and each point has the class of its own time', () => {
    const metres = fc.integer({ min: 0, max: 500 });
    const label = fc.oneof({ weight: 4, arbitrary: metres }, { weight: 1, arbitrary: fc.constant(Infinity) });
    const street = fc.record({
      gaps: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 }),
      from: label,
      to: label,
      factor: fc.constantFrom(1, 3),
      sites: fc.array(
        fc.record({ share: fc.integer({ min: 0, max: 16 }), metres: fc.integer({ min: 0, max: 40 }) }),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(
        fc.array(street, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 30, max: 600 }),
        (given, limit) => {
          const streets = given.map(({ gaps, sites, ...rest }): Street => {
            const at = gaps.reduce((all, gap) => [...all, all[all.length - 1] + gap], [0]);
            const length = at[at.length - 1];
            return {
              ...rest,
              at,
              sites: sites.map((site) => ({ along: (length * site.share) / 16, metres: site.metres })),
            };
          });
          const { graph, times } = town(streets);
          const found = pieces(cutStreets(graph, times, limit));
          let edge = -1;
          let end = 0;
          for (const piece of found) {
            if (edge < 0 || Math.abs(end - graph.edgeMetres[edge]) < 1e-4) {
              edge++;
              end = 0;
            }
            // Pieces follow one another without hole or overlap.
            expect(piece.from).toBeCloseTo(end, 4);
            expect(piece.to).toBeGreaterThan(piece.from);
            end = piece.to;
            for (const share of [0.02, 0.37, 0.5, 0.81, 0.98]) {
              const along = piece.from + share * (piece.to - piece.from);
              const t = timeAt(times, edge, graph.edgeMetres[edge], along);
              const nearest = [limit / 3, (2 * limit) / 3, limit].filter(
                (threshold) => Math.abs(t - threshold) < 1e-3,
              );
              if (nearest.length > 0) continue;
              const expected =
                t <= limit / 3 ? 0 : t <= (2 * limit) / 3 ? 1 : t <= limit ? 2 : t < Infinity ? 3 : 4;
              expect(piece.theClass).toBe(expected);
            }
          }
          expect(edge).toBe(streets.length - 1);
          expect(end).toBeCloseTo(graph.edgeMetres[edge], 4);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('plain streets keep every shape point', () => {
    const { graph } = town([
      { at: [0, 10, 30], from: 0, to: 0 },
      { at: [40, 60], from: 0, to: 0 },
    ]);
    const lines = plainStreets(graph);
    expect([...lines.first]).toEqual([0, 3, 5]);
    expect(lines.lonLats[2 * 4]).toBe(graph.shapeLons[4]);
    expect(lines.lonLats[2 * 4 + 1]).toBe(ORIGIN[1]);
  });
});

describe('steps as strokes', () => {
  const streets: StreetLines = {
    count: 2,
    first: Uint32Array.of(0, 3, 5),
    lonLats: Float64Array.from([0, 5, 10, 0, 20].flatMap((x) => [ORIGIN[0] + x / per.lon, ORIGIN[1]])),
    classes: Uint8Array.of(2, 0),
    steps: Uint8Array.of(1, 0),
  };

  test('strokes of 2 m with 1 m between fill 10 m with four strokes, across a shape point', () => {
    const ticks = stepTicks(streets, 2, 1);
    // 0–2, 3–5, 6–8, 9–10; the street that is not steps gives none.
    expect(ticks.count).toBe(4);
    expect([...ticks.classes]).toEqual([2, 2, 2, 2]);
    const lengths = Array.from({ length: 4 }, (_, i) => {
      const [a, b] = [ticks.first[i], ticks.first[i + 1] - 1];
      return distanceMetres(
        ticks.lonLats[2 * a],
        ticks.lonLats[2 * a + 1],
        ticks.lonLats[2 * b],
        ticks.lonLats[2 * b + 1],
      );
    });
    [2, 2, 2, 1].forEach((metres, i) => expect(lengths[i]).toBeCloseTo(metres, 4));
  });

  test('a flight shorter than a stroke keeps one', () => {
    expect(stepTicks(streets, 50, 20).count).toBe(1);
  });
});
