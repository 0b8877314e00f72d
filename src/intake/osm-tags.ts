/** Which OSM tags are read at all, and what a way is to us: a street, or something to draw behind the streets. */
export type Tags = Readonly<Record<string, string>>;

/** Keys kept of a way: what walking reads (network/walkable.ts), and what tells water, rail and green. */
export const wayKeys: ReadonlySet<string> = new Set([
  'highway',
  'public_transport',
  'railway',
  'foot',
  'access',
  'motorroad',
  'sidewalk',
  'sidewalk:both',
  'sidewalk:left',
  'sidewalk:right',
  'footway',
  'oneway:foot',
  'foot:forward',
  'foot:backward',
  'wheelchair',
  'ramp:wheelchair',
  'surface',
  'smoothness',
  'width',
  'incline',
  'step_count',
  'area',
  'bridge',
  'tunnel',
  'construction',
  'proposed',
  'planned',
  'abandoned',
  'razed',
  'removed',
  'name',
  'natural',
  'water',
  'waterway',
  'landuse',
  'leisure',
]);

/** Keys kept of a node that a walker takes note of. */
export const nodeKeys: ReadonlySet<string> = new Set([
  'barrier',
  'foot',
  'access',
  'highway',
  'crossing',
  'crossing:signals',
  'kerb',
  'entrance',
]);

/** Whether a node is an entrance that people walk in by; those of service, homes and emergencies are left out. */
export function isEntrance({ entrance }: Tags): boolean {
  return entrance === 'main' || entrance === 'yes';
}

/** Whether a node is one that walkers may have to wait at or cannot pass: a barrier, a kerb, a crossing, signals. */
export function isNodeOfNote({ barrier, highway, kerb }: Tags): boolean {
  return (
    barrier !== undefined || kerb !== undefined || highway === 'crossing' || highway === 'traffic_signals'
  );
}

/** Bits: a way may be several things. */
export const STREET = 1;
export const WATER = 2;
export const WATERWAY = 4;
export const RAIL = 8;
export const GREEN = 16;

const waterways = new Set(['river', 'canal', 'stream']);
const rails = new Set(['rail', 'light_rail', 'subway', 'tram']);
const waterUses = new Set(['reservoir', 'basin']);
const greenUses = new Set(['grass', 'forest', 'meadow', 'recreation_ground', 'village_green']);
const greenLeisure = new Set(['park', 'garden', 'nature_reserve']);

/** What a way is, as bits; 0 is nothing to us. Areas are told by their tags alone, whether they close is seen later. */
export function wayKind(tags: Tags): number {
  let kind = 0;
  const { highway, railway, waterway } = tags;
  if (highway !== undefined || railway === 'platform' || tags['public_transport'] === 'platform')
    kind |= STREET;
  if (isWater(tags)) kind |= WATER;
  const isUnderground = tags['tunnel'] !== undefined && tags['tunnel'] !== 'no';
  if (waterway !== undefined && waterways.has(waterway) && !isUnderground) kind |= WATERWAY;
  if (railway !== undefined && rails.has(railway) && !isUnderground) kind |= RAIL;
  if (isGreen(tags)) kind |= GREEN;
  return kind;
}

export function isWater(tags: Tags): boolean {
  return (
    tags['natural'] === 'water' || tags['waterway'] === 'riverbank' || waterUses.has(tags['landuse'] ?? '')
  );
}

export function isGreen(tags: Tags): boolean {
  return (
    greenLeisure.has(tags['leisure'] ?? '') ||
    greenUses.has(tags['landuse'] ?? '') ||
    tags['natural'] === 'wood'
  );
}
