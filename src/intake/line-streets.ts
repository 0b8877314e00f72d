/**
 * Streets from GeoJSON lines. With `u` and `v` (OSMnx) lines meet only at those ids, so a bridge does not join the road under it; without,
 * lines meet wherever they have a vertex in common (equal to 1e-7°).
 */
import type { Feature, Geometry, Position } from 'geojson';
import { fail, fault, succeed, type Note, type Result } from '../domain/fault';
import type { RawStreets } from '../domain/tables';
import { closedDirections, directionKeys, turnedDirections, withDirections } from './foot-direction';
import { GrowingFloats, GrowingInts } from './growing-column';
import { isNodeOfNote, nodeKeys, wayKeys, type Tags } from './osm-tags';

/** Ends of lines under one id may lie this far apart (about a metre); further, and the ids are not those of nodes. */
const idTolerance = 1e-5;
/** A line with one of these and no `highway` is no street. */
const otherKeys = ['railway', 'waterway', 'boundary', 'power', 'barrier', 'natural', 'aeroway', 'route'];
const absent = new Set(['', 'nan', 'none', 'null', 'undefined']);

interface Line {
  readonly points: readonly Position[];
  readonly tags: Tags;
  /** Ids of the ends; null where the feature has none, or the end is a break inside a MultiLineString. */
  readonly u: string | null;
  readonly v: string | null;
}

/**
 * Coordinates are WGS84 degrees. A line without a class is a street. Of a street given once per direction the second is dropped; streets that
 * run parallel between the same two ends are kept. Where lines do not agree on the direction that walkers must take, both are open.
 * Faults: lines.noLines. Notes: lines.skipped, lines.notStreets, lines.mixedClasses, lines.secondDirections, lines.mixedDirections,
 * lines.idsInconsistent.
 */
export function linesToStreets(features: readonly Feature<Geometry | null>[]): Result<RawStreets> {
  const lines: Line[] = [];
  const barriers: { readonly point: Position; readonly tags: Tags }[] = [];
  const counts = { skipped: 0, notStreets: 0, mixedClasses: 0, mixedDirections: 0 };
  for (const { geometry, properties } of features) {
    const { tags, isMixed, isOther } = readTags(properties ?? {});
    if (geometry?.type === 'Point' && isNodeOfNote(tags)) {
      barriers.push({ point: geometry.coordinates, tags: pick(tags, nodeKeys) });
      continue;
    }
    const parts = partsOf(geometry, tags).filter((part) => part.length >= 2 && part.every(isPlace));
    if (parts.length === 0) counts.skipped++;
    else if (isOther) counts.notStreets++;
    else {
      if (isMixed) counts.mixedClasses++;
      const all = pick({ ...tags, highway: tags['highway'] ?? unclassed(tags) }, wayKeys);
      const told = alongLine(all, readValues(properties?.['reversed']));
      if (told === null) counts.mixedDirections++;
      const way = told ?? withDirections(all, bothOpen);
      parts.forEach((points, i) => {
        const u = i === 0 ? readId(properties?.['u']) : null;
        const v = i === parts.length - 1 ? readId(properties?.['v']) : null;
        lines.push({ points, tags: way, u, v });
      });
    }
  }
  if (lines.length === 0) return fail(fault('lines.noLines'));

  const notes: Note[] = [];
  const hasIds = features.every(
    ({ geometry, properties }) =>
      !geometry?.type.endsWith('LineString') ||
      (readId(properties?.['u']) !== null && readId(properties?.['v']) !== null),
  );
  const isConsistent = hasIds && idsAgree(lines);
  if (hasIds && !isConsistent) notes.push(fault('lines.idsInconsistent'));
  const doubtful = new Set<Line>();
  const kept = isConsistent ? dropSecondDirections(lines, doubtful) : dropRepeats(lines, doubtful);
  const once = kept.map((line) =>
    doubtful.has(line) ? { ...line, tags: withDirections(line.tags, bothOpen) } : line,
  );
  const tell = (code: Note['code'], count: number) => {
    if (count > 0) notes.push(fault(code, { count }));
  };
  tell('lines.skipped', counts.skipped);
  tell('lines.notStreets', counts.notStreets);
  tell('lines.mixedClasses', counts.mixedClasses);
  tell('lines.secondDirections', lines.length - once.length);
  tell('lines.mixedDirections', counts.mixedDirections + doubtful.size);
  return succeed(isConsistent ? joinByIds(once) : joinByPlaces(once, barriers), notes);
}

const bothOpen = { forward: false, backward: false };

/**
 * The tags with directions as this line is drawn; null where they cannot be told. OSMnx writes the tags of a way beside both of its
 * directions and which of them was `reversed`; a chain of several ways has lists of both.
 */
