/** Audited edges of random towns against costs written down anew from the rows alone, in both directions and for many walkers. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compass,
  crossingKinds,
  readPieceKey,
  surfaces,
  writePieceKey,
  type AuditRow,
} from '../../src/domain/audit';
import { directions } from '../../src/domain/study';
import { metresPerDegree } from '../../src/domain/ellipsoid';
import type { Graph } from '../../src/network/graph';
import { auditStreets } from '../../src/routing/audit-streets';
import type { Profile } from '../../src/routing/profile';
import { createSearcher } from '../../src/routing/searcher';
import { town } from '../scenes/town';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const answers = fc.record({
  slope: maybe(fc.integer({ min: 0, max: 15 }).map((percent) => percent / 100)),
  uphill: maybe(fc.constantFrom(...compass)),
  steps: maybe(fc.integer({ min: 0, max: 60 })),
  crossing: maybe(fc.constantFrom(...crossingKinds)),
  waitSeconds: maybe(fc.integer({ min: 0, max: 90 })),
  surface: maybe(fc.constantFrom(...surfaces)),
  width: maybe(fc.integer({ min: 4, max: 20 }).map((tenths) => tenths / 10)),
});
const walkers = fc.record({
  slope: fc.constantFrom('none' as const, 'naismith' as const),
  direction: fc.constantFrom(...directions),
  maxSlope: fc.constantFrom(Infinity, 0.083),
  wheelchair: fc.boolean(),
  stepsClosed: fc.boolean(),
  crossingMetres: fc.constantFrom(0, 8),
  signalMetres: fc.constantFrom(0, 24),
  secondMetres: fc.constantFrom(0.5, 0.8),
  stepMetres: fc.constantFrom(0, 0.8),
  unevenFactor: fc.constantFrom(1, 1.15),
  badFactor: fc.constantFrom(1.4, 2),
  minWidthMetres: fc.constantFrom(0.8, 1.2),
  treadMetres: fc.constantFrom(0.3, 0.35),
});

/** A grid of 4 × 4 corners, each moved a little; some streets are steps, some are missing. */
function drawn(moves: readonly number[], kinds: readonly number[]) {
  const scene = town();
  const name = (x: number, y: number) => `P${x}${y}`;
  for (let x = 0; x < 4; x++)
    for (let y = 0; y < 4; y++) {
      const at = 2 * (4 * x + y);
      scene.at({ [name(x, y)]: [120 * x + moves[at]!, 120 * y + moves[at + 1]!] });
    }
  let street = 0;
  for (let x = 0; x < 4; x++)
    for (let y = 0; y < 4; y++)
      for (const [dx, dy] of [
        [1, 0],
        [0, 1],
      ] as const) {
        if (x + dx > 3 || y + dy > 3) continue;
        const kind = kinds[street++]!;
        const path = `${name(x, y)} ${name(x + dx, y + dy)}`;
        if (kind === 0) scene.steps(path);
        else if (kind > 1) scene.street(path);
      }
  return scene;
}

