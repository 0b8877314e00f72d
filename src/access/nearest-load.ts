/** Whom each facility would serve if everybody went to the nearest one. */
import type { AreaLoad } from '../domain/stories';
import type { Elders } from '../domain/tables';
import type { Demand } from '../routing/demand';
import type { Nearest } from '../routing/nearest';

/**
 * One load a site, most persons first. `limitMm`: whole effective millimetres; `streetMetres` per facility position.
 * Invariant: Σ persons = linked persons who reach any site at all.
 */
export function nearestLoads(
  elders: Elders,
  demand: Demand,
  nearest: Nearest,
  sites: Int32Array,
  limitMm: number,
  streetMetres: Float64Array,
): AreaLoad[] {
  const persons = new Float64Array(streetMetres.length);
  const within = new Float64Array(streetMetres.length);
  const walked = new Float64Array(streetMetres.length);
  for (let row = 0; row < elders.count; row++) {
    const all = elders.elders[row]!;
    if (!(all > 0)) continue;
    for (let k = demand.first[row]!; k < demand.first[row + 1]!; k++) {
      const facility = nearest.facility[k]!;
      if (facility < 0) continue;
      const here = all * demand.share[k]!;
      persons[facility]! += here;
      walked[facility]! += here * nearest.metres[k]!;
      if (nearest.effectiveMm[k]! <= limitMm) within[facility]! += here;
    }
  }
  return [...sites]
    .map((facility) => ({
      facility,
      persons: persons[facility]!,
      within: within[facility]!,
      streetMetres: streetMetres[facility]!,
      meanMetres: persons[facility]! > 0 ? walked[facility]! / persons[facility]! : NaN,
    }))
    .sort((a, b) => b.persons - a.persons || a.facility - b.facility);
}
