/** Tiny OSM cases, one rule of walking.md part 1 each, asserted by the names of the streets that remain. */
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/network/build-graph';
import { BRIDGE, NO_BACKWARD, NO_FORWARD, STEPS, TUNNEL, type Graph } from '../../src/network/graph';
import { passesBarrier, walkClass, type Tags, type WalkClass } from '../../src/network/walkable';
import { town, type Town } from '../scenes/town';

const cases: [Tags, WalkClass][] = [
  [{ highway: 'residential' }, 'open'],
  [{ highway: 'footway' }, 'open'],
  [{ highway: 'steps' }, 'open'],
  [{ highway: 'cycleway' }, 'open'],
  [{ highway: 'cycleway', foot: 'no' }, 'closed'],
  [{ highway: 'bridleway' }, 'open'],
  [{ highway: 'corridor' }, 'open'],
  [{ highway: 'residential', oneway: 'yes' }, 'open'],
  [{ highway: 'services' }, 'closed'],
  [{ highway: 'rest_area' }, 'closed'],
  [{ highway: 'raceway' }, 'closed'],
  [{ highway: 'construction' }, 'closed'],
  [{ highway: 'proposed' }, 'closed'],
  [{ highway: 'planned' }, 'closed'],
  [{ highway: 'abandoned' }, 'closed'],
  [{ highway: 'razed' }, 'closed'],
  [{ highway: 'removed' }, 'closed'],
  [{ highway: 'residential', construction: 'yes' }, 'closed'],
  [{ highway: 'residential', construction: 'minor' }, 'open'],
  [{ railway: 'platform' }, 'open'],
  [{ public_transport: 'platform' }, 'open'],
  [{ railway: 'rail' }, 'closed'],
  [{ waterway: 'river' }, 'closed'],
  [{}, 'closed'],
  [{ highway: 'service', area: 'yes' }, 'closed'],
  [{ highway: 'pedestrian', area: 'yes' }, 'open'],
  [{ highway: 'motorway' }, 'closed'],
  [{ highway: 'motorway_link' }, 'open'],
  [{ highway: 'trunk' }, 'closed'],
  [{ highway: 'trunk_link' }, 'open'],
  [{ highway: 'trunk', sidewalk: 'both' }, 'open'],
  [{ highway: 'trunk', sidewalk: 'left' }, 'open'],
  [{ highway: 'trunk', sidewalk: 'no' }, 'closed'],
  [{ highway: 'trunk', sidewalk: 'separate' }, 'closed'],
  [{ highway: 'trunk', 'sidewalk:right': 'yes' }, 'open'],
  [{ highway: 'trunk', foot: 'yes' }, 'open'],
  [{ highway: 'trunk', sidewalk: 'both', foot: 'no' }, 'closed'],
  [{ highway: 'primary', motorroad: 'yes' }, 'closed'],
  [{ highway: 'primary', motorroad: 'yes', foot: 'designated' }, 'open'],
  [{ highway: 'primary' }, 'open'],
  ...['no', 'restricted', 'prohibited', 'military', 'emergency', 'use_sidepath'].flatMap(
    (value): [Tags, WalkClass][] => [
      [{ highway: 'service', access: value }, 'closed'],
      [{ highway: 'service', foot: value }, 'closed'],
      [{ highway: 'service', foot: value, access: 'yes' }, 'closed'],
      [{ highway: 'service', foot: 'yes', access: value }, 'open'],
    ],
  ),
  ...['private', 'residents', 'permit', 'customers', 'destination'].flatMap((value): [Tags, WalkClass][] => [
    [{ highway: 'service', access: value }, 'private'],
    [{ highway: 'service', foot: value, access: 'no' }, 'private'],
    [{ highway: 'service', foot: 'yes', access: value }, 'open'],
  ]),
  [{ highway: 'service', access: 'permissive' }, 'open'],
  [{ highway: 'service', 'oneway:foot': 'yes' }, 'open'],
  [{ highway: 'service', 'oneway:foot': 'yes', access: 'private' }, 'private'],
  [{ highway: 'service', 'foot:forward': 'no', 'foot:backward': 'no' }, 'closed'],
  [{ highway: 'service', access: 'delivery' }, 'open'],
  [{ highway: 'service', access: 'customers;no' }, 'closed'],
  [{ highway: 'service', access: 'yes; private' }, 'private'],
];

describe('walkClass', () => {
  it.each(cases)('%j is %s', (tags, expected) => {
    expect(walkClass(tags)).toBe(expected);
  });
});