/** Effective metres of one walk over a straight edge, from `a` to `b`; written from the rules, not from the code. */
function walked(
  graph: Graph,
  edge: number,
  isBack: boolean,
  row: Omit<AuditRow, 'file' | 'row' | 'piece' | 'key'> | null,
  profile: Required<Omit<Profile, 'gateMetres' | 'doorMetres' | 'throughGates'>>,
): number {
  const metres = graph.edgeMetres[edge]!;
  const isFlight = (graph.edgeFlags[edge]! & 1) !== 0 && row?.steps !== 0;
  if (profile.wheelchair && row?.surface === 'bad') return Infinity;
  if (profile.wheelchair && row?.width != null && row.width < profile.minWidthMetres) return Infinity;
  const rough =
    row?.surface === 'bad' ? profile.badFactor : row?.surface === 'uneven' ? profile.unevenFactor : 1;
  if (profile.stepsClosed && (isFlight || (row?.steps ?? 0) > 0)) return Infinity;
  const kind =
    row?.crossing === 'signal'
      ? profile.signalMetres
      : row?.crossing === 'zebra'
        ? profile.crossingMetres
        : 0;
  const wait = row?.waitSeconds == null ? kind : row.waitSeconds * profile.secondMetres;
  if (isFlight) {
    const counted = (row?.steps ?? 0) > 0 && profile.stepMetres > 0;
    const flat = counted ? Math.max(metres, row!.steps! * profile.stepMetres) : metres * profile.stepsFactor;
    return flat * rough + wait;
  }
  const slope = row?.slope ?? 0;
  if (slope > profile.maxSlope) return Infinity;
  const [a, b] = [graph.shapeFirst[edge]!, graph.shapeFirst[edge + 1]! - 1];
  const degree = metresPerDegree(graph.shapeLats[a]!);
  const east = (graph.shapeLons[b]! - graph.shapeLons[a]!) * degree.lon * (isBack ? -1 : 1);
  const north = (graph.shapeLats[b]! - graph.shapeLats[a]!) * degree.lat * (isBack ? -1 : 1);
  const heading = (Math.atan2(east, north) * 180) / Math.PI;
  const turn =
    row?.uphill == null ? 90 : Math.abs(((heading - 45 * compass.indexOf(row.uphill) + 540) % 360) - 180);
  const climb = profile.slope === 'none' ? 1 : 1 + (slope * 25) / 3;
  const factor =
    slope === 0
      ? 1
      : profile.direction === 'bothWays' || (turn > 67.5 && turn < 112.5)
        ? (1 + climb) / 2
        : turn <= 67.5
          ? climb
          : 1;
  const flight = Math.min((row?.steps ?? 0) * profile.treadMetres, metres);
  const climbed =
    profile.stepMetres > 0 ? (row?.steps ?? 0) * profile.stepMetres : flight * profile.stepsFactor;
  return metres * factor * rough + Math.max(0, climbed - flight) + wait;
}

test('each edge costs what its row says, out and back', async () => {
  let [audited, closed] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -25, max: 25 }), { minLength: 32, maxLength: 32 }),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 24, maxLength: 24 }),
      fc.array(maybe(answers), { minLength: 24, maxLength: 24 }),
      walkers,
      async (moves, kinds, said, walker) => {
        const graph = await drawn(moves, kinds).graph();
        const isStraight = (edge: number) => graph.shapeFirst[edge + 1]! - graph.shapeFirst[edge]! === 2;
        const rows = new Map<number, AuditRow>();
        for (let edge = 0; edge < graph.edgeCount; edge++) {
          const answer = said[edge] ?? null;
          if (answer === null || !isStraight(edge)) continue;
          const [a, b] = [graph.shapeFirst[edge]!, graph.shapeFirst[edge + 1]! - 1];
          const at = (i: number) => [graph.shapeLons[i]!, graph.shapeLats[i]!] as const;
          const [from, to] = [at(a), at(b)];
          const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const;
          // Drawn the other way round on the sheet as often as not.
          const ends = edge % 2 === 0 ? ([from, to] as const) : ([to, from] as const);
          const key = readPieceKey(writePieceKey({ middle, ends, metres: graph.edgeMetres[edge]! }))!;
          rows.set(edge, {
            ...{ file: 'f', row: edge, piece: '', handrail: null, benches: null, lighting: null },
            ...answer,
            key,
          });
        }
        const told = auditStreets(graph, [...rows.values()]);
        expect(told.lost).toEqual([]);
        expect(told.twice).toEqual([]);
        const profile = { ...walker, stepsFactor: 3, throughGates: true };
        const { edgeEffective } = createSearcher(told.graph, profile);
        for (let edge = 0; edge < graph.edgeCount; edge++) {
          if (!isStraight(edge)) continue;
          const row = rows.get(edge) ?? null;
          if (row !== null) audited++;
          for (const out of [0, 1]) {
            // Outwards from the facility is against the walk of those who come to it.
            const isBack = (out === 1) !== (walker.direction === 'toFacility');
            const expected = walked(graph, edge, isBack, row, profile);
            const got = edgeEffective[2 * edge + out]!;
            if (expected === Infinity) {
              closed++;
              expect(got).toBe(Infinity);
            } else expect(got).toBeCloseTo(expected, 5);
          }
        }
      },
    ),
    { numRuns: 300, seed: 20261127 },
  );
  // Neither kind is a rare case.
  expect(audited).toBeGreaterThan(1000);
  expect(closed).toBeGreaterThan(500);
});
