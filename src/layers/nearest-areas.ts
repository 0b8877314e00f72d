/** Streets by nearest facility: cut where it changes, neighbours in different colours. */
import type { StreetLines } from '../domain/stories';
import { STEPS, type Graph } from '../network/graph';
import type { Field } from '../routing/field';
import { nearestAlong, rangeAlong } from '../routing/nearest-along';
import { streetTimesInField } from '../routing/street-times';
import { LineWriter } from './line-writer';

/** Colours of areas; the class after them is that of streets that lead to none. */
export const areaColours = 6;
export const farStreets = areaColours;

export interface AreaStreets {
  readonly streets: StreetLines;
  /** Metres of street per facility position. */
  readonly metres: Float64Array;
  /** Colour of each facility position's area. */
  readonly colours: Uint8Array;
  /** Where each line lies: its edge, and metres from the edge's start. */
  readonly edges: Int32Array;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** All streets that the field's walker can use. Colours depend on the areas alone, not on the order of anything else. */
export function nearestAreas(graph: Graph, field: Field, facilityCount: number): AreaStreets {
  const times = streetTimesInField(field);
  const out = new LineWriter(graph.edgeCount + 1024, graph.shapeLons.length + 4096);
  const facilities: number[] = [];
  const edges: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const metres = new Float64Array(facilityCount);
  const beside = new Map<number, Set<number>>();
  const meet = (a: number, b: number): void => {
    if (a < 0 || b < 0 || a === b) return;
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = beside.get(one);
      if (known === undefined) beside.set(one, new Set([other]));
      else known.add(other);
    }
  };
  /** The area that a junction was first seen in, and the few others whose streets begin there too: in compounds. */
  const atJunction = new Int32Array(graph.junctionCount).fill(-1);
  const alsoAt = new Map<number, number[]>();
  const touch = (junction: number, facility: number): void => {
    const first = atJunction[junction];
    if (first < 0) atJunction[junction] = facility;
    if (first < 0 || facility < 0 || facility === first) return;
    const others = alsoAt.get(junction) ?? [];
    if (others.includes(facility)) return;
    for (const other of [first, ...others]) meet(other, facility);
    alsoAt.set(junction, [...others, facility]);
  };
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (!(times.factors[edge] < Infinity)) continue;
    let before = -1;
    const length = graph.edgeMetres[edge];
    nearestAlong(field, times, edge, (from, to, facility) => {
      if (facility >= 0) metres[facility] += to - from;
      meet(before, facility);
      if (from === 0) touch(graph.edgeFrom[edge], facility);
      if (to === length) touch(graph.edgeTo[edge], facility);
      before = facility;
      out.piece(graph, edge, from, to, 0, graph.edgeFlags[edge] & STEPS);
      facilities.push(facility);
      edges.push(edge);
      starts.push(from);
      ends.push(to);
    });
  }
  const lines = out.finish();
  const colours = colourAreas(beside, facilityCount);
  return {
    streets: {
      ...lines,
      classes: Uint8Array.from(facilities, (facility) => (facility < 0 ? farStreets : colours[facility])),
      of: 'nearest',
      facilities: Int32Array.from(facilities),
    },
    metres,
    colours,
    edges: Int32Array.from(edges),
    starts: Float64Array.from(starts),
    ends: Float64Array.from(ends),
  };
}

/** Seconds of the shortest and of the longest walk from each line to its site; Infinity where no way leads. */
export function areaSeconds(field: Field, { edges, ends, starts }: AreaStreets, metresPerSecond: number) {
  const times = streetTimesInField(field);
  const leastSeconds = new Float64Array(edges.length);
  const mostSeconds = new Float64Array(edges.length);
  edges.forEach((edge, line) => {
    const [least, most] = rangeAlong(field, times, edge, starts[line], ends[line]);
    leastSeconds[line] = least / metresPerSecond;
    mostSeconds[line] = most / metresPerSecond;
  });
  return { leastSeconds, mostSeconds };
}

/**
 * A colour for each area, other than those of the areas beside it: the area with fewest neighbours left is set aside until all are, then
 * they come back in reverse, each taking a free colour (Matula & Beck 1983, smallest-last order), of these the one least used two areas
 * away: across a river or a park areas look as if they met. Six colours suffice for areas in a plane; where bridges make more neighbours
 * than that, the colour least used among them is taken.
 */
export function colourAreas(beside: ReadonlyMap<number, ReadonlySet<number>>, count: number): Uint8Array {
  const left = new Map([...beside].map(([area, others]) => [area, others.size]));
  const aside: number[] = [];
  while (left.size > 0) {
    let [least, fewest] = [-1, Infinity];
    for (const [area, others] of left)
      if (others < fewest || (others === fewest && area < least)) [least, fewest] = [area, others];
    aside.push(least);
    left.delete(least);
    for (const other of beside.get(least)!) {
      const others = left.get(other);
      if (others !== undefined) left.set(other, others - 1);
    }
  }
  const colours = new Uint8Array(count);
  const isColoured = new Uint8Array(count);
  for (const area of aside.reverse()) {
    const used = new Array<number>(areaColours).fill(0);
    const use = (other: number, weight: number): void => {
      if (isColoured[other] === 1) used[colours[other]] += weight;
    };
    for (const other of beside.get(area)!) {
      use(other, beside.size ** 2);
      for (const next of beside.get(other)!) use(next, 1);
    }
    colours[area] = used.indexOf(Math.min(...used));
    isColoured[area] = 1;
  }
  return colours;
}
