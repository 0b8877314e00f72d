/** Where circles of "out of reach" stand on a brief's map: the middle of districts, or of 250 m grid cells; by class, never by number. */
import { metresPerDegree } from '../domain/ellipsoid';
import type { Findings, ServiceFindings } from '../domain/findings';
import { hasDistrictShapes } from './draft';
import { factKey } from '../domain/fact';
import { buildFacts } from './facts';
import { hideFacts } from './hide';
import { gapClasses } from './legend';
import { middleOf } from './middle';

export interface GapPlace {
  readonly lon: number;
  readonly lat: number;
  /** Index of the class of `gapClasses`. */
  readonly size: 0 | 1 | 2;
}

/** Edge of a grid cell (domain.md §4.3.4: ≥ 250 m). */
const CELL_METRES = 250;

/** Places with at least the first class of persons out of reach, at own pace where bands are given. Smaller ones have no circle. */
export function gapPlaces(findings: Findings, found: ServiceFindings): GapPlace[] {
  const classes = gapClasses(findings.settings.privacy.suppressBelow);
  const sizeOf = (persons: number): GapPlace['size'] | null => {
    const size = classes.findLastIndex((least) => persons >= least - 1e-6);
    return size < 0 ? null : (size as GapPlace['size']);
  };
  const totals = hasDistrictShapes(findings) ? districtGaps(findings, found) : gridGaps(findings, found);
  return totals.flatMap(({ lon, lat, persons }) => {
    const size = sizeOf(persons);
    return size === null ? [] : [{ lon, lat, size }];
  });
}

interface Gap {
  readonly lon: number;
  readonly lat: number;
  persons: number;
}

/** A district whose gap the table does not print has no circle either: its class would narrow the figure down. */
function districtGaps(findings: Findings, found: ServiceFindings): Gap[] {
  const { districts, settings } = findings;
  const { gap } = found.ownPaceDistricts ?? found.districts;
  const facts = buildFacts(findings, found.service);
  const marks = hideFacts(facts, settings.privacy.suppressBelow);
  return districts.polygons.flatMap((polygon, d) => {
    const key = factKey({ kind: 'gap', service: found.service, scope: facts.scope, district: d });
    if (!polygon || marks.get(key) !== 'shown') return [];
    const [lon, lat] = middleOf(polygon);
    return [{ lon, lat, persons: gap[d] }];
  });
}

/** A grid laid from the south-west corner of 0°, so that it does not start at anybody's door. */
function gridGaps({ elders }: Findings, found: ServiceFindings): Gap[] {
  const within = found.ownPaceWithin ?? found.within;
  if (elders.count === 0) return [];
  const unit = metresPerDegree(elders.lats[0]);
  const [stepLon, stepLat] = [CELL_METRES / unit.lon, CELL_METRES / unit.lat];
  const cells = new Map<string, Gap>();
  for (let row = 0; row < elders.count; row++) {
    const persons = elders.elders[row] * (1 - within[row]);
    if (!(persons > 0)) continue;
    const [i, j] = [Math.floor(elders.lons[row] / stepLon), Math.floor(elders.lats[row] / stepLat)];
    const cell = cells.get(`${i}:${j}`) ?? { lon: (i + 0.5) * stepLon, lat: (j + 0.5) * stepLat, persons: 0 };
    cell.persons += persons;
    cells.set(`${i}:${j}`, cell);
  }
  return [...cells.values()];
}