describe('passesBarrier', () => {
  it.each([
    'gate',
    'lift_gate',
    'swing_gate',
    'bollard',
    'kissing_gate',
    'cycle_barrier',
    'entrance',
    'cattle_grid',
    'kerb',
  ])('lets walkers through a %s', (barrier) =>
    expect(passesBarrier({ barrier })).toEqual({ pass: true, private: false }),
  );
  it.each(['wall', 'fence', 'hedge', 'jersey_barrier', 'debris'])('stops walkers at a %s', (barrier) =>
    expect(passesBarrier({ barrier }).pass).toBe(false),
  );
  it('lets access and foot on the node override the kind, foot first', () => {
    expect(passesBarrier({ barrier: 'wall', access: 'yes' }).pass).toBe(true);
    expect(passesBarrier({ barrier: 'gate', access: 'no' }).pass).toBe(false);
    expect(passesBarrier({ barrier: 'gate', access: 'no', foot: 'yes' }).pass).toBe(true);
    expect(passesBarrier({ barrier: 'gate', access: 'yes', foot: 'no' }).pass).toBe(false);
    expect(passesBarrier({ barrier: 'gate', access: 'private' })).toEqual({ pass: true, private: true });
  });
});

describe('the graph of a town', () => {
  it('keeps open ways and drops closed ones', async () => {
    const drawn = cross()
      .street('A B', { highway: 'motorway', name: 'fast' })
      .street('A C', { name: 'slow' });
    expect(await streetsOf(drawn)).toEqual(['slow']);
  });

  it('keeps the outline of a pedestrian square and no other area', async () => {
    const drawn = cross()
      .street('A B C A', { highway: 'pedestrian', area: 'yes', name: 'square' })
      .street('A D C A', { highway: 'service', area: 'yes', name: 'yard' });
    expect(await streetsOf(drawn)).toEqual(['square']);
  });

  it('leaves steps out where the study says they cannot be walked', async () => {
    const drawn = cross().street('A B', { name: 'flat' }).steps('B C', { name: 'stairs' });
    expect(await streetsOf(drawn)).toEqual(['flat', 'stairs']);
    expect((await drawn.graph({ steps: false })).names.filter(Boolean)).toEqual(['flat']);
  });

  it('marks steps, bridges and tunnels, and never merges them with the street they continue', async () => {
    const graph = await town()
      .at({ A: [0, 0], B: [100, 0], C: [200, 0], D: [300, 0], E: [400, 0] })
      .street('A B', { name: 'plain' })
      .bridge('B C', { name: 'bridge' })
      .street('C D', { tunnel: 'yes', name: 'tunnel' })
      .steps('D E', { name: 'steps' })
      .graph();
    expect(graph.edgeCount).toBe(4);
    expect([...graph.edgeFlags]).toEqual([0, BRIDGE, TUNNEL, STEPS]);
  });

  it('joins a bridge to the road under it nowhere but where they share a node', async () => {
    const graph = await town()
      .at({ W: [0, 0], E: [100, 0], S: [50, -50], N: [50, 50] })
      .street('W E')
      .bridge('S N')
      .graph();
    expect(graph.componentMetres.length).toBe(2);
    expect(graph.junctionCount).toBe(4);
  });

  it('cuts a way at a wall and passes a gate', async () => {
    const line = () =>
      town()
        .at({ A: [0, 0], B: [100, 0], C: [200, 0] })
        .street('A B C');
    expect(componentMetres(await line().gate('B').graph())).toEqual([200]);
    expect(componentMetres(await line().barrier('B', 'wall').graph())).toEqual([100, 100]);
    expect(componentMetres(await line().gate('B', { access: 'no' }).graph())).toEqual([100, 100]);
    expect(componentMetres(await line().barrier('B', 'wall', { foot: 'yes' }).graph())).toEqual([200]);
  });

  it('does not join two ways that meet at a wall', async () => {
    const graph = await town()
      .at({ A: [0, 0], B: [100, 0], C: [200, 0], D: [100, 100] })
      .street('A B')
      .street('B C')
      .street('D B')
      .barrier('B')
      .graph();
    expect(componentMetres(graph)).toEqual([100, 100, 100]);
  });

  it('counts gates tagged private and walls, and says so', async () => {
    const drawn = town()
      .at({ A: [0, 0], B: [100, 0], C: [200, 0], D: [300, 0] })
      .street('A B C D')
      .gate('B', { access: 'private' })
      .barrier('C', 'fence');
    const built = await buildGraph(drawn.raw(), { steps: true });
    const notes = built.ok ? built.notes : [];
    expect(notes).toContainEqual({ code: 'network.privateGates', blanks: { count: 1 } });
    expect(notes).toContainEqual({ code: 'network.blockedNodes', blanks: { count: 1 } });
  });

  it('numbers gated compounds by connected private ways', async () => {
    const graph = await town()
      .at({
        A: [0, 0],
        B: [100, 0],
        C: [200, 0],
        D: [300, 0],
        P: [100, 100],
        Q: [100, 200],
        R: [200, 100],
        S: [200, 200],
      })
      .street('A B C D', { name: 'public' })
      .private('B P', { name: 'first' })
      .private('P Q', { name: 'first', access: 'residents' })
      .private('C R', { name: 'second', access: 'destination' })
      .private('R S', { name: 'second' })
      .graph();
    const patchOf = new Map<string, Set<number>>();
    for (let e = 0; e < graph.edgeCount; e++) {
      const name = graph.names[graph.edgeName[e]!]!;
      patchOf.set(name, (patchOf.get(name) ?? new Set()).add(graph.edgePatch[e]!));
    }
    expect(Object.fromEntries([...patchOf].map(([name, set]) => [name, [...set]]))).toEqual({
      public: [0],
      first: [1],
      second: [2],
    });
    expect(graph.patchCount).toBe(2);
  });

  it('drops the centreline of a road with separate sidewalks only along drawn footways', async () => {
    const road = (offset: number) =>
      town()
        .at({ A: [0, 0], B: [100, 0], C: [200, 0], F: [0, offset], G: [100, offset] })
        .street('A B', { name: 'with', sidewalk: 'separate' })
        .street('B C', { name: 'without', sidewalk: 'separate' })
        .footway('F G', { name: 'pavement' })
        .footway('G B', { name: 'link' });
    // 100 m of pavement, its link and the road without; or the road with it as well.
    expect(componentMetres(await road(15).graph())).toEqual([215]);
    expect(componentMetres(await road(25).graph())).toEqual([325]);
  });

  it('finds the pavement of a long road though it is drawn in short pieces, and misses a gap in it', async () => {
    const road = (...gaps: number[]) => {
      const drawn = town().street(
        [
          [0, 0],
          [1000, 0],
        ],
        { sidewalk: 'separate' },
      );
      for (let x = 0; x < 1000; x += 20)
        if (!gaps.includes(x))
          drawn.footway([
            [x, 15],
            [x + 20, 15],
          ]);
      return drawn;
    };
    expect(componentMetres(await road().graph())).toEqual([1000]);
    // In the middle of a gap of 20 m the pavement is √(10² + 15²) = 18 m away; of 40 m, √(20² + 15²) = 25 m, and the road stays.
    expect(componentMetres(await road(500).graph())).toEqual([500, 480]);
    expect(componentMetres(await road(500, 520).graph())).toEqual([1000, 500, 460]);
  });

  it('drops it beside a pavement that is one-way on foot as well, and keeps the directions of what stays', async () => {
    const graph = await town()
      .at({ A: [0, 0], B: [100, 0], C: [200, 0], F: [0, 15], G: [100, 15] })
      .street('A B', { name: 'with', sidewalk: 'separate' })
      .street('C B', { name: 'without', 'oneway:foot': 'reverse' })
      .footway('F G', { name: 'pavement', 'oneway:foot': 'yes' })
      .footway('G B', { name: 'link' })
      .graph();
    const flags = Object.fromEntries(
      [...graph.edgeName].map((name, e) => [graph.names[name]!, graph.edgeFlags[e]!]),
    );
    expect(flags).toEqual({ without: NO_FORWARD, pavement: NO_BACKWARD, link: 0 });
  });

  it('does not take a crossing, or a footway under the bridge, for a sidewalk', async () => {
    const crossing = town()
      .at({ A: [0, 0], B: [20, 0], N: [10, 20], M: [10, 0], S: [10, -20] })
      .street('A M B', { name: 'road', sidewalk: 'separate' })
      .footway('N M S', { name: 'zebra', footway: 'crossing' });
    expect(await streetsOf(crossing)).toEqual(['road', 'zebra']);
    const bridge = town()
      .at({ A: [0, 0], B: [100, 0], C: [0, 5], D: [100, 5] })
      .bridge('A B', { name: 'viaduct', sidewalk: 'separate' })
      .footway('C D', { name: 'below' });
    expect(await streetsOf(bridge)).toEqual(['below', 'viaduct']);
  });

  it('is a fault where nothing can be walked', async () => {
    const built = await buildGraph(cross().street('A B', { highway: 'motorway' }).raw(), { steps: true });
    expect(built).toEqual({ ok: false, fault: { code: 'network.noStreets', blanks: { ways: 1 } } });
  });
});

function cross(): Town {
  return town().at({ A: [0, 0], B: [100, 0], C: [100, 100], D: [0, 100] });
}

async function streetsOf(drawn: Town): Promise<string[]> {
  const graph = await drawn.graph();
  return [...new Set([...graph.edgeName].map((name) => graph.names[name]!))].sort();
}

function componentMetres(graph: Graph): number[] {
  return [...graph.componentMetres].map((metres) => Math.round(metres * 1e6) / 1e6);
}
