/** Streets as tables of lines: by walking time, by nearest site, by detour. No homes and no persons are in them. */
import type { Geometry, Position } from 'geojson';
import { detourLimits, noDetour } from '../../access/detour';
import type { Column } from '../../domain/column';
import { distanceMetres } from '../../domain/ellipsoid';
import type { Control } from '../../domain/progress';
import { pacer } from '../../domain/progress';
import type { StreetLines } from '../../domain/stories';
import type { Facilities } from '../../domain/tables';
import { BEYOND, NEVER } from '../../layers/cut-streets';
import type { ExportTable } from './table';

/** Streets cut where what they are told by changes. */
export type StreetLook =
  | { readonly of: 'streets'; readonly streets: StreetLines }
  | {
      readonly of: 'areas';
      readonly streets: StreetLines;
      /** Of the shortest and the longest walk from each line to its site; Infinity where no way leads. */
      readonly leastSeconds: Float64Array;
      readonly mostSeconds: Float64Array;
    }
  | {
      readonly of: 'detours';
      readonly streets: StreetLines;
      /** Mean metres walked ÷ straight metres of each line; NaN near a door, and where no way leads. */
      readonly factors: Float64Array;
    };

/** One row a piece of street, with its `metres` and `steps` 1 where steps. */
export async function streetTable(
  look: StreetLook,
  facilities: Facilities,
  limitSeconds: number,
  name: string,
  notes: readonly string[],
  control?: Control,
): Promise<ExportTable> {
  const { count, first, lonLats, steps } = look.streets;
  const pause = pacer(control);
  const geometries: Geometry[] = [];
  const metres = new Float64Array(count);
  for (let line = 0; line < count; line++) {
    const coordinates: Position[] = [];
    for (let p = first[line]!; p < first[line + 1]!; p++) {
      const [lon, lat] = [lonLats[2 * p]!, lonLats[2 * p + 1]!];
      const before = coordinates.at(-1);
      if (before !== undefined) metres[line]! += distanceMetres(before[0]!, before[1]!, lon, lat);
      coordinates.push([lon, lat]);
    }
    geometries.push({ type: 'LineString', coordinates });
    if ((line & 1023) === 0) await pause();
  }
  return {
    name,
    columns: [
      ...columnsOf(look, facilities, limitSeconds),
      numbers('metres', metres),
      { name: 'steps', type: 'integer', values: Int32Array.from(steps) },
    ],
    geometries,
    notes,
  };
}

function columnsOf(look: StreetLook, facilities: Facilities, limitSeconds: number): Column[] {
  switch (look.of) {
    case 'streets':
      return timeColumns(look.streets, limitSeconds);
    case 'areas':
      return [
        texts('facility', look.streets.facilities!, (one) => facilities.ids[one] ?? ''),
        texts('name', look.streets.facilities!, (one) => facilities.names[one] ?? ''),
        numbers('least_seconds', look.leastSeconds),
        numbers('most_seconds', look.mostSeconds),
      ];
    case 'detours':
      return detourColumns(look.streets, look.factors);
  }
}

/**
 * `from_seconds` and `to_seconds` of the walk to the nearest site (empty where there is no end: beyond the limit, or no way at all),
 * `reach` within, beyond or never.
 */
function timeColumns({ classes }: StreetLines, limitSeconds: number): Column[] {
  return [
    texts('reach', classes, (own) => (own === NEVER ? 'never' : own === BEYOND ? 'beyond' : 'within')),
    numbers(
      'from_seconds',
      Float64Array.from(classes, (own) => (own === NEVER ? NaN : (limitSeconds * own) / 3)),
    ),
    numbers(
      'to_seconds',
      Float64Array.from(classes, (own) => (own >= BEYOND ? NaN : (limitSeconds * (own + 1)) / 3)),
    ),
  ];
}

/** `from_factor` and `to_factor` are the ends of the line's class, `factor` its mean; all empty where no way leads to any site. */
function detourColumns({ classes }: StreetLines, factors: Float64Array): Column[] {
  return [
    numbers('factor', factors),
    numbers(
      'from_factor',
      Float64Array.from(classes, (own) => (own === noDetour ? NaN : (detourLimits[own - 1] ?? 1))),
    ),
    numbers(
      'to_factor',
      Float64Array.from(classes, (own) => detourLimits[own] ?? NaN),
    ),
  ];
}

function numbers(name: string, values: Float64Array): Column {
  return { name, type: 'number', values };
}

function texts(name: string, of: ArrayLike<number>, textOf: (value: number) => string): Column {
  return { name, type: 'text', values: Array.from(of, textOf) };
}
