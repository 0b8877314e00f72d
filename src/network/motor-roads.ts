/** Motorways, trunk roads and motor roads as ordinary main roads, for a study that opens them (`walk.motorRoads`). */
import type { RawStreets } from '../domain/tables';
import { isMotorRoad } from './walkable';

/** Streets without roads that are closed for their class alone; what `foot`, `access` and `sidewalk` say still counts. */
export function openMotorRoads(raw: RawStreets): RawStreets {
  if (!raw.wayTags.some(isMotorRoad)) return raw;
  const wayTags = raw.wayTags.map((tags) =>
    isMotorRoad(tags) ? { ...tags, highway: 'primary', motorroad: 'no' } : tags,
  );
  return { ...raw, wayTags };
}
