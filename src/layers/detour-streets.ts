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

/** All streets that the field's walker can use. Near a door (straight line under `leastStraightMetres`) they are of the first class. */
export function detourStreets(graph: Graph, field: Field, facilities: Facilities): StreetLines {
  const times = streetTimesInField(field);
  const out = new LineWriter(graph.edgeCount + 1024, graph.shapeLons.length + 4096);
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (!(times.factors[edge] < Infinity)) continue;
    const steps = graph.edgeFlags[edge] & STEPS;
    const length = graph.edgeMetres[edge];
    const candidates = candidatesOf(field, times, edge);
    const classAt = (along: number): number => {
      const way = nearestAt(field, edge, candidates, along);
      if (way === null) return noDetour;
      const [lon, lat] = placeAlong(graph, edge, along);
      const straight = straightTo(facilities, way.facility, lon, lat);
      if (straight < leastStraightMetres) return 0;
      return detourClass((way.metres + Math.abs(along - way.at)) / straight);
    };
    let start = 0;
    let current = -1;
    nearestAlong(field, times, edge, (from, to) => {
      const pieces = Math.max(1, Math.ceil((to - from) / pieceMetres));
      for (let n = 0; n < pieces; n++) {
        const begin = from + ((to - from) * n) / pieces;
        const here = classAt(begin + (to - from) / pieces / 2);
        if (current >= 0 && here !== current) {
          out.piece(graph, edge, start, begin, current, steps);
          start = begin;
        }
        current = here;
      }
    });
    out.piece(graph, edge, start, length, current, steps);
  }
  return { ...out.finish(), of: 'detour' };
}
