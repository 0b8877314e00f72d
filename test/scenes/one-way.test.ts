/** A street that walkers may go in one direction only, as seen by those who stand on it: metres by arithmetic. */
import { describe, expect, test } from 'vitest';
import { distanceMetres } from '../../src/domain/ellipsoid';
import type { Direction } from '../../src/domain/study';
import { readOsmPbf } from '../../src/intake/osm-pbf';
import { readOsmXml } from '../../src/intake/osm-xml';
import { cutCircle } from '../../src/layers/cut-streets';
import { NO_BACKWARD, NO_FORWARD } from '../../src/network/graph';
import { nothingKnown } from '../../src/routing/conditions';
import { buildDemand } from '../../src/routing/demand';
import { facilityReach } from '../../src/routing/facility-reach';
import { linkPoints } from '../../src/routing/link';
import { nearestSites } from '../../src/routing/nearest';
import { findWay } from '../../src/routing/path';
import { graphOf } from '../core/routing-networks';
import { town, type Spot, type Tags } from './town';
import { walk } from './walk';

/** 100 m from A to B, one-way; 300 m round by D and C. */
const block = (tags: Tags = { 'oneway:foot': 'yes' }) =>
  town()
    .at({ A: [0, 0], B: [100, 0], C: [100, 100], D: [0, 100] })
    .street('A B', { name: 'One-way', ...tags })
    .street('B C D A', { name: 'Round' });

describe('two places on one piece of it', () => {
  const cases: readonly [Direction, from: number, to: number, metres: number][] = [
    ['toFacility', 30, 70, 40],
    // On to B, round to A, and along again.
    ['toFacility', 70, 30, 30 + 300 + 30],
    ['fromFacility', 70, 30, 40],
    ['fromFacility', 30, 70, 30 + 300 + 30],
  ];
  test.each(cases)(
    '%s, elder at %d m, facility at %d m: %d m',
    async (direction, elder, facility, metres) => {
      const found = await walk(block(), [elder, 0], [[[facility, 0]]], { direction });
      expect(found.metres).toBeCloseTo(metres, 5);
      expect(await found.isWithin(metres + 0.01)).toBe(true);
      expect(await found.isWithin(metres - 0.01)).toBe(false);
    },
  );

  test.each(['toFacility', 'fromFacility'] as const)('at one place: 0 m (%s)', async (direction) => {
    const found = await walk(block(), [50, 0], [[[50, 0]]], { direction });
    expect(found.metres).toBe(0);
    expect(await found.isWithin(0)).toBe(true);
  });

  test('there and back along the same streets there is no way', async () => {
    const found = await walk(block(), [30, 0], [[[70, 0]]], { direction: 'bothWays' });
    expect(found.facility).toBe(-1);
    expect(await found.isWithin(10_000)).toBe(false);
  });
});

describe('one place on it', () => {
  const cases: readonly [string, Tags, Direction, from: Spot, to: Spot, metres: number][] = [
    ['leaves it forwards', { 'oneway:foot': 'yes' }, 'toFacility', [30, 0], 'A', 70 + 300],
    ['is come to from the start', { 'oneway:foot': 'yes' }, 'toFacility', 'A', [30, 0], 30],
    ['is come to from the start alone', { 'oneway:foot': 'yes' }, 'toFacility', 'B', [30, 0], 300 + 30],
    ['drawn the other way round', { 'oneway:foot': '-1' }, 'toFacility', [30, 0], 'A', 30],
    ['drawn the other way round', { 'oneway:foot': '-1' }, 'toFacility', [30, 0], 'B', 30 + 300],
    ['visited and left from A', { 'oneway:foot': 'yes' }, 'fromFacility', [30, 0], 'A', 30],
    ['visited from B', { 'oneway:foot': 'yes' }, 'fromFacility', [30, 0], 'B', 300 + 30],
  ];
  test.each(cases)('%s (%j, %s, %j → %j): %d m', async (_what, tags, direction, from, to, metres) => {
    const found = await walk(block(tags), from, [[to]], { direction });
    expect(found.metres).toBeCloseTo(metres, 5);
    expect(await found.isWithin(metres + 0.01)).toBe(true);
    expect(await found.isWithin(metres - 0.01)).toBe(false);
  });

  test('of several facilities the nearest is the one ahead', async () => {
    const found = await walk(block(), [50, 0], [[[40, 0]], [[95, 0]]]);
    expect([found.facility, found.names]).toEqual([1, ['One-way']]);
    expect(found.metres).toBeCloseTo(45, 5);
  });
});

