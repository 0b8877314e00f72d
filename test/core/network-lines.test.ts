import type { Feature, Geometry, LineString, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { linesToStreets } from '../../src/intake/line-streets';
import { buildGraph } from '../../src/network/build-graph';
import { NO_BACKWARD, NO_FORWARD, SIGNAL, STEPS, type Graph } from '../../src/network/graph';
import { lonLatOf } from '../scenes/town';

/** Metres from a fixed place. */
const at = (x: number, y: number): Position => lonLatOf([103.85, 1.35], x, y);
const line = (
  points: readonly (readonly [number, number])[],
  properties: Record<string, unknown> = {},
): Feature<LineString> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates: points.map(([x, y]) => at(x, y)) },
});

async function build(features: readonly Feature<Geometry | null>[]) {
  const streets = linesToStreets(features);
  if (!streets.ok) throw new Error(streets.fault.code);
  const built = await buildGraph(streets.value, { steps: true });
  if (!built.ok) throw new Error(built.fault.code);
  return { graph: built.value.graph, notes: streets.notes, streets: streets.value };
}

const metres = (graph: Graph) => Math.round(graph.edgeMetres.reduce((a, b) => a + b, 0) * 1e4) / 1e4;

describe('lines with u and v', () => {
  it('meet only at those ids, though they cross at a vertex', async () => {
    const { graph } = await build([
      line(
        [
          [0, 0],
          [50, 0],
          [100, 0],
        ],
        { u: 1, v: 2 },
      ),
      line(
        [
          [50, -50],
          [50, 0],
          [50, 50],
        ],
        { u: 3, v: 4 },
      ),
    ]);
    expect(graph.componentMetres.length).toBe(2);
    expect(graph.edgeCount).toBe(2);
  });

  it('drop the second direction once, and keep true parallels', async () => {
    const there: [number, number][] = [
      [0, 0],
      [50, 30],
      [100, 0],
    ];
    const other: [number, number][] = [
      [0, 0],
      [50, -30],
      [100, 0],
    ];
    const back = (points: [number, number][]) => points.slice().reverse();
    const loop: [number, number][] = [
      [150, 0],
      [160, 0],
      [160, 10],
      [150, 0],
    ];
    const { streets, notes } = await build([
      line(there, { u: 1, v: 2, key: 0 }),
      line(other, { u: 1, v: 2, key: 1 }),
      line(back(there), { u: 2, v: 1, key: 0 }),
      line(back(other), { u: 2, v: 1, key: 1 }),
      line(there, { u: 1, v: 2, key: 2 }),
      line(
        [
          [100, 0],
          [150, 0],
        ],
        { u: 2, v: 5 },
      ),
      line(loop, { u: 5, v: 5, key: 0 }),
      line(back(loop), { u: 5, v: 5, key: 1 }),
    ]);
    // there, other, a third of there's shape, the link, one loop.
    expect(streets.wayTags.length).toBe(5);
    expect(notes).toEqual([{ code: 'lines.secondDirections', blanks: { count: 3 } }]);
  });

  describe('that are one-way on foot', () => {
    const there: [number, number][] = [
      [0, 0],
      [100, 0],
    ];
    const back: [number, number][] = there.slice().reverse();
    const oneWay = (value: unknown, more: object = {}) => ({ u: 1, v: 2, 'oneway:foot': value, ...more });
    const home = (value: unknown, more: object = {}) => ({ ...oneWay(value, more), u: 2, v: 1 });

    it.each([
      ['True', NO_BACKWARD],
      [true, NO_BACKWARD],
      [1, NO_BACKWARD],
      [-1, NO_FORWARD],
      ["['yes', 'yes']", NO_BACKWARD],
      ['no', 0],
      [null, 0],
    ])('%j closes the direction against the line', async (value, flags) => {
      const { graph, notes } = await build([line(there, oneWay(value))]);
      expect([...graph.edgeFlags]).toEqual([flags]);
      expect(notes).toEqual([]);
    });

    it('are turned where the line is the way reversed, whichever of the two comes first', async () => {
      const forward = line(there, oneWay('yes', { reversed: 'False' }));
      const reversed = line(back, home('yes', { reversed: 'True' }));
      for (const [features, flags] of [
        [[forward, reversed], NO_BACKWARD],
        [[reversed, forward], NO_FORWARD],
        [[reversed], NO_FORWARD],
      ] as const) {
        const { graph, notes } = await build([...features]);
        expect([...graph.edgeFlags]).toEqual([flags]);
        expect(notes.map(({ code }) => code)).not.toContain('lines.mixedDirections');
      }
    });

    it.each([
      ['two lines that contradict each other', [line(there, oneWay('yes')), line(back, home('yes'))]],
      ['the same without ids', [line(there, { 'oneway:foot': 'yes' }), line(back, { 'oneway:foot': 'yes' })]],
      ['several ways in one line', [line(there, oneWay(['yes', 'no']))]],
      [
        'a chain of ways of which some are reversed',
        [line(there, oneWay('yes', { reversed: [true, false] }))],
      ],
    ])('are walked both ways and told where the direction is in doubt: %s', async (_what, features) => {
      const { graph, notes } = await build(features);
      expect([...graph.edgeFlags]).toEqual([0]);
      expect(notes).toContainEqual({ code: 'lines.mixedDirections', blanks: { count: 1 } });
    });
  });

  it('keep a one-way street that has no second direction', async () => {
    const { graph } = await build([
      line(
        [
          [0, 0],
          [100, 0],
        ],
        { u: 1, v: 2 },
      ),
      line(
        [
          [100, 0],
          [200, 0],
        ],
        { u: 2, v: 3 },
      ),
    ]);
    expect(metres(graph)).toBe(200);
  });

  it('are joined by place, with a note, where the ids do not fit', async () => {
    const { graph, notes } = await build([
      line(
        [
          [0, 0],
          [100, 0],
        ],
        { u: 1, v: 2 },
      ),
      line(
        [
          [100, 0],
          [200, 0],
        ],
        { u: 1, v: 2 },
      ),
    ]);
    expect(notes).toEqual([{ code: 'lines.idsInconsistent', blanks: {} }]);
    expect(graph.edgeCount).toBe(1);
    expect(metres(graph)).toBe(200);
  });
});

