/** Several files of one layer become one table: columns end to end, in order of the study. */
import type { Candidates, Districts, Elders, Facilities, Volunteers } from '../domain/tables';

export function joinElders(parts: readonly Elders[]): Elders {
  if (parts.length === 1) return parts[0]!;
  return {
    ...joinBase(parts),
    elders: floats(parts.map((part) => part.elders)),
    bands: joinOptional(parts.map((part) => ({ count: part.count, columns: part.bands }))),
    tiers: joinOptional(parts.map((part) => ({ count: part.count, columns: part.tiers }))),
    districts: parts.flatMap((part) => part.districts),
    polygons: parts.flatMap((part) => part.polygons),
  };
}

export function joinFacilities(parts: readonly Facilities[]): Facilities {
  if (parts.length === 1) return parts[0]!;
  const base = joinBase(parts);
  const entranceFirst = new Int32Array(base.count + 1);
  let row = 0;
  let entrances = 0;
  for (const part of parts) {
    for (let i = 0; i < part.count; i++) entranceFirst[++row] = entrances + part.entranceFirst[i + 1]!;
    entrances += part.entranceLons.length;
  }
  return {
    ...base,
    names: parts.flatMap((part) => part.names),
    entranceFirst,
    entranceLons: floats(parts.map((part) => part.entranceLons)),
    entranceLats: floats(parts.map((part) => part.entranceLats)),
    services: integers(parts.map((part) => part.services)),
    capacity: joinOptional(parts.map((part) => ({ count: part.count, columns: part.capacity }))),
  };
}

export function joinVolunteers(parts: readonly Volunteers[]): Volunteers {
  if (parts.length === 1) return parts[0]!;
  return {
    ...joinBase(parts),
    services: integers(parts.map((part) => part.services)),
    hours: floats(parts.map((part) => part.hours)),
  };
}

export function joinDistricts(parts: readonly Districts[]): Districts {
  if (parts.length === 1) return parts[0]!;
  return {
    count: parts.reduce((sum, part) => sum + part.count, 0),
    file: parts.flatMap((part) => part.file),
    rows: integers(parts.map((part) => part.rows)),
    ids: parts.flatMap((part) => part.ids),
    names: parts.flatMap((part) => part.names),
    polygons: parts.flatMap((part) => part.polygons),
  };
}

export function joinCandidates(parts: readonly Candidates[]): Candidates {
  if (parts.length === 1) return parts[0]!;
  return { ...joinBase(parts), cost: floats(parts.map((part) => part.cost)) };
}

interface Base {
  readonly count: number;
  readonly file: readonly string[];
  readonly rows: Int32Array;
  readonly ids: readonly string[];
  readonly lons: Float64Array;
  readonly lats: Float64Array;
}

function joinBase(parts: readonly Base[]): Base {
  return {
    count: parts.reduce((sum, part) => sum + part.count, 0),
    file: parts.flatMap((part) => part.file),
    rows: integers(parts.map((part) => part.rows)),
    ids: parts.flatMap((part) => part.ids),
    lons: floats(parts.map((part) => part.lons)),
    lats: floats(parts.map((part) => part.lats)),
  };
}

/** A column that only some files have is missing (NaN), not 0, in the rows of the others. */
function joinOptional<K extends string>(
  parts: readonly { readonly count: number; readonly columns: Readonly<Partial<Record<K, Float64Array>>> }[],
): Partial<Record<K, Float64Array>> {
  const names = new Set(parts.flatMap((part) => Object.keys(part.columns) as K[]));
  const out: Partial<Record<K, Float64Array>> = {};
  for (const name of names)
    out[name] = floats(parts.map((part) => part.columns[name] ?? new Float64Array(part.count).fill(NaN)));
  return out;
}

function floats(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function integers(parts: readonly Int32Array[]): Int32Array {
  const out = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
