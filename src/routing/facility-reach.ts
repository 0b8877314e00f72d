/** The streets around one facility: its circle on foot. */
import type { Control } from '../domain/progress';
import type { Graph } from '../network/graph';
import type { Entrances } from './entrances';
import { searchField } from './field';
import { toLimitMm, type Profile } from './profile';
import { streetTimesInField, type StreetTimes } from './street-times';

/** As `streetTimes`, of one facility; ends of streets farther than `limitEffectiveMetres` (inclusive) are Infinity. */
export async function facilityReach(
  graph: Graph,
  profile: Profile,
  entrances: Entrances,
  facility: number,
  limitEffectiveMetres: number,
  control?: Control,
): Promise<StreetTimes> {
  const limitMm = toLimitMm(limitEffectiveMetres);
  const field = await searchField(graph, profile, entrances, Int32Array.of(facility), limitMm, control);
  return streetTimesInField(field, limitMm);
}
