/** Where a row of a file went on the map. */
import type { Findings } from '../../domain/findings';
import type { FileReport } from '../../domain/tables';
import { labelPlace } from '../../layers/areas';
import type { MapFeature } from '../map/features';

export interface RowPlace {
  /** What can be chosen on the map; null where it is only a place. */
  readonly feature: MapFeature | null;
  /** Degrees, interleaved as marks are. */
  readonly lonLat: Float64Array;
}

/** null where the row was not used, has no place, or is counted with another. `row` as the file numbers it. */
export function placeOfRow(findings: Findings, { kind, file }: FileReport, row: number): RowPlace | null {
  if (kind === 'streets' || kind === 'elevation') return null;
  if (kind === 'audit') {
    const audited = findings.audit?.rows.find((one) => one.row === row && one.file === file);
    return audited === undefined ? null : { feature: null, lonLat: Float64Array.from(audited.key.middle) };
  }
  const layer = findings[kind];
  const index = layer.rows.findIndex((one, at) => one === row && layer.file[at] === file);
  if (index < 0) return null;
  if (kind === 'districts') {
    const polygon = findings.districts.polygons[index] ?? null;
    return polygon === null ? null : { feature: null, lonLat: Float64Array.from(labelPlace(polygon)) };
  }
  const { lons, lats } = findings[kind];
  return {
    feature:
      kind === 'elders'
        ? { kind: 'elder', index }
        : kind === 'facilities'
          ? { kind: 'facility', index }
          : null,
    lonLat: Float64Array.of(lons[index]!, lats[index]!),
  };
}
