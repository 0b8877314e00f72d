/** Elders by cells of a grid, where there are no districts to count them by. */
import { metresPerDegree } from '../domain/ellipsoid';
import type { Findings, ServiceFindings } from '../domain/findings';

/** Edge of a grid cell (domain.md §4.3.4: ≥ 250 m). */
const CELL_METRES = 250;

export interface GridCell {
  /** [west, south, east, north] in degrees. */
  readonly box: readonly [number, number, number, number];
  readonly lon: number;
  readonly lat: number;
  covered: number;
  gap: number;
  /** Of `gap` those who are near on paper. */
  cutOff: number;
}

/**
 * Cells with linked elders: persons within the limit and not, at own pace where bands are given. Laid from the south-west corner
 * of 0°, so that it does not start at anybody's door. A row counts at its place, an area at its inner point.
 */
export function peopleGrid({ elders }: Findings, found: ServiceFindings): GridCell[] {
  const within = found.ownPaceWithin ?? found.within;
  if (elders.count === 0) return [];
  const unit = metresPerDegree(elders.lats[0]!);
  const [stepLon, stepLat] = [CELL_METRES / unit.lon, CELL_METRES / unit.lat];
  const cells = new Map<string, GridCell>();
  for (let row = 0; row < elders.count; row++) {
    const persons = elders.elders[row]!;
    if (!(persons > 0) || !Number.isFinite(within[row])) continue;
    const [i, j] = [Math.floor(elders.lons[row]! / stepLon), Math.floor(elders.lats[row]! / stepLat)];
    let cell = cells.get(`${i}:${j}`);
    if (cell === undefined) {
      cell = {
        box: [i * stepLon, j * stepLat, (i + 1) * stepLon, (j + 1) * stepLat],
        lon: (i + 0.5) * stepLon,
        lat: (j + 0.5) * stepLat,
        covered: 0,
        gap: 0,
        cutOff: 0,
      };
      cells.set(`${i}:${j}`, cell);
    }
    cell.covered += persons * within[row]!;
    cell.gap += persons * (1 - within[row]!);
    cell.cutOff += found.cutOff?.rowPersons[row] ?? 0;
  }
  return [...cells.values()];
}
