/** Ways that walkers may go in one direction only: every answer of routing against brute force, in each direction of the walk. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceMetres } from '../../src/domain/ellipsoid';
import { directions, type Direction } from '../../src/domain/study';
import type { RawStreets } from '../../src/domain/tables';
import { cutCircle } from '../../src/layers/cut-streets';
import { ONE_WAY } from '../../src/network/graph';
import type { Tags } from '../../src/network/walkable';
import { buildDemand } from '../../src/routing/demand';
import { facilityReach } from '../../src/routing/facility-reach';
import { linkPoints } from '../../src/routing/link';
import { nearestSites } from '../../src/routing/nearest';
import { createRandom, drawTown, onHills, peopleOf } from './routing-cases';
import { compareWithOracle, emptyTally } from './routing-compare';
import { isLong, longRun } from './routing-every-walker';
import { graphOf } from './routing-networks';

const seed = Number(process.env.ROUTING_SEED ?? 20261122);

test(
  'nearest, matrix, ways and street times equal brute force in towns with one-way paths',
  async () => {
    const tally = emptyTally();
    let [towns, oneWays] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.constantFrom('none', 'tobler'),
        fc.constantFrom(false, false, true),
        async (townSeed, slope, throughGates) => {
          const flat = await drawTown(townSeed, slope !== 'none', true).graph();
          const graph = slope === 'none' ? flat : await onHills(flat, townSeed);
          towns++;
          oneWays += graph.edgeFlags.reduce((count, flags) => count + ((flags & ONE_WAY) === 0 ? 0 : 1), 0);
          const people = peopleOf(graph, townSeed, 8, 3);
          for (const direction of directions) {
            const profile = { stepsFactor: 3, throughGates, slope, direction } as const;
            await compareWithOracle(people, profile, 100 + (townSeed % 300), tally);
          }
        },
      ),
      { numRuns: isLong ? 5000 : 500, seed },
    );
    console.info(
      `seed ${seed}: ${towns} towns × 3 directions, ${oneWays} one-way streets, ${tally.points} points (${tally.reached} reached), ` +
        `${tally.pairs} pairs, 0 mismatches beyond 1 cm, ${tally.ties} ties`,
    );
    expect(towns).toBeGreaterThanOrEqual(500);
    expect(oneWays).toBeGreaterThan(5 * towns);
    expect(tally.reached).toBeGreaterThan(tally.points / 2);
  },
  longRun,
);

test('the streets of the file, walked segment by segment, give the same metres; how they are cut and drawn changes nothing', async () => {
  let [points, reached, merged] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (townSeed) => {
      const raw = drawTown(townSeed, false, true).raw();
      const redrawn = redraw(raw, townSeed);
      const [graph, other] = [await graphOf(raw), await graphOf(redrawn)];
      expect(other.edgeCount).toBe(graph.edgeCount);
      merged += redrawn.wayTags.length - raw.wayTags.length;
      const random = createRandom(townSeed ^ 0x165667b1);
      const spots = Array.from({ length: 12 }, () => spotOn(raw, random));
      for (const direction of directions) {
        const walked = walkSegments(raw, spots, 3, direction);
        for (const streets of [graph, other]) {
          const links = linkPoints(
            streets,
            Float64Array.from(spots, ({ lon }) => lon),
            Float64Array.from(spots, ({ lat }) => lat),
            0.01,
          );
          const part = (from: number, to: number) => ({
            count: to - from,
            edge: links.edge.slice(from, to),
            along: links.along.slice(from, to),
            perpendicular: links.perpendicular.slice(from, to),
            island: links.island.slice(from, to),
          });
          const found = await nearestSites(
            streets,
            { stepsFactor: 3, throughGates: true, direction },
            { first: Int32Array.of(0, 1, 2, 3), links: part(0, 3) },
            Int32Array.of(0, 1, 2),
            buildDemand(part(3, 12), null, null),
          );
          walked.forEach((metres, k) => {
            points++;
            if (metres === Infinity) expect(found.effectiveMetres[k], `${direction} ${k}`).toBe(Infinity);
            else {
              reached++;
              expect(Math.abs(found.effectiveMetres[k] - metres), `${direction} ${k}`).toBeLessThan(0.02);
            }
          });
        }
      }
    }),
    { numRuns: isLong ? 1000 : 100, seed },
  );
  console.info(`seed ${seed}: ${points} points (${reached} reached), ${merged} cuts of ways merged away`);
  expect(reached).toBeGreaterThan(points / 2);
  expect(merged).toBeGreaterThan(100);
});

test('metres of street around a facility are those that brute force finds on foot', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 2 ** 31 }),
      fc.constantFrom(...directions),
      async (townSeed, direction) => {
        const raw = drawTown(townSeed, false, true).raw();
        const graph = await graphOf(raw);
        const random = createRandom(townSeed ^ 0x165667b1);
        const site = spotOn(raw, random);
        const links = linkPoints(graph, Float64Array.of(site.lon), Float64Array.of(site.lat), 0.01);
        const profile = { stepsFactor: 3, throughGates: true, direction };
        const entrances = { first: Int32Array.of(0, 1), links };
        const limit = 60 + (townSeed % 200);
        const lines = cutCircle(graph, await facilityReach(graph, profile, entrances, 0, limit), limit);
        let drawn = 0;
        for (let k = 0; k + 1 < lines.first[lines.count]; k++)
          if (!lines.first.subarray(0, lines.count + 1).includes(k + 1))
            drawn += distanceMetres(
              lines.lonLats[2 * k],
              lines.lonLats[2 * k + 1],
              lines.lonLats[2 * k + 2],
              lines.lonLats[2 * k + 3],
            );
        // Each piece of at most half a metre counts where its middle is reached.
        const pieces = segmentsOf(raw).flatMap((own, segment) => {
          const length = between(raw, own[0], own[1]);
          const count = Math.ceil(length / 0.5);
          return Array.from({ length: count }, (_, i) => ({
            ...placeOn(raw, own, (i + 0.5) / count),
            segment,
            metres: length / count,
          }));
        });
        const reached = walkSegments(raw, [site, ...pieces], 3, direction, 1).reduce(
          (sum, metres, i) => sum + (metres <= limit ? pieces[i].metres : 0),
          0,
        );
        expect(Math.abs(reached - drawn)).toBeLessThan(0.5 + 0.01 * drawn);
      },
    ),
    { numRuns: isLong ? 300 : 40, seed },
  );
});

interface SpotOn {
  readonly segment: number;
  readonly part: number;
  readonly lon: number;
  readonly lat: number;
}

type Segment = readonly [a: number, b: number, tags: Tags];

function segmentsOf(raw: RawStreets): Segment[] {
  return raw.wayTags.flatMap((tags, w) =>
    Array.from({ length: raw.wayFirst[w + 1] - raw.wayFirst[w] - 1 }, (_, i): Segment => [
      raw.refs[raw.wayFirst[w] + i],
      raw.refs[raw.wayFirst[w] + i + 1],
      tags,
    ]),
  );
}

function between({ lons, lats }: RawStreets, a: number, b: number): number {
  return distanceMetres(lons[a], lats[a], lons[b], lats[b]);
}

function placeOn({ lons, lats }: RawStreets, [a, b]: Segment, part: number) {
  return { part, lon: lons[a] + part * (lons[b] - lons[a]), lat: lats[a] + part * (lats[b] - lats[a]) };
}

function spotOn(raw: RawStreets, random: () => number): SpotOn {
  const segments = segmentsOf(raw);
  const segment = Math.floor(random() * segments.length);
  return { segment, ...placeOn(raw, segments[segment], 0.1 + 0.8 * random()) };
}

/**
 * Effective metres between the first `sites` spots and each of the others, the least of the sites: Dijkstra over the file's own nodes
 * with the spots put between them, each arc by the tags of its way. Knows nothing of graphs, edges or costs.
 */
