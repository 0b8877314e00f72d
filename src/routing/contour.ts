/** Where a field of distances crosses a level: marching squares, its rings sorted into polygons with holes. */
import type { MultiPolygon, Position } from 'geojson';
import { isInRing, ringArea } from '../domain/ring';
import type { DistanceRaster } from './distance-raster';

/**
 * The area where the raster is at most `level` metres, in degrees: outer rings anticlockwise, holes clockwise (RFC 7946).
 * Linear between grid points; at saddles the middle of the cell decides. The raster's rim must be further than `level`.
 */
export function contour(raster: DistanceRaster, level: number): MultiPolygon {
  const { metres, width, height, west, south, lonStep, latStep } = raster;
  /** A crossing is named by the grid edge it is on: 2 × point east of it, or 2 × point + 1 north of it. Inside lies to the left. */
  const next = new Map<number, number>();
  for (let row = 0; row + 1 < height; row++)
    for (let column = 0; column + 1 < width; column++) {
      const at = row * width + column;
      const a = metres[at]!;
      const b = metres[at + 1]!;
      const c = metres[at + width + 1]!;
      const d = metres[at + width]!;
      const inside =
        (a <= level ? 1 : 0) | (b <= level ? 2 : 0) | (c <= level ? 4 : 0) | (d <= level ? 8 : 0);
      if (inside === 0 || inside === 15) continue;
      const bottom = 2 * at;
      const top = 2 * (at + width);
      const left = 2 * at + 1;
      const right = 2 * (at + 1) + 1;
      switch (inside) {
        case 1:
          next.set(bottom, left);
          break;
        case 2:
          next.set(right, bottom);
          break;
        case 3:
          next.set(right, left);
          break;
        case 4:
          next.set(top, right);
          break;
        case 6:
          next.set(top, bottom);
          break;
        case 7:
          next.set(top, left);
          break;
        case 8:
          next.set(left, top);
          break;
        case 9:
          next.set(bottom, top);
          break;
        case 11:
          next.set(right, top);
          break;
        case 12:
          next.set(left, right);
          break;
        case 13:
          next.set(bottom, right);
          break;
        case 14:
          next.set(left, bottom);
          break;
        default: {
          // Two corners across from each other: one band between them, or two tips.
          const isBand = (a + b + c + d) / 4 <= level;
          const [fromBottom, fromTop] = isBand ? [right, left] : [left, right];
          const [fromLeft, fromRight] = isBand ? [bottom, top] : [top, bottom];
          if (inside === 5) next.set(bottom, fromBottom).set(top, fromTop);
          else next.set(left, fromLeft).set(right, fromRight);
        }
      }
    }
  return polygonsOf(ringsOf(next));

  function place(crossing: number): Position {
    const at = crossing >> 1;
    const column = at % width;
    const row = (at - column) / width;
    const goesNorth = (crossing & 1) === 1;
    const from = metres[at]!;
    const to = metres[goesNorth ? at + width : at + 1]!;
    const part = (level - from) / (to - from);
    return [
      west + (column + (goesNorth ? 0 : part)) * lonStep,
      south + (row + (goesNorth ? part : 0)) * latStep,
    ];
  }

  function ringsOf(links: Map<number, number>): Position[][] {
    const rings: Position[][] = [];
    for (const start of links.keys()) {
      const ring: Position[] = [];
      let at: number | undefined = start;
      // Taken links are dropped, so a ring already told is not told again.
      while (at !== undefined && links.has(at)) {
        ring.push(place(at));
        const to: number = links.get(at)!;
        links.delete(at);
        at = to;
      }
      if (ring.length === 0) continue;
      ring.push(ring[0]!);
      // A grid point exactly on the level makes crossings that fall together: no area, no ring.
      if (ring.length > 3 && ringArea(ring) !== 0) rings.push(ring);
    }
    return rings;
  }
}

/** Holes go to the smallest outer ring around them. */
function polygonsOf(rings: readonly Position[][]): MultiPolygon {
  const outers = rings
    .map((ring) => ({ ring, area: ringArea(ring), holes: [] as Position[][] }))
    .filter(({ area }) => area > 0)
    .sort((a, b) => a.area - b.area);
  for (const ring of rings) {
    if (ringArea(ring) >= 0) continue;
    outers.find((outer) => isInRing(outer.ring, ring[0]![0]!, ring[0]![1]!))?.holes.push(ring);
  }
  return { type: 'MultiPolygon', coordinates: outers.map(({ ring, holes }) => [ring, ...holes]) };
}
