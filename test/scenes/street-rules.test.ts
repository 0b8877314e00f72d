/**
 * walking.md part 1, sentence by sentence: 100 m straight on with the tags in question, or 300 m round. Each case is walked
 * (metres by arithmetic, streets by name) and read again from OpenStreetMap's XML (names of the streets that are there).
 *
 * Where the other sentences are shown: compounds, islands, several entrances, ties, factor of steps `walking.test.ts`; places on a
 * street that is one-way on foot `one-way.test.ts`; crossings, kerbs, ramps, slope, floors, gates in seconds `walkers.test.ts`; 20 m beside `sidewalk=separate`, compounds by name, bridges
 * `osm-cases.test.ts`; pieces, loops, parallels, islands of 40 vertices or 500 m `network-graph.test.ts`; along streets
 * `layers-streets.test.ts`; without streets `routing-straight.test.ts`.
 */
import { describe, expect, test } from 'vitest';
import { readOsmXml } from '../../src/intake/osm-xml';
import { buildGraph } from '../../src/network/build-graph';
import { openMotorRoads } from '../../src/network/motor-roads';
import type { Profile } from '../../src/routing/profile';
import { graphOf } from '../core/routing-networks';
import { town, type Tags } from './town';
import { walk } from './walk';

type Rule = readonly [sentence: string, way: Tags, node: Tags, walker: Partial<Profile>, straight: boolean];

const outwards: Partial<Profile> = { direction: 'fromFacility' };
const chair: Partial<Profile> = { wheelchair: true, stepsClosed: true };
const way = (sentence: string, tags: Tags, straight: boolean, walker = {}): Rule => [
  sentence,
  tags,
  {},
  walker,
  straight,
];
const node = (sentence: string, tags: Tags, straight: boolean, walker = {}): Rule => [
  sentence,
  {},
  tags,
  walker,
  straight,
];

const rules: readonly Rule[] = [
  ...['services', 'rest_area', 'raceway'].map((highway) =>
    way(`${highway} is no street`, { highway }, false),
  ),
  ...['construction', 'proposed', 'planned', 'abandoned', 'razed', 'removed'].map((highway) =>
    way(`${highway} is dropped`, { highway }, false),
  ),
  ...['cycleway', 'bridleway', 'primary', 'track', 'corridor', 'living_street', 'footway', 'path'].map(
    (highway) => way(`${highway} is open`, { highway }, true),
  ),
  way('a platform of public transport is walked', { highway: '', public_transport: 'platform' }, true),
  way('a platform of the railway is walked', { highway: '', railway: 'platform' }, true),
  way('a cycleway is closed by foot=no', { highway: 'cycleway', foot: 'no' }, false),
  way('an area that is no square is dropped', { highway: 'service', area: 'yes' }, false),
  way('the outline of a square is walked', { highway: 'pedestrian', area: 'yes' }, true),
  way('a motorway is closed', { highway: 'motorway' }, false),
  way('a trunk road is closed', { highway: 'trunk' }, false),
  way('a trunk road with a sidewalk is open', { highway: 'trunk', sidewalk: 'right' }, true),
  way('a motor road is closed', { highway: 'secondary', motorroad: 'yes' }, false),
  way('foot opens what access closes', { foot: 'yes', access: 'no' }, true),
  way('foot closes what access opens', { foot: 'no', access: 'yes' }, false),
  way('foot=private outweighs access=yes', { foot: 'private', access: 'yes' }, false),
  ...['no', 'restricted', 'prohibited', 'military', 'emergency', 'use_sidepath'].map((access) =>
    way(`access=${access} closes`, { access }, false),
  ),
  ...['private', 'residents', 'permit', 'customers', 'destination'].map((access) =>
    way(`access=${access} is no short cut`, { access }, false),
  ),
  ...['private', 'residents', 'permit', 'customers', 'destination'].map((access) =>
    way(`access=${access} is one through open gates`, { access }, true, { throughGates: true }),
  ),
  way('one-way streets are walked against', { oneway: '-1' }, true),
  way('one-way on foot is walked along its drawing', { 'oneway:foot': 'yes' }, true),
  way('and not against it', { 'oneway:foot': '-1' }, false),
  way('who goes out from the facility walks it the other way', { 'oneway:foot': '-1' }, true, outwards),
  way('and not against it either', { 'oneway:foot': 'yes' }, false, outwards),
  way('there and back is not walked along it', { 'oneway:foot': 'yes' }, false, { direction: 'bothWays' }),
  way('oneway:foot=no lets walkers come and go', { oneway: 'yes', 'oneway:foot': 'no' }, true),
  way('oneway:foot outweighs oneway', { oneway: 'yes', 'oneway:foot': '-1' }, false),
  way('foot:backward=no is open forward', { 'foot:backward': 'no' }, true),
  way('foot:forward=no is closed forward', { 'foot:forward': 'no' }, false),
  way('foot:forward=no outweighs foot=yes', { foot: 'yes', 'foot:forward': 'no' }, false),
  way(
    'closed in both directions is closed',
    { 'foot:forward': 'no', 'foot:backward': 'no' },
    false,
    outwards,
  ),
  way('a direction that alternates closes none', { 'oneway:foot': 'alternating' }, true),
  ...[
    'gate',
    'lift_gate',
    'swing_gate',
    'bollard',
    'kissing_gate',
    'cycle_barrier',
    'entrance',
    'cattle_grid',
  ].map((barrier) => node(`a ${barrier} passes`, { barrier }, true)),
  ...['wall', 'fence', 'hedge', 'jersey_barrier', 'debris'].map((barrier) =>
    node(`a ${barrier} blocks`, { barrier }, false),
  ),
  node('access on a gate closes it', { barrier: 'gate', access: 'no' }, false),
  node('foot on a wall opens it', { barrier: 'wall', foot: 'yes' }, true),
  node('foot on a gate outweighs its access', { barrier: 'gate', access: 'no', foot: 'yes' }, true),
  way('steps are closed to a wheelchair', { highway: 'steps' }, false, chair),
  way('steps with a ramp are not', { highway: 'steps', 'ramp:wheelchair': 'yes' }, true, chair),
  way('steps tagged wheelchair=yes are not', { highway: 'steps', wheelchair: 'yes' }, true, chair),
  way('steps × 5 are longer than the way round', { highway: 'steps' }, false, { stepsFactor: 5 }),
  way('steps × 2 are not', { highway: 'steps' }, true, { stepsFactor: 2 }),
  node('a raised kerb is closed to a wheelchair', { kerb: 'raised' }, false, chair),
  node('a raised kerb is open to others', { kerb: 'raised' }, true),
  node('a lowered kerb is open to a wheelchair', { kerb: 'lowered' }, true, chair),
];