function walkSegments(
  raw: RawStreets,
  spots: readonly SpotOn[],
  stepsFactor: number,
  direction: Direction,
  sites = 3,
): number[] {
  const nodes = raw.lons.length;
  const arcs: [number, number][][] = Array.from({ length: nodes + spots.length }, () => []);
  const onSegment = new Map<number, number[]>();
  spots.forEach(({ segment }, i) => onSegment.set(segment, [...(onSegment.get(segment) ?? []), i]));
  segmentsOf(raw).forEach(([a, b, tags], s) => {
    const metres = between(raw, a, b) * (tags['highway'] === 'steps' ? stepsFactor : 1);
    const mayForward = tags['oneway:foot'] !== '-1';
    const mayBackward = tags['oneway:foot'] !== 'yes' && tags['foot:backward'] !== 'no';
    let [before, at] = [a, 0];
    const stops = (onSegment.get(s) ?? []).sort((i, j) => spots[i].part - spots[j].part);
    for (const [node, part] of [...stops.map((i) => [nodes + i, spots[i].part]), [b, 1]] as const) {
      const length = (part - at) * metres;
      // Searched outwards from the site: along the walk where somebody goes out from it, against it where elders come.
      const [out, home] = [mayForward, mayBackward];
      const isUp = direction === 'fromFacility' ? out : direction === 'toFacility' ? home : out && home;
      const isDown = direction === 'fromFacility' ? home : direction === 'toFacility' ? out : out && home;
      if (isUp) arcs[before].push([node, length]);
      if (isDown) arcs[node].push([before, length]);
      [before, at] = [node, part];
    }
  });
  const least = new Float64Array(arcs.length).fill(Infinity);
  const queue = Array.from({ length: sites }, (_, f) => nodes + f);
  for (const start of queue) least[start] = 0;
  // Label-correcting, first in, first out.
  for (let i = 0; i < queue.length; i++)
    for (const [to, length] of arcs[queue[i]])
      if (least[queue[i]] + length < least[to]) {
        least[to] = least[queue[i]] + length;
        queue.push(to);
      }
  return Array.from(least.subarray(nodes + sites));
}

/** The same streets with ways cut at inner nodes, and some parts drawn from their other end. */
function redraw(raw: RawStreets, townSeed: number): RawStreets {
  const random = createRandom(townSeed ^ 0x27d4eb2f);
  const ways: { refs: number[]; tags: Tags }[] = [];
  raw.wayTags.forEach((tags, w) => {
    const refs = [...raw.refs.subarray(raw.wayFirst[w], raw.wayFirst[w + 1])];
    let start = 0;
    for (let k = 1; k < refs.length; k++) {
      if (k < refs.length - 1 && random() < 0.5) continue;
      const part = refs.slice(start, k + 1);
      ways.push(random() < 0.5 ? { refs: part, tags } : { refs: part.reverse(), tags: turned(tags) });
      start = k;
    }
  });
  const wayFirst = [0];
  for (const { refs } of ways) wayFirst.push(wayFirst.at(-1)! + refs.length);
  return {
    ...raw,
    wayFirst: Int32Array.from(wayFirst),
    refs: Int32Array.from(ways.flatMap(({ refs }) => refs)),
    wayTags: ways.map(({ tags }) => tags),
  };
}

function turned({ 'oneway:foot': oneway, 'foot:backward': backward, ...rest }: Tags): Tags {
  if (backward === 'no' || oneway === 'yes') return { ...rest, 'oneway:foot': '-1' };
  return oneway === '-1' ? { ...rest, 'oneway:foot': 'yes' } : rest;
}
