import { describe, expect, test } from 'vitest';
import { distanceMetres, metresPerDegree } from '../../src/domain/ellipsoid';
import type { Graph } from '../../src/network/graph';
import { isIsland, linkPoints } from '../../src/routing/link';
import { town } from '../scenes/town';
import { createRandom, drawTown } from './routing-cases';
import { isThere, loadNetwork } from './routing-networks';

interface Foot {
  readonly edge: number;
  readonly along: number;
  readonly metres: number;
}

/** Nearest edge among some by looking at every segment: whole millimetres in the point's plane, then the lowest edge. */
function nearestByForce(graph: Graph, lon: number, lat: number, takes: (edge: number) => boolean): Foot {
  const perDegree = metresPerDegree(lat);
  let best: Foot & { mm: number; plane: number } = {
    edge: -1,
    along: 0,
    metres: Infinity,
    mm: Infinity,
    plane: 0,
  };
  for (let e = 0; e < graph.edgeCount; e++) {
    if (!takes(e)) continue;
    for (let k = graph.shapeFirst[e]; k + 1 < graph.shapeFirst[e + 1]; k++) {
      const ax = (graph.shapeLons[k] - lon) * perDegree.lon;
      const ay = (graph.shapeLats[k] - lat) * perDegree.lat;
      const bx = (graph.shapeLons[k + 1] - lon) * perDegree.lon;
      const by = (graph.shapeLats[k + 1] - lat) * perDegree.lat;
      const square = (bx - ax) ** 2 + (by - ay) ** 2;
      const part = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / square));
      const plane = Math.hypot(ax + part * (bx - ax), ay + part * (by - ay));
      const mm = Math.round(plane * 1000);
      if (mm > best.mm || (mm === best.mm && best.edge !== e)) continue;
      if (mm === best.mm && plane >= best.plane) continue;
      const at = (a: number, b: number) => a + part * (b - a);
      best = {
        edge: e,
        mm,
        plane,
        along: at(graph.shapeMetres[k], graph.shapeMetres[k + 1]),
        metres: distanceMetres(
          lon,
          lat,
          at(graph.shapeLons[k], graph.shapeLons[k + 1]),
          at(graph.shapeLats[k], graph.shapeLats[k + 1]),
        ),
      };
    }
  }
  return best;
}

/** The rule of linking, by force. */
function linkByForce(graph: Graph, lon: number, lat: number, snapMetres: number): Foot & { island: number } {
  const isNear = (foot: Foot) => Math.round(foot.metres * 1000) <= Math.round(snapMetres * 1000);
  const mainland = nearestByForce(graph, lon, lat, (e) => !isIsland(graph, e));
  if (isNear(mainland)) return { ...mainland, island: 0 };
  const islands = [...graph.componentIsland.keys()].filter((c) => graph.componentIsland[c] === 1);
  for (const c of islands) {
    const foot = nearestByForce(graph, lon, lat, (e) => graph.component[graph.edgeFrom[e]] === c);
    if (isNear(foot)) return { ...foot, island: 1 };
  }
  return { ...nearestByForce(graph, lon, lat, () => true), edge: -1, along: 0, island: 0 };
}

function compare(
  graph: Graph,
  lons: Float64Array,
  lats: Float64Array,
  snapMetres: number,
): Record<string, number> {
  const links = linkPoints(graph, lons, lats, snapMetres);
  const tally = { points: 0, islands: 0, unlinked: 0 };
  for (let i = 0; i < lons.length; i++) {
    const truth = linkByForce(graph, lons[i], lats[i], snapMetres);
    const say = `point ${i} at ${lons[i]}, ${lats[i]}`;
    expect(links.edge[i], say).toBe(truth.edge);
    expect(links.island[i], say).toBe(truth.island);
    // Far away the plane of the point is no ellipsoid: the same street is found, its distance agrees to 0.1 %.
    expect(Math.abs(links.perpendicular[i] - truth.metres), say).toBeLessThan(
      1e-6 + truth.metres * (truth.edge < 0 ? 1e-3 : 1e-9),
    );
    if (truth.edge >= 0) expect(Math.abs(links.along[i] - truth.along), say).toBeLessThan(1e-6);
    tally.points++;
    if (truth.island) tally.islands++;
    if (truth.edge < 0) tally.unlinked++;
  }
  return tally;
}

