/** What can lie across a straight line on the ground: water, railways, fast roads, gated compounds. */
import { metresPerDegree } from '../domain/ellipsoid';
import type { Backdrop, RawStreets } from '../domain/tables';
import type { Graph } from '../network/graph';
import { barriersOf } from './isochrone';

/** Bits of `Obstacles.across`. */
export const WATER = 1;
export const RAIL = 2;
export const ROAD = 4;
export const COMPOUND = 8;

const cellMetres = 150;

export interface Obstacles {
  /**
   * Bits of what the straight line between two places crosses. `ownPatches`: compounds (as in `Graph.edgePatch`) that one of them stands in,
   * which are no obstacle.
   */
  across(lonA: number, latA: number, lonB: number, latB: number, ownPatches: ReadonlySet<number>): number;
}

/**
 * Water and rail of the backdrop, motorways, trunk roads and motorroads on the ground (those on bridges or in tunnels are passed under or
 * over), and streets inside compounds unless gates are open. Touching an end is no crossing.
 */
export function gatherObstacles(
  backdrop: Backdrop | null,
  streets: RawStreets,
  graph: Graph,
  throughGates: boolean,
): Obstacles {
  const lines: Segment[] = [];
  const addLine = (line: readonly (readonly number[])[], kind: number): void => {
    for (let i = 0; i + 1 < line.length; i++)
      lines.push({ ax: line[i][0], ay: line[i][1], bx: line[i + 1][0], by: line[i + 1][1], kind, patch: 0 });
  };
  if (backdrop !== null) {
    for (const line of barriersOf(backdrop)) addLine(line, WATER);
    for (const line of backdrop.rails) addLine(line, RAIL);
  }
  streets.wayTags.forEach((tags, w) => {
    if (!isFastRoad(tags)) return;
    const line: [number, number][] = [];
    for (let i = streets.wayFirst[w]; i < streets.wayFirst[w + 1]; i++)
      line.push([streets.lons[streets.refs[i]], streets.lats[streets.refs[i]]]);
    addLine(line, ROAD);
  });
  if (!throughGates)
    for (let e = 0; e < graph.edgeCount; e++) {
      const patch = graph.edgePatch[e];
      if (patch === 0) continue;
      for (let s = graph.shapeFirst[e]; s + 1 < graph.shapeFirst[e + 1]; s++)
        lines.push({
          ax: graph.shapeLons[s],
          ay: graph.shapeLats[s],
          bx: graph.shapeLons[s + 1],
          by: graph.shapeLats[s + 1],
          kind: COMPOUND,
          patch,
        });
    }
  return gridOf(lines);
}

interface Segment {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
  readonly kind: number;
  readonly patch: number;
}

function isFastRoad(tags: Readonly<Record<string, string>>): boolean {
  const isFast = ['motorway', 'trunk'].includes(tags['highway'] ?? '') || tags['motorroad'] === 'yes';
  const isOff = (key: string): boolean => tags[key] === undefined || tags[key] === 'no';
  return isFast && isOff('bridge') && isOff('tunnel');
}

function gridOf(lines: readonly Segment[]): Obstacles {
  const middle = lines.length === 0 ? 0 : lines[lines.length >> 1].ay;
  const perDegree = metresPerDegree(middle);
  const cellLon = cellMetres / perDegree.lon;
  const cellLat = cellMetres / perDegree.lat;
  const column = (lon: number): number => Math.floor((lon + 180) / cellLon);
  const row = (lat: number): number => Math.floor((lat + 90) / cellLat);
  const width = column(180) + 1;
  const cells = new Map<number, number[]>();
  lines.forEach((line, n) => {
    eachCell(line.ax, line.ay, line.bx, line.by, (cell) => {
      const known = cells.get(cell);
      if (known === undefined) cells.set(cell, [n]);
      else known.push(n);
    });
  });

  /** Cells of the line's box; of long lines only those near the line. */
  function eachCell(ax: number, ay: number, bx: number, by: number, visit: (cell: number) => void): void {
    const [firstRow, lastRow] = [row(Math.min(ay, by)), row(Math.max(ay, by))];
    for (let r = firstRow; r <= lastRow; r++) {
      // The part of the line within this row of cells.
      const south = r * cellLat - 90;
      const at = (lat: number): number => (ay === by ? ax : ax + ((bx - ax) * (lat - ay)) / (by - ay));
      const low = Math.max(Math.min(ay, by), south);
      const high = Math.min(Math.max(ay, by), south + cellLat);
      const ends = ay === by ? [ax, bx] : [at(low), at(high)];
      for (let c = column(Math.min(...ends)); c <= column(Math.max(...ends)); c++) visit(r * width + c);
    }
  }

  return {
    across(lonA, latA, lonB, latB, ownPatches) {
      let found = 0;
      eachCell(lonA, latA, lonB, latB, (cell) => {
        for (const n of cells.get(cell) ?? []) {
          const { ax, ay, bx, by, kind, patch } = lines[n];
          if ((found & kind) !== 0 || (patch > 0 && ownPatches.has(patch))) continue;
          if (crosses(lonA, latA, lonB, latB, ax, ay, bx, by)) found |= kind;
        }
      });
      return found;
    },
  };
}

/** Whether a straight line ab is crossed inside it by the piece cd, which has its corners: of two pieces that meet on ab one crosses. */
function crosses(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number): number =>
    (qx - px) * (ry - py) - (qy - py) * (rx - px);
  return (
    side(ax, ay, bx, by, cx, cy) >= 0 !== side(ax, ay, bx, by, dx, dy) >= 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
  );
}