describe('metres of street that reach a facility 60 m along it', () => {
  const cases: readonly [Direction, limit: number, metres: number][] = [
    ['toFacility', 30, 30],
    // All 60 before it, and 20 of the way round that lead to A.
    ['toFacility', 80, 80],
    ['fromFacility', 30, 30],
    // 40 to B and 40 beyond.
    ['fromFacility', 80, 80],
    // All 60 and the 300 round, and of the 40 ahead those 40 that are walked on to B.
    ['toFacility', 400, 400],
    ['toFacility', 370, 370],
  ];
  test.each(cases)('%s, %d m: %d m', async (direction, limit, metres) => {
    const { graph, entrances } = await walk(block(), 'A', [[[60, 0]]], { direction });
    const profile = { stepsFactor: 1, throughGates: false, direction };
    const lines = cutCircle(graph, await facilityReach(graph, profile, entrances, 0, limit), limit);
    let drawn = 0;
    for (let i = 0; i < lines.count; i++)
      for (let k = lines.first[i]!; k + 1 < lines.first[i + 1]!; k++)
        drawn += distanceMetres(...([0, 1, 2, 3].map((n) => lines.lonLats[2 * k + n]!) as Quad));
    expect(drawn).toBeCloseTo(metres, 4);
  });
  type Quad = [number, number, number, number];
});

test('what an audit says of its surface counts in the one direction that is open', async () => {
  const drawing = block();
  const plain = await drawing.graph();
  const span = { ...nothingKnown, surface: 'uneven', from: 40, to: 60 } as const;
  const graph = {
    ...plain,
    conditions: { edges: new Map([[0, { spans: [span], spots: [] }]]), hasWaits: false },
  };
  const profile = { stepsFactor: 1, throughGates: false, unevenFactor: 2 };
  const seen = async (from: Spot, to: Spot) => {
    const link = (spot: Spot) => {
      const { lons, lats } = drawing.places(spot);
      return linkPoints(graph, lons, lats, 1);
    };
    const entrances = { first: Int32Array.of(0, 1), links: link(to) };
    const demand = buildDemand(link(from), null, null);
    return (await nearestSites(graph, profile, entrances, Int32Array.of(0), demand)).effectiveMetres[0];
  };
  expect(await seen([30, 0], [70, 0])).toBeCloseTo(60, 5);
  expect(await seen([70, 0], [30, 0])).toBeCloseTo(360, 5);
  expect(await seen([70, 0], [50, 0])).toBeCloseTo(30 + 300 + 40 + 20, 5);
});

test('the way that is shown leads on to B and round, and its metres are the label’s', async () => {
  const { graph, entrances } = await walk(block(), [70, 0], [[[30, 0]]]);
  const way = findWay(graph, { stepsFactor: 1, throughGates: false }, entrances, 0, {
    edge: 0,
    along: 70,
    perpendicular: 0,
  })!;
  expect(way.names).toEqual(['One-way', 'Round', 'One-way']);
  expect(way.metres).toBeCloseTo(360, 5);
  expect(way.legs.map(({ edge }) => edge)).toEqual([0, 1, 0]);
  expect([way.legs[0]!.from, way.legs[0]!.to, way.legs[2]!.from, way.legs[2]!.to].map(Math.round)).toEqual([
    70, 100, 0, 30,
  ]);
});

describe('ways that follow one another', () => {
  const chain = (first: Tags, second: Tags, path = 'B C') =>
    town()
      .at({ A: [0, 0], B: [100, 0], C: [200, 0] })
      .street('A B', first)
      .street(path, second)
      .graph();
  const along = { 'oneway:foot': 'yes' };
  const against = { 'oneway:foot': '-1' };

  test('are one street where they lead the same way, however they are drawn', async () => {
    for (const streets of [chain(along, along), chain(along, against, 'C B')])
      expect([...(await streets).edgeFlags]).toEqual([NO_BACKWARD]);
    expect([...(await chain(against, along, 'C B')).edgeFlags]).toEqual([NO_FORWARD]);
  });

  test('are two where one is closed to who walks the other', async () => {
    for (const streets of [
      chain(along, against),
      chain(along, along, 'C B'),
      chain(along, {}),
      chain({}, along),
    ])
      expect((await streets).edgeCount).toBe(2);
  });

  test('a ring all one way is walked that way round', async () => {
    const ring = town()
      .at({ A: [0, 0], B: [100, 0], C: [100, 100], D: [0, 100] })
      .street('A B C', along)
      .street('A D C', against);
    const found = await walk(ring, [30, 0], [[[20, 0]]]);
    expect(found.graph.edgeCount).toBe(1);
    expect(found.metres).toBeCloseTo(390, 4);
  });
});

test('read from XML and PBF the street leads the same way', async () => {
  for (const tags of [{ 'oneway:foot': 'yes' }, { 'oneway:foot': '-1' }, { 'foot:backward': 'no' }]) {
    const drawing = block(tags);
    const xml = await readOsmXml(new Blob([drawing.xml()]));
    const pbf = await readOsmPbf(new Blob([await drawing.pbf()]));
    if (!xml.ok || !pbf.ok) throw new Error('not read');
    const flags = [...(await drawing.graph()).edgeFlags];
    expect(flags).toEqual([tags['oneway:foot'] === '-1' ? NO_FORWARD : NO_BACKWARD, 0]);
    for (const read of [xml.value, pbf.value])
      expect([...(await graphOf(read.streets!)).edgeFlags]).toEqual(flags);
  }
});
