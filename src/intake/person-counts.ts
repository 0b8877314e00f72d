/** Rows of single persons become counts by place, so that no row is a person any more wherever two share an address. */
import type { Band, Tier } from '../domain/service';
import type { Elders } from '../domain/tables';

/**
 * Joins rows that have the same coordinates to the last bit (of areas, as of people placed by their district's name, the same inner point), the same district text and the same gaps in bands and tiers; elders, bands
 * and tiers are summed. In order of first rows; `rows` and `ids` are the first row's number, never an id of the file.
 *
 * Guaranteed: the sums of elders and of every band and tier, over all and by district, are those of the rows, and so is what is missing;
 * nobody is moved, so that coverage at one pace or at everyone's own is the same to the last person. A place where one person lives
 * stays one row: what is published is protected by `privacy` (suppression, grids), not here.
 */
export function countByPlace(persons: Elders): Elders {
  const groups = new Map<string, number>();
  const firsts: number[] = [];
  const group = new Int32Array(persons.count);
  const columns = [...Object.values(persons.bands), ...Object.values(persons.tiers)];
  for (let row = 0; row < persons.count; row++) {
    // Missing is not zero: who is of unknown age must not become a part of a known sum.
    let gaps = '';
    for (const column of columns) gaps += Number.isNaN(column[row]!) ? '1' : '0';
    const isArea = persons.polygons[row] !== null;
    const key = `${persons.lons[row]!} ${persons.lats[row]!} ${isArea} ${gaps} ${persons.districts[row] ?? ''}`;
    let at = groups.get(key);
    if (at === undefined) {
      at = firsts.length;
      groups.set(key, at);
      firsts.push(row);
    }
    group[row] = at;
  }
  const summed = (column: Float64Array): Float64Array => {
    const out = new Float64Array(firsts.length);
    column.forEach((value, row) => (out[group[row]!]! += value));
    return out;
  };
  const each = <K extends Band | Tier>(of: Readonly<Partial<Record<K, Float64Array>>>) =>
    Object.fromEntries(
      Object.entries<Float64Array>(of as Record<string, Float64Array>).map(([key, column]) => [
        key,
        summed(column),
      ]),
    ) as Partial<Record<K, Float64Array>>;
  return {
    count: firsts.length,
    file: firsts.map((row) => persons.file[row]!),
    rows: Int32Array.from(firsts, (row) => persons.rows[row]!),
    ids: firsts.map((row) => String(persons.rows[row]!)),
    lons: Float64Array.from(firsts, (row) => persons.lons[row]!),
    lats: Float64Array.from(firsts, (row) => persons.lats[row]!),
    elders: summed(persons.elders),
    bands: each(persons.bands),
    tiers: each(persons.tiers),
    districts: firsts.map((row) => persons.districts[row]!),
    polygons: firsts.map((row) => persons.polygons[row]!),
  };
}
