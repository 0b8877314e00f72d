/**
 * Which way along its drawing a street may be walked: `oneway:foot`, and `foot:forward` and `foot:backward`, which say the same the other way
 * about. `oneway` alone speaks of vehicles. What says alternating, reversible or anything else names no direction and closes none.
 */
import type { Tags } from './osm-tags';

export const directionKeys = ['oneway:foot', 'foot:forward', 'foot:backward'] as const;

const along = new Set(['yes', 'true', '1']);
const against = new Set(['-1', 'reverse']);
const closed = new Set(['no', 'restricted', 'prohibited', 'military', 'emergency', 'use_sidepath']);

/** Directions in which walkers must not go a way. */
export interface ClosedDirections {
  readonly forward: boolean;
  readonly backward: boolean;
}

export function closedDirections(tags: Tags): ClosedDirections {
  const word = (key: (typeof directionKeys)[number]) => tags[key]?.trim().toLowerCase() ?? '';
  const oneway = word('oneway:foot');
  return {
    forward: against.has(oneway) || closed.has(word('foot:forward')),
    backward: along.has(oneway) || closed.has(word('foot:backward')),
  };
}

/** The tags of the same street drawn from its other end. */
export function turnedDirections(tags: Tags): Tags {
  const { forward, backward } = closedDirections(tags);
  return withDirections(tags, { forward: backward, backward: forward });
}

/** The tags with what they say of directions replaced. */
export function withDirections(tags: Tags, { forward, backward }: ClosedDirections): Tags {
  const rest: Record<string, string> = { ...tags };
  for (const key of directionKeys) delete rest[key];
  if (forward && backward) return { ...rest, 'foot:forward': 'no', 'foot:backward': 'no' };
  if (forward || backward) return { ...rest, 'oneway:foot': forward ? '-1' : 'yes' };
  return rest;
}