describe('lines without ids', () => {
  it('meet where they share a vertex to 1e-7°, in the middle as well', async () => {
    const [lon, lat] = at(50, 0);
    const { graph } = await build([
      line([
        [0, 0],
        [50, 0],
        [100, 0],
      ]),
      {
        type: 'Feature',
        properties: null,
        geometry: { type: 'LineString', coordinates: [[lon! + 2e-8, lat!], at(50, 80)] },
      },
    ]);
    expect(graph.junctionCount).toBe(4);
    expect(graph.edgeCount).toBe(3);
  });

  it('count a line given twice once', async () => {
    const { graph, notes } = await build([
      line([
        [0, 0],
        [100, 0],
      ]),
      line([
        [100, 0],
        [0, 0],
      ]),
      line([
        [0, 0],
        [100, 0],
      ]),
    ]);
    expect(metres(graph)).toBe(100);
    expect(notes).toEqual([{ code: 'lines.secondDirections', blanks: { count: 2 } }]);
  });

  it('may come in several parts; other shapes are counted', async () => {
    const multi: Feature<Geometry | null> = {
      type: 'Feature',
      properties: {},
      geometry: {
        type: 'MultiLineString',
        coordinates: [
          [at(0, 0), at(50, 0)],
          [at(50, 0), at(100, 0)],
          [at(0, 50), at(100, 50)],
        ],
      },
    };
    const { graph, notes, streets } = await build([
      multi,
      { type: 'Feature', properties: {}, geometry: null },
      { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: at(0, 0) } },
      { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [] } },
      {
        type: 'Feature',
        properties: {},
        geometry: { type: 'LineString', coordinates: [at(0, 0), [500, 95]] },
      },
      {
        type: 'Feature',
        properties: {},
        geometry: { type: 'Polygon', coordinates: [[at(0, 0), at(9, 0), at(9, 9), at(0, 0)]] },
      },
    ]);
    expect(streets.wayTags.length).toBe(2);
    expect(metres(graph)).toBe(200);
    expect(notes).toEqual([{ code: 'lines.skipped', blanks: { count: 5 } }]);
  });

  it('stop at a wall that is a point of the file', async () => {
    const wall: Feature<Geometry> = {
      type: 'Feature',
      properties: { barrier: 'wall' },
      geometry: { type: 'Point', coordinates: at(50, 0) },
    };
    const { graph } = await build([
      line([
        [0, 0],
        [50, 0],
        [100, 0],
      ]),
      wall,
    ]);
    expect(graph.componentMetres.length).toBe(2);
  });

  it('know the crossings that are points of the file', async () => {
    const crossing: Feature<Geometry> = {
      type: 'Feature',
      properties: { highway: 'crossing', crossing: 'traffic_signals', barrier: null },
      geometry: { type: 'Point', coordinates: at(50, 0) },
    };
    const { graph, notes } = await build([
      line([
        [0, 0],
        [50, 0],
        [100, 0],
      ]),
      crossing,
    ]);
    expect(notes).toEqual([]);
    expect(graph.stops!.kind).toEqual(Uint8Array.of(SIGNAL));
    expect(graph.stops!.along[0]).toBeCloseTo(50, 5);
  });

  it('of no file at all are a fault', () => {
    expect(linesToStreets([])).toEqual({ ok: false, fault: { code: 'lines.noLines', blanks: {} } });
  });
});

