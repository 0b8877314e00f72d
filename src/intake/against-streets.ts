/** Places against the streets: what lies outside them, and whether the whole layer is somewhere else. */
import { distanceMetres } from '../domain/ellipsoid';
import type { Note } from '../domain/fault';
import { fault } from '../domain/fault';
import type { Tables } from '../domain/tables';
import { isMainland } from './mainland';

type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Rows of one file that lie outside. */
interface Outside {
  total: number;
  readonly rows: number[];
  readonly metres: number[];
}

/** Further outside than this is no matter of an extract's ragged edge. */
const edgeMetres = 100;
/** GCJ-02 and BD-09 move a place by 1.3 km at most, and on the mainland alone. */
const mostShift = 2000;

/**
 * One note a file and layer: rows outside the streets' bounds; where more than half lie over 100 m outside, how far the middle one
 * is, and whether latitude and longitude exchanged would put them inside. Nothing without streets. GCJ-02 and BD-09 shifts of a few
 * hundred metres inside the bounds cannot be seen this way.
 */
export function checkAgainstStreets(tables: Tables): Note[] {
  const { streets } = tables;
  if (streets === null || streets.refs.length === 0) return [];
  const bounds = boundsOf(streets.refs, streets.lons, streets.lats);
  const notes: Note[] = [];
  for (const layer of ['facilities', 'elders', 'volunteers', 'candidates'] as const) {
    const { count, file, lons, lats, rows } = tables[layer];
    const byFile = new Map<string, Outside>();
    for (let i = 0; i < count; i++) {
      let own = byFile.get(file[i]!);
      if (own === undefined) byFile.set(file[i]!, (own = { total: 0, rows: [], metres: [] }));
      own.total++;
      const metres = metresOutside(lons[i]!, lats[i]!, bounds);
      if (metres === 0) continue;
      own.rows.push(i);
      own.metres.push(metres);
    }
    for (const [name, { total, rows: outside, metres: away }] of byFile) {
      if (outside.length === 0) continue;
      const at = { file: name, row: rows[outside[0]!]! };
      const far = away.filter((metres) => metres > edgeMetres).length;
      if (far * 2 <= total) {
        notes.push(fault('table.outsideStreets', { layer, count: outside.length, total }, at));
        continue;
      }
      let exchanged = 0;
      for (let i = 0; i < count; i++)
        if (file[i] === name && metresOutside(lats[i]!, lons[i]!, bounds) === 0) exchanged++;
      // The middle of all rows, those inside among them.
      const middle = (total >> 1) - (total - outside.length);
      const metres = middle < 0 ? 0 : Math.round(away.sort((a, b) => a - b)[middle]!);
      const blanks = { layer, count: outside.length, total, metres };
      const isShift =
        metres <= mostShift && isMainland((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2);
      const elsewhere = isShift ? 'table.shiftedFromStreets' : 'table.farFromStreets';
      notes.push(fault(exchanged * 2 > total ? 'table.swapSuspected' : elsewhere, blanks, at));
    }
  }
  return notes;
}

const kept = new WeakMap<Int32Array, Bounds>();

function boundsOf(refs: Int32Array, lons: Float64Array, lats: Float64Array): Bounds {
  const known = kept.get(refs);
  if (known !== undefined) return known;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ref of refs) {
    const lon = lons[ref]!;
    const lat = lats[ref]!;
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  const bounds: Bounds = [west, south, east, north];
  kept.set(refs, bounds);
  return bounds;
}

/** 0 inside; otherwise metres to the box, rough where that is hundreds of kilometres. */
function metresOutside(lon: number, lat: number, [west, south, east, north]: Bounds): number {
  const nearLon = Math.min(Math.max(lon, west), east);
  const nearLat = Math.min(Math.max(lat, south), north);
  return nearLon === lon && nearLat === lat ? 0 : distanceMetres(lon, lat, nearLon, nearLat);
}
