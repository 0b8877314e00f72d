/** Places that walking leaves out: on no street, or on a piece of street that meets no other. */
import type { Findings } from '../../domain/findings';

export interface LostPlace {
  readonly kind: 'elder' | 'facility';
  readonly index: number;
  /** Persons of an elder row (missing as 0); 0 for a facility. */
  readonly persons: number;
  /** Metres to the nearest street; Infinity where there is none. */
  readonly metres: number;
  readonly isIsland: boolean;
}

/** Facilities first, then elders by persons; those on no street before those on islands. Nothing without streets. */
export function lostPlaces({ approximate, elders, elderLinks, facilityLinks }: Findings): LostPlace[] {
  if (approximate) return [];
  const found: LostPlace[] = [];
  const add = (kind: LostPlace['kind'], links: typeof elderLinks, personsOf: (i: number) => number): void => {
    for (let i = 0; i < links.linked.length; i++) {
      const isIsland = links.linked[i] === 1 && links.island[i] === 1;
      if (links.linked[i] === 1 && !isIsland) continue;
      found.push({ kind, index: i, persons: personsOf(i), metres: links.snapMetres[i]!, isIsland });
    }
  };
  add('facility', facilityLinks, () => 0);
  add('elder', elderLinks, (row) => elders.elders[row]! || 0);
  const rank = ({ kind, isIsland }: LostPlace): number => (isIsland ? 2 : 0) + (kind === 'elder' ? 1 : 0);
  return found.sort(
    (a, b) => rank(a) - rank(b) || b.persons - a.persons || a.metres - b.metres || a.index - b.index,
  );
}

/** The linking distance that takes in all unlinked places within `most` metres, in whole tens; null where it would take in none. */
export function enoughMetres(places: readonly LostPlace[], most = 1000): number | null {
  const metres = places
    .filter(({ isIsland, metres: far }) => !isIsland && far <= most)
    .map(({ metres: far }) => far);
  return metres.length === 0 ? null : 10 * Math.ceil(Math.max(...metres) / 10);
}
