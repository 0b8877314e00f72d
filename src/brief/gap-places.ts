/** Where circles of "out of reach" stand on a brief's map: the middle of districts, or of 250 m grid cells; by class, never by number. */
import type { Findings, ServiceFindings } from '../domain/findings';
import { hasDistrictShapes } from './draft';
import { factKey } from '../domain/fact';
import { buildFacts } from './facts';
import { hideFacts } from './hide';
import { gapClasses } from './legend';
import { middleOf } from './middle';
import { peopleGrid } from './people-grid';

export interface GapPlace {
  readonly lon: number;
  readonly lat: number;
  /** Index of the class of `gapClasses`. */
  readonly size: 0 | 1 | 2;
}

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
  readonly persons: number;
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

function gridGaps(findings: Findings, found: ServiceFindings): Gap[] {
  return peopleGrid(findings, found).map(({ gap, lat, lon }) => ({ lon, lat, persons: gap }));
}
