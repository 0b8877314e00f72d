/** Streets by detour factor: the way to the nearest facility against the straight line to it. */
import { detourClass, leastStraightMetres, noDetour, straightTo } from '../access/detour';
import type { StreetLines } from '../domain/stories';
import type { Facilities } from '../domain/tables';
import { STEPS, type Graph } from '../network/graph';
import type { Field } from '../routing/field';
import { candidatesOf, nearestAlong, nearestAt } from '../routing/nearest-along';
import { placeAlong } from '../routing/place-along';
import { streetTimesInField } from '../routing/street-times';
import { LineWriter } from './line-writer';

/** The factor bends along a street, so it is looked at in the middle of pieces no longer than this. */
export const pieceMetres = 40;

export interface DetourStreets {
  readonly streets: StreetLines;
  /** Mean factor of each line; NaN near a door, and where no way leads. */
  readonly factors: Float64Array;
}

/** All streets that the field's walker can use. Near a door (straight line under `leastStraightMetres`) they are of the first class. */
export function detourStreets(graph: Graph, field: Field, facilities: Facilities): DetourStreets {
  const times = streetTimesInField(field);
  const out = new LineWriter(graph.edgeCount + 1024, graph.shapeLons.length + 4096);
  const factors: number[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (!(times.factors[edge] < Infinity)) continue;
    const steps = graph.edgeFlags[edge] & STEPS;
    const length = graph.edgeMetres[edge];
    const candidates = candidatesOf(field, times, edge);
    /** Infinity where no way leads, NaN near a door. */
    const factorAt = (along: number): number => {
      const way = nearestAt(field, edge, candidates, along);
      if (way === null) return Infinity;
      const [lon, lat] = placeAlong(graph, edge, along);
      const straight = straightTo(facilities, way.facility, lon, lat);
      return straight < leastStraightMetres ? NaN : (way.metres + Math.abs(along - way.at)) / straight;
    };
    // Of the line being drawn: Σ factor × metres, and those metres.
    let [sum, known] = [0, 0];
    const draw = (from: number, to: number, theClass: number): void => {
      out.piece(graph, edge, from, to, theClass, steps);
      factors.push(known > 0 ? sum / known : NaN);
      [sum, known] = [0, 0];
    };
    let start = 0;
    let current = -1;
    nearestAlong(field, times, edge, (from, to) => {
      const pieces = Math.max(1, Math.ceil((to - from) / pieceMetres));
      for (let n = 0; n < pieces; n++) {
        const begin = from + ((to - from) * n) / pieces;
        const metres = (to - from) / pieces;
        const factor = factorAt(begin + metres / 2);
        const here = factor === Infinity ? noDetour : Number.isNaN(factor) ? 0 : detourClass(factor);
        if (current >= 0 && here !== current) {
          draw(start, begin, current);
          start = begin;
        }
        current = here;
        if (Number.isFinite(factor)) [sum, known] = [sum + factor * metres, known + metres];
      }
    });
    draw(start, length, current);
  }
  return { streets: { ...out.finish(), of: 'detour' }, factors: Float64Array.from(factors) };
}
