/** Walk-audit sheets on little towns: seconds that follow from arithmetic, and pieces found again in streets that have changed. */
import { describe, expect, test } from 'vitest';
import type { AuditRow, PieceKey } from '../../src/domain/audit';
import { readPieceKey, writePieceKey } from '../../src/domain/audit';
import { buildGraph } from '../../src/network/build-graph';
import type { Graph } from '../../src/network/graph';
import { auditStreets } from '../../src/routing/audit-streets';
import { buildDemand } from '../../src/routing/demand';
import { edgeCostsOf, metresAlong } from '../../src/routing/edge-costs';
import { linkPoints } from '../../src/routing/link';
import { nearestSites } from '../../src/routing/nearest';
import { findWay } from '../../src/routing/path';
import { findPiece } from '../../src/routing/piece-match';
import type { Profile } from '../../src/routing/profile';
import { wayFacts } from '../../src/routing/way-facts';
import { town, type Spot, type Town } from './town';

const blank: Omit<AuditRow, 'key'> = {
  file: 'sheet.xlsx',
  row: 2,
  piece: '1',
  slope: null,
  uphill: null,
  steps: null,
  handrail: null,
  benches: null,
  crossing: null,
  waitSeconds: null,
  lighting: null,
  surface: null,
  width: null,
};

