/** The pieces of street that a walk-audit sheet asks about, from the streets of the last run. */
import type { AuditPiece, AuditQuery, AuditSheet } from '../domain/audit-sheet';
import { distanceMetres, metresPerDegree } from '../domain/ellipsoid';
import type { Degrees } from '../domain/mend';
import type { Control } from '../domain/progress';
import type { Lines } from '../domain/stories';
import { STEPS, type Graph } from '../network/graph';
import type { Solution } from '../pipeline';
import { placeAlong } from '../routing/place-along';
import { isInside, prepareClip } from '../routing/polygon-clip';
import { tellGround } from './ground';
import { legsTo } from './ways';

/** More make a sheet that nobody walks in a day, and a map that nobody reads. */
export const mostPieces = 60;
/** Shorter pieces are the joints of crossings. Metres. */
const leastMetres = 5;
/** Streets drawn around the pieces: as much again as this part of their extent, and metres at least. */
const rim = 0.15;
const leastRimMetres = 60;

/** null without streets, and where no piece lies there. The nearest to the middle of the place are taken, those of a way all along. */
export async function auditSheet(
  solution: Solution,
  query: AuditQuery,
  control?: Control,
): Promise<AuditSheet | null> {
  const { graph } = solution;
  if (graph === null) return null;
  const found =
    query.kind === 'way'
      ? { edges: waysEdges(solution, query.row, query.service), centre: null }
      : await edgesIn(solution, graph, query, control);
  const long = found.edges.filter((edge) => graph.edgeMetres[edge]! >= leastMetres);
  if (long.length === 0) return null;
  const { centre } = found;
  const kept =
    centre === null
      ? long.slice(0, mostPieces)
      : [...long]
          .map((edge) => ({ edge, away: apart(middleOf(graph, edge), centre) }))
          .sort((a, b) => a.away - b.away || a.edge - b.edge)
          .slice(0, mostPieces)
          .map(({ edge }) => edge);
  const ordered = centre === null ? kept : byStreet(graph, kept);
  const pieces = ordered.map((edge, i) => pieceOf(graph, edge, i + 1));
  return { pieces, left: long.length - kept.length, around: streetsAround(graph, pieces) };
}

function waysEdges(solution: Solution, row: number, service: AuditQueryOf<'way'>['service']): number[] {
  return [...new Set(legsTo(solution, row, service).map(({ edge }) => edge))];
}

type AuditQueryOf<K extends AuditQuery['kind']> = Extract<AuditQuery, { kind: K }>;

async function edgesIn(
  solution: Solution,
  graph: Graph,
  query: Exclude<AuditQuery, { kind: 'way' }>,
  control?: Control,
): Promise<{ readonly edges: number[]; readonly centre: Degrees }> {
  const all = Array.from({ length: graph.edgeCount }, (_, edge) => edge);
  if (query.kind === 'box') {
    const [west, south, east, north] = query.box;
    const isIn = ([lon, lat]: Degrees) => lon >= west && lon <= east && lat >= south && lat <= north;
    return {
      edges: all.filter((edge) => isIn(middleOf(graph, edge))),
      centre: [(west + east) / 2, (south + north) / 2],
    };
  }
  if (query.kind === 'around') {
    const centre: Degrees = [query.lon, query.lat];
    return { edges: all.filter((edge) => apart(middleOf(graph, edge), centre) <= query.metres), centre };
  }
  const ground = await tellGround(solution, query.query, control);
  const area = ground?.rings.at(-1)?.area;
  const clip = area === undefined ? null : prepareClip(area);
  const { place } = query.query;
  const { lons, lats } = solution.findings.facilities;
  const centre: Degrees =
    place.kind === 'spot' ? [place.lon, place.lat] : [lons[place.facility]!, lats[place.facility]!];
  return {
    edges: clip === null ? [] : all.filter((edge) => isInside(clip, ...middleOf(graph, edge))),
    centre,
  };
}

function middleOf(graph: Graph, edge: number): Degrees {
  return placeAlong(graph, edge, graph.edgeMetres[edge]! / 2);
}