function alongLine(tags: Tags, reversed: readonly string[]): Tags | null {
  const told = directionKeys.filter((key) => tags[key] !== undefined);
  if (told.length === 0) return tags;
  const single: Record<string, string> = { ...tags };
  for (const key of told) {
    const words = new Set(tags[key]!.split(';'));
    if (words.size > 1) return null;
    [single[key] = ''] = words;
  }
  const { forward, backward } = closedDirections(single);
  if (forward === backward || !reversed.includes('yes')) return single;
  return reversed.every((word) => word === 'yes') ? turnedDirections(single) : null;
}

/** Whether two lines of one street, the second perhaps drawn from its other end, close the same direction. */
function agrees(one: Line, other: Line, isTurned: boolean): boolean {
  const a = closedDirections(one.tags);
  const b = closedDirections(other.tags);
  return isTurned
    ? a.forward === b.backward && a.backward === b.forward
    : a.forward === b.forward && a.backward === b.backward;
}

/** OSM's word for a street of unknown class; platforms keep their own tags. */
function unclassed(tags: Tags): string | undefined {
  return tags['railway'] === 'platform' || tags['public_transport'] === 'platform' ? undefined : 'road';
}

function partsOf(geometry: Geometry | null, tags: Tags): readonly (readonly Position[])[] {
  if (geometry?.type === 'LineString') return [geometry.coordinates];
  if (geometry?.type === 'MultiLineString') return joinParts(geometry.coordinates);
  // Along the outline of a pedestrian area one walks, as in OSM.
  const isSquare = tags['highway'] === 'pedestrian';
  if (geometry?.type === 'Polygon' && isSquare) return geometry.coordinates.slice(0, 1);
  if (geometry?.type === 'MultiPolygon' && isSquare)
    return geometry.coordinates.map((polygon) => polygon[0] ?? []);
  return [];
}

/** Parts that continue one another become one. */
function joinParts(parts: readonly Position[][]): Position[][] {
  const joined: Position[][] = [];
  for (const part of parts) {
    const before = joined[joined.length - 1];
    const end = before?.[before.length - 1];
    if (before && end && part[0] && placeKey(end) === placeKey(part[0])) before.push(...part.slice(1));
    else joined.push(part.slice());
  }
  return joined;
}

function isPlace(point: Position): boolean {
  return Math.abs(point[0]!) <= 180 && Math.abs(point[1]!) <= 90;
}

function readId(value: unknown): string | null {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null;
}

function readTags(properties: Readonly<Record<string, unknown>>): {
  tags: Tags;
  isMixed: boolean;
  isOther: boolean;
} {
  const tags: Record<string, string> = {};
  let isMixed = false;
  const highways = readValues(properties['highway'] ?? properties['fclass']);
  for (const key of [...wayKeys, ...nodeKeys]) {
    // A list is what OSMnx makes of a chain of ways: of access the strictest part counts (walkable.ts reads `a;b` so).
    const values = key === 'highway' ? highways : readValues(properties[key]);
    if (values.length === 0) continue;
    tags[key] = values.join(key === 'name' ? ' / ' : ';');
  }
  if (highways.length > 0) {
    const distinct = new Set(highways);
    isMixed = distinct.size > 1;
    tags['highway'] = highways.find((highway) => highway !== 'steps') ?? 'steps';
  }
  const isPlatform = tags['railway'] === 'platform' || tags['public_transport'] === 'platform';
  const isOther =
    highways.length === 0 &&
    !isPlatform &&
    otherKeys.some((key) => readValues(properties[key]).some((v) => v !== 'no'));
  return { tags, isMixed, isOther };
}

