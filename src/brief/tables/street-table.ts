/** Streets in classes of walking time as a table of lines. */
import type { Geometry, Position } from 'geojson';
import type { Control } from '../../domain/progress';
import { pacer } from '../../domain/progress';
import type { StreetLines } from '../../domain/stories';
import { BEYOND, NEVER } from '../../layers/cut-streets';
import type { ExportTable } from './table';

/**
 * One row a piece of street, cut at the metre where its class changes: `from_seconds` and `to_seconds` of the walk to the nearest
 * site (empty where there is no end: beyond the limit, or no way at all), `reach` within, beyond or never, `steps` 1 where steps.
 */
export async function streetTable(
  { classes, count, first, lonLats, steps }: StreetLines,
  limitSeconds: number,
  name: string,
  notes: readonly string[],
  control?: Control,
): Promise<ExportTable> {
  const pause = pacer(control);
  const geometries: Geometry[] = [];
  const reach: string[] = [];
  const from = new Float64Array(count);
  const to = new Float64Array(count);
  for (let line = 0; line < count; line++) {
    const coordinates: Position[] = [];
    for (let p = first[line]!; p < first[line + 1]!; p++)
      coordinates.push([lonLats[2 * p]!, lonLats[2 * p + 1]!]);
    geometries.push({ type: 'LineString', coordinates });
    const own = classes[line]!;
    reach.push(own === NEVER ? 'never' : own === BEYOND ? 'beyond' : 'within');
    from[line] = own === NEVER ? NaN : (limitSeconds * own) / 3;
    to[line] = own >= BEYOND ? NaN : (limitSeconds * (own + 1)) / 3;
    if ((line & 1023) === 0) await pause();
  }
  return {
    name,
    columns: [
      { name: 'reach', type: 'text', values: reach },
      { name: 'from_seconds', type: 'number', values: from },
      { name: 'to_seconds', type: 'number', values: to },
      { name: 'steps', type: 'integer', values: Int32Array.from(steps) },
    ],
    geometries,
    notes,
  };
}
