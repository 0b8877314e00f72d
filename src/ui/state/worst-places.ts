/** Elder rows with the most persons who cannot walk to the service, each at their own pace where that is known. */
import type { Findings, ServiceFindings } from '../../domain/findings';

export interface WorstPlace {
  readonly row: number;
  readonly id: string;
  /** Persons. */
  readonly gap: number;
}

/** At most `limit`, the most first, ties in file order. Rows not linked are not among them: nothing is known of their walk. */
export function worstPlaces(findings: Findings, service: ServiceFindings, limit: number): WorstPlace[] {
  const { elders } = findings;
  const within = service.ownPaceWithin ?? service.within;
  const gaps = new Float64Array(elders.count);
  for (let row = 0; row < elders.count; row += 1) gaps[row] = elders.elders[row]! * (1 - within[row]!);
  return mostRows(gaps, limit).map((row) => ({ row, id: elders.ids[row]!, gap: gaps[row]! }));
}

/**
 * Positions of the largest values over 0, at most `limit`, the largest first, ties in order; NaN is none. One pass: sorting
 * 200,000 rows at each step of a slider would hold up the page.
 */
export function mostRows(values: Float64Array, limit: number): number[] {
  const rows: number[] = [];
  let least = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row]!;
    if (!(value > least)) continue;
    const after = rows.findIndex((other) => values[other]! < value);
    rows.splice(after < 0 ? rows.length : after, 0, row);
    rows.length = Math.min(rows.length, limit);
    if (rows.length === limit) least = values[rows.at(-1)!]!;
  }
  return rows;
}