/** Texts of a property: plain, an array, or a list as Python prints it ("['footway', 'steps']"). */
function readValues(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(readValues);
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  const text = String(value).trim();
  if (absent.has(text.toLowerCase())) return [];
  if (text.startsWith('[') && text.endsWith(']')) {
    return text
      .slice(1, -1)
      .split(',')
      .flatMap((part) => readValues(part.trim().replace(/^(['"])(.*)\1$/, '$2')));
  }
  // Booleans as GIS programs write them.
  if (/^(true|t)$/i.test(text)) return ['yes'];
  if (/^(false|f)$/i.test(text)) return ['no'];
  return [text];
}

function pick(tags: Readonly<Record<string, string | undefined>>, keys: ReadonlySet<string>): Tags {
  const picked: Record<string, string> = {};
  for (const [key, value] of Object.entries(tags))
    if (value !== undefined && keys.has(key)) picked[key] = value;
  return picked;
}

/** To 1e-7°, as OSM has it. */
function placeKey(point: Position): string {
  return `${Math.round(point[0]! * 1e7)},${Math.round(point[1]! * 1e7)}`;
}

function idsAgree(lines: readonly Line[]): boolean {
  const places = new Map<string, Position>();
  const agrees = (id: string | null, point: Position): boolean => {
    if (id === null) return true;
    const known = places.get(id);
    if (known === undefined) places.set(id, point);
    return (
      known === undefined ||
      (Math.abs(known[0]! - point[0]!) <= idTolerance && Math.abs(known[1]! - point[1]!) <= idTolerance)
    );
  };
  return lines.every(({ u, v, points }) => agrees(u, points[0]!) && agrees(v, points[points.length - 1]!));
}

/** Each line may answer one line that runs the other way between the same ids with the same shape; `doubtful` gets the one that stays. */
function dropSecondDirections(lines: readonly Line[], doubtful: Set<Line>): Line[] {
  const unanswered = new Map<string, Line[]>();
  const keyOf = (u: string | null, v: string | null, shape: string) => JSON.stringify([u, v, shape]);
  return lines.filter((line) => {
    const { u, v, points } = line;
    const shape = shapeKey(points);
    const turned = shapeKey(points.slice().reverse());
    for (const drawn of [turned, shape]) {
      const answered = unanswered.get(keyOf(v, u, drawn))?.pop();
      if (answered === undefined) continue;
      if (!agrees(answered, line, drawn === turned)) doubtful.add(answered);
      return false;
    }
    const own = keyOf(u, v, shape);
    const open = unanswered.get(own);
    if (open === undefined) unanswered.set(own, [line]);
    else open.push(line);
    return true;
  });
}

/** Without ids a line of the same shape, either way round, is the same street. */
function dropRepeats(lines: readonly Line[], doubtful: Set<Line>): Line[] {
  const seen = new Map<string, { readonly line: Line; readonly shape: string }>();
  return lines.filter((line) => {
    const shape = shapeKey(line.points);
    const turned = shapeKey(line.points.slice().reverse());
    const key = shape < turned ? shape : turned;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, { line, shape });
    else if (!agrees(first.line, line, first.shape !== shape)) doubtful.add(first.line);
    return first === undefined;
  });
}

function shapeKey(points: readonly Position[]): string {
  return points.map(placeKey).join(' ');
}

class Streets {
  readonly #lons = new GrowingFloats();
  readonly #lats = new GrowingFloats();
  readonly #refs = new GrowingInts();
  readonly #wayFirst = new GrowingInts();
  readonly #wayTags: Tags[] = [];
  readonly #known = new Map<string, number>();

  constructor() {
    this.#wayFirst.push(0);
  }

  /** The node under a key, made where it is new; without a key always new. */
  node(key: string | null, point: Position): number {
    const known = key === null ? undefined : this.#known.get(key);
    if (known !== undefined) return known;
    const node = this.#lons.length;
    this.#lons.push(point[0]!);
    this.#lats.push(point[1]!);
    if (key !== null) this.#known.set(key, node);
    return node;
  }

  find(key: string): number | undefined {
    return this.#known.get(key);
  }

  way(refs: Iterable<number>, tags: Tags): void {
    for (const ref of refs) this.#refs.push(ref);
    this.#wayFirst.push(this.#refs.length);
    this.#wayTags.push(tags);
  }

  done(nodeTags: ReadonlyMap<number, Tags>): RawStreets {
    return {
      lons: this.#lons.array.slice(0, this.#lons.length),
      lats: this.#lats.array.slice(0, this.#lats.length),
      wayFirst: this.#wayFirst.trim(),
      refs: this.#refs.trim(),
      wayTags: this.#wayTags,
      nodeTags,
      source: 'lines',
    };
  }
}

function joinByIds(lines: readonly Line[]): RawStreets {
  const streets = new Streets();
  for (const { points, tags, u, v } of lines) {
    const last = points.length - 1;
    const refs = points.map((point, i) => streets.node(i === 0 ? u : i === last ? v : null, point));
    streets.way(refs, tags);
  }
  return streets.done(new Map());
}

function joinByPlaces(
  lines: readonly Line[],
  barriers: readonly { point: Position; tags: Tags }[],
): RawStreets {
  const streets = new Streets();
  for (const { points, tags } of lines) {
    const refs = points.map((point) => streets.node(placeKey(point), point));
    streets.way(refs, tags);
  }
  const nodeTags = new Map<number, Tags>();
  for (const { point, tags } of barriers) {
    const node = streets.find(placeKey(point));
    if (node !== undefined) nodeTags.set(node, tags);
  }
  return streets.done(nodeTags);
}