const scene = (tags: Tags, middle: Tags) =>
  town()
    .at({ W: [-50, 0], A: [0, 0], X: [50, 0], B: [100, 0], E: [150, 0], N: [0, 100], M: [100, 100] })
    .street('W A', { name: 'West' })
    .street('A X B', { name: 'Straight', ...tags })
    .street('A N M B', { name: 'Round' })
    .street('B E', { name: 'East' })
    .node('X', middle);

test.each(rules)('%s', async (_sentence, tags, middle, walker, straight) => {
  const drawing = scene(tags, middle);
  const found = await walk(drawing, 'W', [['E']], walker);
  expect(found.names).toEqual(['West', straight ? 'Straight' : 'Round', 'East']);
  expect(found.metres).toBeCloseTo(straight ? 200 : 400, 5);
  const factor = tags['highway'] === 'steps' && straight ? (walker.stepsFactor ?? 1) : 1;
  expect(found.effectiveMetres).toBeCloseTo(found.metres + 100 * (factor - 1) * (straight ? 1 : 0), 5);

  const read = await readOsmXml(new Blob([drawing.xml()]));
  if (!read.ok) throw new Error(read.fault.code);
  const again = await graphOf(read.value.streets!);
  expect(namesOf(again)).toEqual(namesOf(found.graph));
});

describe('roads for cars', () => {
  const roads: readonly Tags[] = [
    { highway: 'motorway' },
    { highway: 'trunk' },
    { highway: 'secondary', motorroad: 'yes' },
    { highway: 'trunk', sidewalk: 'no' },
  ];
  test.each(roads)('%j is walked where the study opens it', async (tags) => {
    expect(await opened(tags)).toEqual(['East', 'Round', 'Straight', 'West']);
  });
  test.each([{ foot: 'no' }, { access: 'no' }, { foot: 'use_sidepath' }] as Tags[])(
    'a trunk road that says %j stays closed',
    async (tags) => {
      expect(await opened({ highway: 'trunk', ...tags })).toEqual(['East', 'Round', 'West']);
    },
  );
  test('streets without such roads are left as they are', () => {
    const raw = scene({}, {}).raw();
    expect(openMotorRoads(raw)).toBe(raw);
  });

  async function opened(tags: Tags) {
    return namesOf(await graphOf(openMotorRoads(scene(tags, {}).raw())));
  }
});

test('from a road whose pavement is drawn beside it one walks to the pavement', async () => {
  const drawing = town()
    .at({ A: [0, 0], B: [200, 0], P: [0, 15], Q: [200, 15] })
    .street('A B', { name: 'Road', sidewalk: 'separate' })
    .footway('P Q', { name: 'Pavement' });
  const found = await walk(drawing, [50, -5], [[[150, 25]]]);
  expect(found.names).toEqual(['Pavement']);
  // 20 up to the pavement, 100 along it, 10 to the door.
  expect(found.metres).toBeCloseTo(130, 5);
});

test('ways that are one-way for walkers are counted, others are not', async () => {
  const drawing = scene({ 'oneway:foot': 'yes' }, {}).street('N A', { 'oneway:foot': 'no' });
  const built = await buildGraph(drawing.raw(), { steps: true });
  expect(built.ok && built.notes).toContainEqual({ code: 'network.onewayFoot', blanks: { count: 1 } });
});

/** Of all streets that were kept. */
function namesOf(graph: Awaited<ReturnType<typeof graphOf>>): string[] {
  return graph.names.filter((name) => name !== '').sort();
}
