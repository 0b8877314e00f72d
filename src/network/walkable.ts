/**
 * Which ways are walkable, and which nodes block: the rules of walking.md part 1.
 * Tags as in OpenStreetMap; a way that is no street at all is closed.
 */
import { closedDirections } from '../intake/foot-direction';
import { CROSSING, GATE, KERB, NO_BACKWARD, NO_FORWARD, NO_WHEELCHAIR, RAMP, SIGNAL } from './graph';

export type Tags = Readonly<Record<string, string>>;
export type WalkClass = 'open' | 'private' | 'closed';

const notStreets = new Set(['services', 'rest_area', 'raceway', 'no']);
const lifecycle = ['construction', 'proposed', 'planned', 'abandoned', 'razed', 'removed'];
const closedValues = new Set(['no', 'restricted', 'prohibited', 'military', 'emergency', 'use_sidepath']);
const privateValues = new Set(['private', 'residents', 'permit', 'customers', 'destination']);
const sidewalkValues = new Set(['both', 'left', 'right', 'yes']);
const blockingBarriers = new Set(['wall', 'fence', 'hedge', 'jersey_barrier', 'debris']);
/** Ways that can be the footway a `sidewalk=separate` speaks of. */
const footwayValues = new Set(['footway', 'path', 'pedestrian']);

/** Whether walkers may use a way: freely, only within its own compound, or not at all. */
export function walkClass(tags: Tags): WalkClass {
  if (!isStreet(tags)) return 'closed';
  const { forward, backward } = closedDirections(tags);
  if (forward && backward) return 'closed';
  const foot = accessClass(tags['foot']);
  if (foot !== null) return foot;
  if (isMotorRoad(tags) && !hasSidewalk(tags)) return 'closed';
  return accessClass(tags['access']) ?? 'open';
}

/** Whether walkers may pass a barrier node: `foot`, then `access`, then the kind of barrier. */
export function passesBarrier(tags: Tags): { readonly pass: boolean; readonly private: boolean } {
  const own = accessClass(tags['foot']) ?? accessClass(tags['access']);
  if (own !== null) return { pass: own !== 'closed', private: own === 'private' };
  return { pass: !blockingBarriers.has(tags['barrier'] ?? ''), private: false };
}

/** Whether a way's pavements are drawn as ways of their own, so that its centreline may be dropped where one lies near. */
export function hasSeparateSidewalk(tags: Tags): boolean {
  if (tags['sidewalk'] === 'separate' || tags['sidewalk:both'] === 'separate') return true;
  const sides = [tags['sidewalk:left'], tags['sidewalk:right']];
  return sides.includes('separate') && !sides.includes('yes');
}

/** Whether a way can be such a pavement. A crossing lies across the road, not along it. */
export function isFootway(tags: Tags): boolean {
  return footwayValues.has(tags['highway'] ?? '') && tags['footway'] !== 'crossing';
}

/** Gates that take time to pass: pushed, unlocked, waited for. */
const gates = new Set([
  'gate',
  'lift_gate',
  'swing_gate',
  'sliding_gate',
  'kissing_gate',
  'hampshire_gate',
  'turnstile',
  'full-height_turnstile',
]);
const signalCrossings = new Set(['traffic_signals', 'pelican', 'puffin', 'toucan', 'pegasus']);

/** What a walker meets at a node, as bits of `Stops.kind`. Signals of a junction that say nothing of a crossing are for cars. */
export function stopKind(tags: Tags): number {
  const { highway, crossing, barrier } = tags;
  let kind = 0;
  const isCrossing = highway === 'crossing' || (highway === 'traffic_signals' && crossing !== undefined);
  if (isCrossing && crossing !== 'no') {
    const hasSignals =
      highway === 'traffic_signals' ||
      signalCrossings.has(crossing ?? '') ||
      tags['crossing:signals'] === 'yes';
    kind |= hasSignals ? SIGNAL : CROSSING;
  }
  if (gates.has(barrier ?? '')) kind |= GATE;
  if (tags['kerb'] === 'raised') kind |= KERB;
  return kind;
}

/** Bits of `Graph.edgeFlags` that tell where wheelchairs can go. */
export function wheelchairFlags(tags: Tags): number {
  if (tags['wheelchair'] === 'no') return NO_WHEELCHAIR;
  if (tags['highway'] !== 'steps') return 0;
  return tags['ramp:wheelchair'] === 'yes' || tags['wheelchair'] === 'yes' ? RAMP : 0;
}

/** Bits of `Graph.edgeFlags` that tell which way along its drawing nobody walks. */
export function directionFlags(tags: Tags): number {
  const { forward, backward } = closedDirections(tags);
  return (forward ? NO_FORWARD : 0) | (backward ? NO_BACKWARD : 0);
}

/** Ways of walkers alone: those who are on one at a crossing cross, those who are on the road there do not. */
export function isWalkersOwn(tags: Tags): boolean {
  return footwayValues.has(tags['highway'] ?? '') || tags['highway'] === 'steps';
}

/** Whether a tag such as `bridge` or `tunnel` says yes in any of its forms (viaduct, culvert, …). */
export function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== 'no' && value !== '';
}

function isStreet(tags: Tags): boolean {
  const highway = tags['highway'];
  const isPlatform = tags['public_transport'] === 'platform' || tags['railway'] === 'platform';
  if (highway === undefined ? !isPlatform : notStreets.has(highway) && !isPlatform) return false;
  if (highway !== undefined && lifecycle.includes(highway)) return false;
  // `construction=minor` on an open road tells of works beside it; only a plain yes closes.
  if (lifecycle.some((state) => tags[state] === 'yes')) return false;
  return tags['area'] !== 'yes' || highway === 'pedestrian';
}

/** Closed to walkers by their class, unless something says that there is a pavement. */
export function isMotorRoad(tags: Tags): boolean {
  const { highway } = tags;
  return highway === 'motorway' || highway === 'trunk' || tags['motorroad'] === 'yes';
}

function hasSidewalk(tags: Tags): boolean {
  if (sidewalkValues.has(tags['sidewalk'] ?? '')) return true;
  return ['sidewalk:both', 'sidewalk:left', 'sidewalk:right'].some((side) => tags[side] === 'yes');
}

/** What one access value says of walking; null where the tag is missing. Of a list (`customers;permit`) the strictest part counts. */
function accessClass(value: string | undefined): WalkClass | null {
  if (value === undefined || value === '') return null;
  const parts = value.toLowerCase().split(';');
  if (parts.some((part) => closedValues.has(part.trim()))) return 'closed';
  return parts.some((part) => privateValues.has(part.trim())) ? 'private' : 'open';
}