/** A straight piece between two spots, as a sheet would name it. */
function key(drawing: Town, a: readonly [number, number], b: readonly [number, number]): PieceKey {
  const middle = drawing.lonLat([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
  const made = {
    middle,
    ends: [drawing.lonLat(a), drawing.lonLat(b)] as const,
    metres: Math.hypot(b[0] - a[0], b[1] - a[1]),
  };
  // As it comes back from a file, to a tenth of a metre.
  return readPieceKey(writePieceKey(made))!;
}

/** Effective metres of one elder to one site, on the audited streets. */
async function effective(
  drawing: Town,
  from: Spot,
  to: Spot,
  rows: readonly AuditRow[],
  options: Partial<Profile> = {},
): Promise<number> {
  const { graph, lost } = auditStreets(await drawing.graph(), rows);
  expect(lost).toEqual([]);
  const profile: Profile = { stepsFactor: 3, throughGates: false, ...options };
  const [site, home] = [drawing.places(to), drawing.places(from)];
  const entrances = { first: Int32Array.of(0, 1), links: linkPoints(graph, site.lons, site.lats, 200) };
  const demand = buildDemand(linkPoints(graph, home.lons, home.lats, 200), null, null);
  const found = await nearestSites(graph, profile, entrances, Int32Array.of(0), demand);
  return found.effectiveMetres[0] ?? Infinity;
}

/** A street of 100 + 200 + 100 m with alleys at the joints, and a way round the middle of 300 m. */
const street = () =>
  town()
    .at({ A: [0, 0], B: [100, 0], C: [300, 0], D: [400, 0], E: [100, 50], F: [300, 50] })
    .street('A B C D')
    .street('B E F C');
const middlePiece = (drawing: Town) => key(drawing, [100, 0], [300, 0]);
const chair = { wheelchair: true, stepsClosed: true } as const;

describe('an audited piece', () => {
  const walked = (row: Partial<AuditRow>, options: Partial<Profile> = {}) => {
    const drawing = street();
    return effective(drawing, 'A', 'D', [{ ...blank, key: middlePiece(drawing), ...row }], options);
  };

  test('of which nothing is said costs what it cost', async () => {
    expect(await walked({})).toBeCloseTo(400, 5);
    expect(await walked({ surface: 'good', crossing: 'none', steps: 0, width: 2 })).toBeCloseTo(400, 5);
  });

  test('on an uneven or bad surface takes its factor longer, until the way round is shorter', async () => {
    expect(await walked({ surface: 'uneven' })).toBeCloseTo(200 + 200 * 1.15, 5);
    expect(await walked({ surface: 'bad' })).toBeCloseTo(200 + 200 * 1.4, 5);
    expect(await walked({ surface: 'bad' }, { badFactor: 1.6 })).toBeCloseTo(200 + 300, 5);
  });

  test('too narrow, or bad, is closed to wheelchairs alone', async () => {
    expect(await walked({ width: 0.79 }, chair)).toBeCloseTo(200 + 300, 5);
    expect(await walked({ width: 0.8 }, chair)).toBeCloseTo(400, 5);
    expect(await walked({ width: 0.5 })).toBeCloseTo(400, 5);
    expect(await walked({ surface: 'bad' }, chair)).toBeCloseTo(200 + 300, 5);
  });

  test('with steps costs a flight of 0.3 m a step, or seconds a step; closed to those who take none', async () => {
    // 20 steps are 6 m of flight at three times the time.
    expect(await walked({ steps: 20 })).toBeCloseTo(400 + 6 * 2, 5);
    // 1 s a step at 0.8 m/s in place of 0.3 m.
    expect(await walked({ steps: 20 }, { stepMetres: 0.8 })).toBeCloseTo(400 + 20 * 0.8 - 6, 5);
    expect(await walked({ steps: 20 }, chair)).toBeCloseTo(200 + 300, 5);
    expect(await walked({ steps: 20 }, { stepsClosed: true })).toBeCloseTo(200 + 300, 5);
  });

  test('with a crossing costs its measured wait, else what the study says of its kind', async () => {
    const waits = { crossingMetres: 8, signalMetres: 24, secondMetres: 0.5 };
    expect(await walked({ crossing: 'zebra' }, waits)).toBeCloseTo(408, 5);
    expect(await walked({ crossing: 'signal' }, waits)).toBeCloseTo(424, 5);
    expect(await walked({ crossing: 'signal', waitSeconds: 60 }, waits)).toBeCloseTo(430, 5);
    expect(await walked({ waitSeconds: 60 }, waits)).toBeCloseTo(430, 5);
  });

  test('is entered from either side up to what cannot be passed', async () => {
    const drawing = street();
    const rows = [{ ...blank, key: middlePiece(drawing), steps: 5 }];
    expect(await effective(drawing, [150, 0], 'A', rows, chair)).toBeCloseTo(150, 5);
    expect(await effective(drawing, [250, 0], 'A', rows, chair)).toBeCloseTo(50 + 300 + 100, 5);
  });

  test('on a slope takes what the function says, by the way up; steep it is closed to wheelchairs', async () => {
    const slope = { slope: 'naismith' as const };
    // Naismith: a metre up is 8⅓ m of level street. 5 % over 200 m are 10 m up.
    const up = 400 + (10 * 25) / 3;
    expect(await walked({ slope: 0.05, uphill: 'E' }, slope)).toBeCloseTo(up, 5);
    expect(await walked({ slope: 0.05, uphill: 'NE' }, slope)).toBeCloseTo(up, 5);
    expect(await walked({ slope: 0.05, uphill: 'W' }, slope)).toBeCloseTo(400, 5);
    expect(await walked({ slope: 0.05, uphill: 'E' }, { ...slope, direction: 'fromFacility' })).toBeCloseTo(
      400,
      5,
    );
    // Nobody said which way: the mean.
    expect(await walked({ slope: 0.05 }, slope)).toBeCloseTo(400 + (10 * 25) / 6, 5);
    expect(await walked({ slope: 0.05, uphill: 'N' }, slope)).toBeCloseTo(400 + (10 * 25) / 6, 5);
    expect(await walked({ slope: 0.09, uphill: 'W' }, { maxSlope: 0.083 })).toBeCloseTo(200 + 300, 5);
    expect(await walked({ slope: 0.08, uphill: 'W' }, { maxSlope: 0.083 })).toBeCloseTo(400, 5);
  });

  test('outweighs the crossings of the file inside it, and no others', async () => {
    const scene = town()
      .at({ A: [0, 0], X: [50, 0], Y: [150, 0], B: [200, 0], N: [200, 60], Z: [300, 0], C: [400, 0] })
      .street('A X Y B Z C')
      .street('B N')
      .crossing('X')
      .crossing('Z');
    const waits = { crossingMetres: 10, secondMetres: 1 };
    expect(await effective(scene, 'A', 'C', [], waits)).toBeCloseTo(420, 5);
    const first = key(scene, [0, 0], [200, 0]);
    expect(await effective(scene, 'A', 'C', [{ ...blank, key: first, crossing: 'none' }], waits)).toBeCloseTo(
      410,
      5,
    );
    expect(
      await effective(scene, 'A', 'C', [{ ...blank, key: first, crossing: 'zebra', waitSeconds: 4 }], waits),
    ).toBeCloseTo(414, 5);
  });
});

test('the way to a site tells what was seen on it: climbs, crossings and steps', async () => {
  const scene = town()
    .at({ A: [0, 0], B: [100, 0], X: [200, 0], C: [300, 0], D: [400, 0], E: [100, 50], F: [300, 50] })
    .street('A B X C D')
    .street('B E F C')
    .crossing('X');
  const rows: AuditRow[] = [
    { ...blank, key: key(scene, [100, 0], [300, 0]), slope: 0.05, uphill: 'E', crossing: 'signal', steps: 4 },
    { ...blank, key: key(scene, [300, 0], [400, 0]), slope: 0.02, uphill: 'W' },
  ];
  const facts = async (audited: readonly AuditRow[]) => {
    const { graph } = auditStreets(await scene.graph(), audited);
    const [site, home] = [scene.places('D'), scene.places([10, 0])];
    const entrances = { first: Int32Array.of(0, 1), links: linkPoints(graph, site.lons, site.lats, 200) };
    const links = linkPoints(graph, home.lons, home.lats, 200);
    const place = { edge: links.edge[0]!, along: links.along[0]!, perpendicular: links.perpendicular[0]! };
    const way = findWay(graph, { stepsFactor: 3, throughGates: false }, entrances, 0, place)!;
    return wayFacts(graph, way.legs);
  };
  expect(await facts([])).toEqual({ climbMetres: 0, descentMetres: 0, crossings: 1, signals: 0, gates: 0 });
  expect(await facts(rows)).toEqual({
    climbMetres: expect.closeTo(10, 4) as number,
    descentMetres: expect.closeTo(2, 4) as number,
    crossings: 0,
    signals: 1,
    gates: 0,
    countedSteps: 4,
  });
});

describe('mapped steps', () => {
  const hill = () =>
    town()
      .at({ A: [0, 0], B: [100, 0], C: [130, 0], D: [230, 0] })
      .street('A B')
      .steps('B C')
      .street('C D');
  const flight = (steps: number) => {
    const drawing = hill();
    return { drawing, rows: [{ ...blank, key: key(drawing, [100, 0], [130, 0]), steps }] };
  };

  test('keep their factor, or take seconds a step once they were counted', async () => {
    const { drawing, rows } = flight(60);
    expect(await effective(drawing, 'A', 'D', rows)).toBeCloseTo(200 + 90, 5);
    expect(await effective(drawing, 'A', 'D', rows, { stepMetres: 0.8 })).toBeCloseTo(200 + 60 * 0.8, 5);
    expect(await effective(drawing, 'A', 'D', [], { stepMetres: 0.8 })).toBeCloseTo(200 + 90, 5);
    // Never faster than the level.
    expect(await effective(drawing, 'A', 'D', flight(3).rows, { stepMetres: 0.8 })).toBeCloseTo(230, 5);
  });

  test('are a street where somebody saw none', async () => {
    const { drawing, rows } = flight(0);
    expect(await effective(drawing, 'A', 'D', rows)).toBeCloseTo(230, 5);
    expect(await effective(drawing, 'A', 'D', rows, chair)).toBeCloseTo(230, 5);
    expect(await effective(drawing, 'A', 'D', [], chair)).toBe(Infinity);
  });
});

describe('a piece is found again', () => {
  test('where a new path cut it, and where its joint is gone', async () => {
    const drawing = street();
    const known = middlePiece(drawing);
    const cut = town()
      .at({
        A: [0, 0],
        B: [100, 0],
        X: [180, 0],
        C: [300, 0],
        D: [400, 0],
        E: [100, 50],
        F: [300, 50],
        Y: [180, 50],
      })
      .street('A B X C D')
      .street('B E Y F C')
      .footway('X Y');
    const found = findPiece(await cut.graph(), known)!;
    expect(found.parts.map(({ from, to }) => to - from).sort((a, b) => a - b)).toEqual([
      expect.closeTo(80, 1),
      expect.closeTo(120, 1),
    ]);
    const joined = town()
      .at({ A: [0, 0], D: [400, 0] })
      .street('A D');
    const [part, ...rest] = findPiece(await joined.graph(), known)!.parts;
    expect(rest).toEqual([]);
    expect(Math.min(part!.from, 400 - part!.to)).toBeCloseTo(100, 1);
    expect(part!.to - part!.from).toBeCloseTo(200, 1);
  });

  test('and costs the same on both', async () => {
    const rows = [{ ...blank, key: middlePiece(street()), surface: 'bad' as const, steps: 20 }];
    const cut = street().footway([
      [180, 0],
      [180, -40],
    ]);
    const joined = town()
      .at({ A: [0, 0], D: [400, 0] })
      .street('A D');
    for (const scene of [street(), cut, joined])
      expect(await effective(scene, [0, 0], [400, 0], rows)).toBeCloseTo(400 + 80 + 12, 1);
  });

  test('no other street is taken for it', async () => {
    const drawing = street();
    const graph = await drawing.graph();
    expect(findPiece(graph, key(drawing, [100, 16], [300, 16]))).toBeNull();
    expect(findPiece(graph, key(drawing, [100, 0], [250, 0]))?.parts).toMatchObject([
      { from: expect.closeTo(0, 1) as number, to: expect.closeTo(150, 1) as number },
    ]);
    expect(findPiece(graph, { ...key(drawing, [100, 0], [300, 0]), metres: 150 })).toBeNull();
    expect(findPiece(graph, { ...key(drawing, [100, 0], [250, 0]), ends: null })).toBeNull();
  });

  test('every edge of a town by its own key, loops and twins too', async () => {
    const drawing = town()
      .at({ A: [0, 0], B: [200, 0], L: [260, 40], M: [260, -40], T: [100, 30] })
      .street('A B')
      .street('A T B')
      .street('B L M B')
      .street(['A', [-30, 0]]);
    const graph = await drawing.graph();
    expect(graph.edgeCount).toBe(4);
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      const found = findPiece(graph, readPieceKey(writePieceKey(keyOfEdge(graph, edge)))!);
      expect(found?.parts).toEqual([{ edge, from: 0, to: graph.edgeMetres[edge] }]);
    }
  });
});

describe('rows one after another', () => {
  test('the later says what counts, blanks leave what was said; both are told', async () => {
    const drawing = street();
    const graph = await drawing.graph();
    const piece = middlePiece(drawing);
    const rows: AuditRow[] = [
      { ...blank, key: piece, surface: 'bad', steps: 20, waitSeconds: 30, crossing: 'zebra' },
      { ...blank, row: 3, key: piece, surface: 'uneven', steps: 0 },
      { ...blank, row: 4, key: key(drawing, [900, 900], [950, 900]) },
    ];
    const told = auditStreets(graph, rows);
    expect(told.found.map(({ row }) => row)).toEqual([2, 3]);
    expect(told.lost.map(({ row }) => row)).toEqual([4]);
    expect(told.twice.map(({ row }) => row)).toEqual([3]);
    expect(told.metres).toBeCloseTo(200, 1);
    expect(await effective(drawing, 'A', 'D', rows.slice(0, 2), { secondMetres: 1 })).toBeCloseTo(
      200 + 200 * 1.15 + 30,
      4,
    );
  });

  test('without any the graph is the same object', async () => {
    const graph = await street().graph();
    expect(auditStreets(graph, []).graph).toBe(graph);
  });

  test('edges nobody speaks of cost what they did, to the last bit', async () => {
    const drawing = street();
    const graph = await drawing.graph();
    const { graph: audited } = auditStreets(graph, [
      { ...blank, key: middlePiece(drawing), surface: 'bad', steps: 3 },
    ]);
    const profile: Profile = { stepsFactor: 3, throughGates: false };
    const [before, after] = [edgeCostsOf(graph, profile), edgeCostsOf(audited, profile)];
    const differing = Array.from({ length: graph.edgeCount }, (_, e) => e).filter(
      (e) =>
        metresAlong(before, e, 0, graph.edgeMetres[e]!) !== metresAlong(after, e, 0, graph.edgeMetres[e]!),
    );
    expect(differing).toHaveLength(1);
  });
});

function keyOfEdge(graph: Graph, edge: number): PieceKey {
  const at = (along: number): [number, number] => {
    const first = graph.shapeFirst[edge]!;
    let k = first;
    while (k < graph.shapeFirst[edge + 1]! - 2 && graph.shapeMetres[k + 1]! < along) k++;
    const t = (along - graph.shapeMetres[k]!) / (graph.shapeMetres[k + 1]! - graph.shapeMetres[k]!);
    const mix = (values: Float64Array) => values[k]! + t * (values[k + 1]! - values[k]!);
    return [mix(graph.shapeLons), mix(graph.shapeLats)];
  };
  const metres = graph.edgeMetres[edge]!;
  return { middle: at(metres / 2), ends: [at(0), at(metres)], metres };
}

describe('tags of the streets, where the study asks', () => {
  const along = async (drawing: Town, asked: 'none' | 'steps' | 'all', options: Partial<Profile> = {}) => {
    const built = await buildGraph(drawing.raw(), { steps: true, tagged: asked });
    if (!built.ok) throw new Error(built.fault.code);
    const { graph } = built.value;
    const profile: Profile = { stepsFactor: 3, throughGates: false, ...options };
    const costs = edgeCostsOf(graph, profile);
    return [0, 1].map((back) =>
      Array.from({ length: graph.edgeCount }, (_, e) => {
        const length = graph.edgeMetres[e]!;
        return back === 0 ? metresAlong(costs, e, 0, length) : metresAlong(costs, e, length, 0);
      }).reduce((sum, metres) => sum + metres, 0),
    );
  };
  /** Drawn against each other, so that one of the two is walked backward in its chain. */
  const mixed = () =>
    town()
      .at({ A: [0, 0], B: [100, 0], C: [200, 0] })
      .street('A B', { incline: '6%', surface: 'gravel' })
      .street('C B', { incline: '6%', smoothness: 'bad', width: '0.7 m' });

  test('slopes have the way of their drawing, surfaces their factor, narrow and bad ones are closed', async () => {
    expect(await along(mixed(), 'none')).toEqual([expect.closeTo(200, 5), expect.closeTo(200, 5)]);
    const [surfaced] = await along(mixed(), 'all');
    expect(surfaced).toBeCloseTo(115 + 140, 5);
    // Outwards from A is walked towards A: down the first (level at least), up the second by 6 m.
    const up = 1 + 0.06 * (25 / 3);
    const [out, back] = await along(mixed(), 'all', { slope: 'naismith' });
    expect(out).toBeCloseTo(115 + 140 * up, 5);
    expect(back).toBeCloseTo(115 * up + 140, 5);
    expect(await along(mixed(), 'all', chair)).toEqual([Infinity, Infinity]);
    expect(await along(mixed(), 'steps', { slope: 'naismith' })).toEqual([
      expect.closeTo(200, 5),
      expect.closeTo(200, 5),
    ]);
  });

  test('a flight takes seconds a step by its step_count, each part its own', async () => {
    const flights = town()
      .at({ A: [0, 0], B: [10, 0], C: [40, 0], D: [50, 0] })
      .steps('A B', { step_count: '30' })
      .steps('B C', { step_count: 'many' })
      .steps('C D', { step_count: '24' });
    expect((await along(flights, 'none', { stepMetres: 0.8 }))[0]).toBeCloseTo(150, 5);
    expect((await along(flights, 'steps', { stepMetres: 0.8 }))[0]).toBeCloseTo(24 + 90 + 19.2, 5);
    expect((await along(flights, 'steps'))[0]).toBeCloseTo(150, 5);
  });
});