describe('properties of lines', () => {
  const flagsOf = async (highway: unknown) =>
    (
      await build([
        line(
          [
            [0, 0],
            [100, 0],
          ],
          { highway },
        ),
      ])
    ).graph.edgeFlags[0];

  it('count as steps only where all values are steps', async () => {
    expect(await flagsOf('steps')).toBe(STEPS);
    expect(await flagsOf(['steps', 'steps'])).toBe(STEPS);
    expect(await flagsOf("['steps', 'steps']")).toBe(STEPS);
    expect(await flagsOf(['steps', 'footway'])).toBe(0);
    expect(await flagsOf("['footway', 'steps']")).toBe(0);
    expect(await flagsOf(null)).toBe(0);
    const { notes } = await build([
      line(
        [
          [0, 0],
          [100, 0],
        ],
        { highway: "['footway', 'steps']" },
      ),
    ]);
    expect(notes).toEqual([{ code: 'lines.mixedClasses', blanks: { count: 1 } }]);
  });

  it('close, make private and mark bridges as in OSM, lists and booleans included', async () => {
    const { streets } = await build([
      line(
        [
          [0, 0],
          [100, 0],
        ],
        { highway: 'path', access: ['yes', 'private'], bridge: true, tunnel: false, name: ['A', 'B'] },
      ),
    ]);
    expect(streets.wayTags).toEqual([
      { highway: 'path', access: 'yes;private', bridge: 'yes', tunnel: 'no', name: 'A / B' },
    ]);
    const { graph } = await build([
      line(
        [
          [0, 0],
          [100, 0],
        ],
        { highway: 'path', access: "['yes', 'private']" },
      ),
      line(
        [
          [100, 0],
          [150, 0],
        ],
        { highway: 'motorway' },
      ),
      line(
        [
          [0, 0],
          [0, 70],
        ],
        {},
      ),
    ]);
    expect(metres(graph)).toBe(170);
    expect(graph.patchCount).toBe(1);
  });

  it('leave railways and rivers out, but not platforms', async () => {
    const { graph, notes } = await build([
      line(
        [
          [0, 0],
          [100, 0],
        ],
        { name: 'street' },
      ),
      line(
        [
          [0, 0],
          [0, 30],
        ],
        { railway: 'platform' },
      ),
      line(
        [
          [0, 9],
          [100, 9],
        ],
        { railway: 'rail' },
      ),
      line(
        [
          [0, 8],
          [100, 8],
        ],
        { waterway: 'river' },
      ),
    ]);
    expect(metres(graph)).toBe(130);
    expect(notes).toEqual([{ code: 'lines.notStreets', blanks: { count: 2 } }]);
  });
});
