/** Finds the district that a text means. */
import type { Districts } from '../domain/tables';
import { nameFinder } from '../intake/place-names';

/** A lookup from a text to a district's position, -1 where it names none or could mean several; see `nameFinder`. */
export function matchDistrict(districts: Districts): (text: string) => number {
  const { find } = nameFinder(districts.ids, districts.names);
  return (text) => find(text).at;
}