function scatter(graph: Graph, count: number, seed: number, margin: number) {
  const random = createRandom(seed);
  const west = Math.min(...graph.lons) - margin;
  const south = Math.min(...graph.lats) - margin;
  const width = Math.max(...graph.lons) + margin - west;
  const height = Math.max(...graph.lats) + margin - south;
  return {
    lons: Float64Array.from({ length: count }, () => west + random() * width),
    lats: Float64Array.from({ length: count }, () => south + random() * height),
  };
}

describe('linking equals brute force', () => {
  test('in 40 random towns with islands, near and far', async () => {
    const totals = { points: 0, islands: 0, unlinked: 0 };
    for (let seed = 1; seed <= 40; seed++) {
      const graph = await drawTown(seed).graph();
      const { lons, lats } = scatter(graph, 60, seed, seed % 5 === 0 ? 0.3 : 0.001);
      const tally = compare(graph, lons, lats, 40 + seed);
      for (const key of ['points', 'islands', 'unlinked'] as const) totals[key] += tally[key];
    }
    expect(totals.unlinked).toBeGreaterThan(300);
    expect(totals.islands).toBeGreaterThan(300);
  });

  for (const name of ['bishan', 'portoAlegre', 'tsinghua'] as const)
    test.skipIf(!isThere(name))(`on ${name} (skipped without ../shared/data)`, async () => {
      const graph = await loadNetwork(name);
      const { lons, lats } = scatter(graph, name === 'portoAlegre' ? 300 : 1000, 3, 0.002);
      const tally = compare(graph, lons, lats, 100);
      console.info(`${name}: 0 mismatches of`, tally);
      expect(tally.points).toBeGreaterThanOrEqual(300);
    });
});

describe('linking by hand', () => {
  const street = () =>
    town()
      .at({ A: [0, 0], B: [400, 0] })
      .street('A B');

  test('snapMetres is inclusive, a millimetre more is not linked', async () => {
    const drawing = street();
    const { lons, lats } = drawing.places([100, 200], [100, 200.001], [600, 0]);
    const links = linkPoints(await drawing.graph(), lons, lats, 200);
    expect([...links.edge]).toEqual([0, -1, 0]);
    expect(links.perpendicular[0]).toBeCloseTo(200, 5);
    expect(links.perpendicular[1]).toBeCloseTo(200.001, 5);
    expect(links.along[0]).toBeCloseTo(100, 5);
    expect(links.along[2]).toBeCloseTo(400, 5);
    expect(links.perpendicular[2]).toBeCloseTo(200, 5);
  });

  test('what an unlinked place would have taken is told however far it is', async () => {
    const drawing = street();
    const { lons, lats } = drawing.places([100, 5000], [-90_000, 0]);
    const links = linkPoints(await drawing.graph(), lons, lats, 200);
    expect([...links.edge]).toEqual([-1, -1]);
    expect(links.perpendicular[0]).toBeCloseTo(5000, 2);
    expect(links.perpendicular[1] / 90_000).toBeCloseTo(1, 3);
  });

  test('at the same distance the lower edge is taken, even where two streets meet', async () => {
    const drawing = town()
      .at({ A: [0, 0], B: [100, 0], C: [100, 100], D: [200, 0], E: [0, 40], F: [100, 40] })
      .street('B C')
      .street('A B')
      .street('B D')
      .street('E F');
    const { lons, lats } = drawing.places([110, -10], [50, 20]);
    const graph = await drawing.graph();
    const links = linkPoints(graph, lons, lats, 50);
    const tied = [...Array(graph.edgeCount).keys()].filter((e) => {
      const foot = nearestByForce(graph, lons[1], lats[1], (edge) => edge === e);
      return Math.round(foot.metres * 1000) === 20_000;
    });
    expect(tied.length).toBeGreaterThan(1);
    expect(links.edge[1]).toBe(Math.min(...tied));
  });

  test('of two islands within reach the one with more street is taken, though it is farther', async () => {
    const drawing = town()
      .street([
        [0, 0],
        [100, 0],
      ])
      .street([
        [0, 50],
        [300, 50],
      ]);
    const { lons, lats } = drawing.places([50, 10]);
    const graph = await drawing.graph();
    const links = linkPoints(graph, lons, lats, 100);
    expect(links.island[0]).toBe(1);
    expect(links.perpendicular[0]).toBeCloseTo(40, 5);
    expect(linkPoints(graph, lons, lats, 30).perpendicular[0]).toBeCloseTo(10, 5);
  });
});