function apart(a: Degrees, b: Degrees): number {
  return distanceMetres(a[0], a[1], b[0], b[1]);
}

/** Streets of one name together, in the order they are met, each from its one end to the other: as one walks. */
function byStreet(graph: Graph, edges: readonly number[]): number[] {
  const streets = new Map<string, number[]>();
  for (const edge of edges) {
    const name = graph.names[graph.edgeName[edge]!]!;
    streets.set(name, [...(streets.get(name) ?? []), edge]);
  }
  const nameless = streets.get('') ?? [];
  streets.delete('');
  const named = [...streets.values()].flatMap(along);
  return [...named, ...nearestNext(graph, nameless, named.at(-1))];

  function along(own: number[]): number[] {
    const places = new Map(own.map((edge) => [edge, middleOf(graph, edge)]));
    const spread = (axis: 0 | 1) => {
      const values = [...places.values()].map((place) => place[axis]);
      return Math.max(...values) - Math.min(...values);
    };
    const axis = spread(0) >= spread(1) ? 0 : 1;
    // From west to east, or from north to south.
    const sign = axis === 0 ? 1 : -1;
    return own.sort((a, b) => sign * (places.get(a)![axis] - places.get(b)![axis]) || a - b);
  }
}

/** Each the nearest to the one before, as one would walk them. */
function nearestNext(graph: Graph, edges: readonly number[], after: number | undefined): number[] {
  const left = new Map(edges.map((edge) => [edge, middleOf(graph, edge)]));
  const out: number[] = [];
  for (let at = after === undefined ? null : middleOf(graph, after); left.size > 0;) {
    const from = at;
    const [next, place] =
      from === null
        ? [...left][0]!
        : [...left].reduce((best, one) => (apart(one[1], from) < apart(best[1], from) ? one : best));
    left.delete(next);
    out.push(next);
    at = place;
  }
  return out;
}

function pieceOf(graph: Graph, edge: number, number: number): AuditPiece {
  const metres = graph.edgeMetres[edge]!;
  return {
    number,
    name: graph.names[graph.edgeName[edge]!]!,
    isSteps: (graph.edgeFlags[edge]! & STEPS) !== 0,
    key: {
      middle: middleOf(graph, edge),
      ends: [placeAlong(graph, edge, 0), placeAlong(graph, edge, metres)],
      metres,
    },
    lonLats: shapeOf(graph, edge),
  };
}

function shapeOf({ shapeFirst, shapeLons, shapeLats }: Graph, edge: number): Float64Array {
  const first = shapeFirst[edge]!;
  const count = shapeFirst[edge + 1]! - first;
  return Float64Array.from({ length: 2 * count }, (_, i) =>
    i % 2 === 0 ? shapeLons[first + (i >> 1)]! : shapeLats[first + (i >> 1)]!,
  );
}

function streetsAround(graph: Graph, pieces: readonly AuditPiece[]): Lines {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { lonLats } of pieces)
    for (let i = 0; i < lonLats.length; i += 2) {
      [west, east] = [Math.min(west, lonLats[i]!), Math.max(east, lonLats[i]!)];
      [south, north] = [Math.min(south, lonLats[i + 1]!), Math.max(north, lonLats[i + 1]!)];
    }
  const degree = metresPerDegree((south + north) / 2);
  const dLon = Math.max(rim * (east - west), leastRimMetres / degree.lon);
  const dLat = Math.max(rim * (north - south), leastRimMetres / degree.lat);
  const first = [0];
  const lonLats: number[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const shape = shapeOf(graph, edge);
    const isNear = shape.some(
      (lon, i) =>
        i % 2 === 0 &&
        lon >= west - dLon &&
        lon <= east + dLon &&
        shape[i + 1]! >= south - dLat &&
        shape[i + 1]! <= north + dLat,
    );
    if (!isNear) continue;
    for (const value of shape) lonLats.push(value);
    first.push(lonLats.length / 2);
  }
  return { count: first.length - 1, first: Uint32Array.from(first), lonLats: Float64Array.from(lonLats) };
}
