/** Who can come to a place on foot, and where one can walk from it without crossing large roads; asked of the last run, kept nowhere. */
import { area as areaOf, booleanPointInPolygon } from '@turf/turf';
import type { MultiPolygon } from 'geojson';
import { limitMmOf, metresWithin, secondsWalked } from '../access/gait';
import { walkerOfWho, walkingOn } from '../access/walkers';
import { distanceMetres, metresPerDegree } from '../domain/ellipsoid';
import { streetMends } from '../domain/mend';
import type { Control } from '../domain/progress';
import type {
  Exit,
  Responder,
  Response,
  ResponseQuery,
  SafeArea,
  SafeQuery,
  SpotPlace,
} from '../domain/safety';
import type { Lines } from '../domain/stories';
import { cutCircle } from '../layers/cut-streets';
import { buildGraph } from '../network/build-graph';
import { layOnGround } from '../network/drape';
import { forbidRoads } from '../network/forbid-roads';
import type { Graph } from '../network/graph';
import { mendStreets } from '../network/mend';
import type { Solution } from '../pipeline';
import { buildDemand } from '../routing/demand';
import type { Entrances } from '../routing/entrances';
import { searchField, unreached } from '../routing/field';
import { distanceRaster } from '../routing/distance-raster';
import { barriersOf, isochrone } from '../routing/isochrone';
import { linkPoints } from '../routing/link';
import { nearestInField } from '../routing/nearest';
import { streetTimesInField } from '../routing/street-times';
import { lengthOf } from './ground';

/** Ground beside a street, in metres; and a grid finer than an isochrone's, for along a barrier the fence is right to a cell only. */
const halfWidth = 40;
const cellMetres = 3;

/** null without streets: help as the crow flies would come through walls. */
export async function tellResponse(
  { findings, tables, graph, places }: Solution,
  query: ResponseQuery,
  control?: Control,
): Promise<Response | null> {
  if (graph === null) return null;
  const { walk } = findings.settings;
  // Towards the place; the stairs of a home are those of the one who waits.
  const walker = walkerOfWho(walkingOn(graph, { ...walk, direction: 'toFacility', floors: 0 }), query.who);
  const spot = spotOn(graph, query, walk.snapMetres);
  const snapMetres = spot.links.perpendicular[0]!;
  const { metresPerSecond } = walker;
  const { volunteers } = tables;
  const helpers = linkPoints(graph, volunteers.lons, volunteers.lats, walk.snapMetres);
  const unlinked =
    count(findings.facilityLinks.linked, 0) + helpers.edge.reduce((sum, edge) => sum + (edge < 0 ? 1 : 0), 0);
  if (spot.links.edge[0]! < 0)
    return { linked: false, snapMetres, metresPerSecond, responders: [], unlinked };

  const limitMm = limitMmOf(query.minutes, walker);
  const field = await searchField(graph, walker.profile, spot, Int32Array.of(0), limitMm, control);
  const responders: Responder[] = [];
  const doors = buildDemand(places.entrances.links, null, null);
  const toDoors = nearestInField(field, doors);
  const { first } = places.entrances;
  for (let facility = 0; facility + 1 < first.length; facility++) {
    let best = -1;
    for (let d = doors.first[first[facility]!]!; d < doors.first[first[facility + 1]!]!; d++)
      if (
        toDoors.effectiveMm[d]! <= limitMm &&
        (best < 0 || toDoors.effectiveMm[d]! < toDoors.effectiveMm[best]!)
      )
        best = d;
    if (best >= 0) add('facility', facility, toDoors, best);
  }
  const homes = buildDemand(helpers, null, null);
  const toHomes = nearestInField(field, homes);
  for (let row = 0; row < volunteers.count; row++)
    for (let d = homes.first[row]!; d < homes.first[row + 1]!; d++)
      if (toHomes.effectiveMm[d]! <= limitMm) add('volunteer', row, toHomes, d);
  responders.sort((a, b) => a.seconds - b.seconds || a.kind.localeCompare(b.kind) || a.index - b.index);
  return { linked: true, snapMetres, metresPerSecond, responders, unlinked };

  function add(
    kind: Responder['kind'],
    index: number,
    found: ReturnType<typeof nearestInField>,
    at: number,
  ): void {
    const seconds = secondsWalked(found.effectiveMetres[at]!, walker);
    responders.push({ kind, index, seconds, metres: found.metres[at]! });
  }
}

/** null without streets, or where no street is left. */
export async function tellSafeArea(
  { findings, tables, places }: Solution,
  query: SafeQuery,
  control: Control = {},
): Promise<SafeArea | null> {
  const { settings } = findings;
  if (tables.streets === null) return null;
  const named = walkerOfWho({ ...settings.walk, floors: 0 }, query.who);
  const reachMetres = query.minutes * 60 * named.metresPerSecond + settings.walk.snapMetres;
  const raw = mendStreets(tables.streets, streetMends(settings.mends)).streets;
  const near = forbidRoads(raw, query.roads, query.signals, boxAround(query, reachMetres));
  if (near.streets.wayTags.length === 0) return null;
  const built = await buildGraph(near.streets, { steps: settings.walk.steps }, control);
  if (!built.ok) return null;
  const ground = await layOnGround(built.value.graph, tables.elevation ?? [], control);
  if (!ground.ok || ground.value === null) return null;
  const graph = ground.value;
  const walker = walkerOfWho(
    walkingOn(graph, { ...settings.walk, direction: 'fromFacility', floors: 0 }),
    query.who,
  );
  const spot = spotOn(graph, query, settings.walk.snapMetres);
  const snapMetres = spot.links.perpendicular[0]!;
  const none: MultiPolygon = { type: 'MultiPolygon', coordinates: [] };
  if (spot.links.edge[0]! < 0)
    return {
      linked: false,
      snapMetres,
      area: none,
      streets: { count: 0, first: new Uint32Array(1), lonLats: new Float64Array(0) },
      streetMetres: 0,
      hectares: 0,
      elders: 0,
      facilities: new Int32Array(0),
      exits: [],
      waterMetres: 0,
    };
  const limitMm = limitMmOf(query.minutes, walker);
  const field = await searchField(graph, walker.profile, spot, Int32Array.of(0), limitMm, control);
  const reached = cutCircle(
    graph,
    streetTimesInField(field, limitMm),
    metresWithin(query.minutes * 60, walker),
  );
  const water = tables.backdrop === null ? [] : barriersOf(tables.backdrop);
  const rails = tables.backdrop?.rails ?? [];
  const area = isochrone(reached, { halfWidth, cellMetres, barriers: [...water, ...rails, ...near.roads] });
  const inside = insideOf(area);
  const { elders, facilities } = tables;
  let persons = 0;
  for (let row = 0; row < elders.count; row++)
    for (let p = places.demand.first[row]!; p < places.demand.first[row + 1]!; p++)
      if (inside(places.pointLons[p]!, places.pointLats[p]!))
        persons += places.demand.share[p]! * (elders.elders[row]! || 0);
  const within: number[] = [];
  for (let f = 0; f < facilities.count; f++)
    for (let i = facilities.entranceFirst[f]!; i < facilities.entranceFirst[f + 1]!; i++)
      if (inside(facilities.entranceLons[i]!, facilities.entranceLats[i]!)) {
        within.push(f);
        break;
      }

  // A junction that stands where a forbidden road's node was is an end at that road.
  const nameAt = new Map<string, string>();
  for (const [node, name] of near.blocked) nameAt.set(placeKey(raw.lons[node]!, raw.lats[node]!), name);
  const exits = new Map<string, Exit>();
  for (let v = 0; v < graph.junctionCount; v++) {
    const key = placeKey(graph.lons[v]!, graph.lats[v]!);
    const road = nameAt.get(key);
    if (road === undefined || field.mm[v] === unreached || field.mm[v]! > limitMm) continue;
    const seconds = secondsWalked(field.effective[v]!, walker);
    if (seconds < (exits.get(key)?.seconds ?? Infinity))
      exits.set(key, { lon: graph.lons[v]!, lat: graph.lats[v]!, road, seconds });
  }
  return {
    linked: true,
    snapMetres,
    area,
    streets: { count: reached.count, first: reached.first, lonLats: reached.lonLats },
    streetMetres: lengthOf(reached),
    hectares: areaOf({ type: 'Feature', properties: {}, geometry: area }) / 10_000,
    elders: persons,
    facilities: Int32Array.from(within),
    exits: [...exits.values()].sort((a, b) => a.seconds - b.seconds),
    waterMetres: metresBeside(water, reached),
  };
}

function placeKey(lon: number, lat: number): string {
  return `${lon},${lat}`;
}

function count(values: Uint8Array, wanted: number): number {
  return values.reduce((sum, value) => sum + (value === wanted ? 1 : 0), 0);
}

function spotOn(graph: Graph, { lon, lat }: SpotPlace, snapMetres: number): Entrances {
  const links = linkPoints(graph, Float64Array.of(lon), Float64Array.of(lat), snapMetres);
  return { first: Int32Array.of(0, 1), links };
}

function boxAround({ lon, lat }: SpotPlace, metres: number): readonly [number, number, number, number] {
  const perDegree = metresPerDegree(lat);
  const [east, north] = [metres / perDegree.lon, metres / perDegree.lat];
  return [lon - east, lat - north, lon + east, lat + north];
}

/** Asked of many places: the boxes of the parts are looked at first. */
function insideOf(area: MultiPolygon): (lon: number, lat: number) => boolean {
  const parts = area.coordinates.map((coordinates) => {
    const [outer] = coordinates as [number[][]];
    const lons = outer.map(([lon]) => lon!);
    const lats = outer.map(([, lat]) => lat!);
    const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
    const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
    return {
      box: [least(lons), least(lats), most(lons), most(lats)] as const,
      polygon: { type: 'Polygon', coordinates } as const,
    };
  });
  return (lon, lat) =>
    parts.some(
      ({ box, polygon }) =>
        lon >= box[0] &&
        lat >= box[1] &&
        lon <= box[2] &&
        lat <= box[3] &&
        booleanPointInPolygon([lon, lat], polygon),
    );
}

/** Metres of lines within `halfWidth` of a street that is reached, looked at every 5 m or less on a grid of `cellMetres`. */
function metresBeside(lines: readonly (readonly (readonly number[])[])[], reached: Lines): number {
  if (reached.count === 0) return 0;
  const raster = distanceRaster(reached, halfWidth, cellMetres);
  let metres = 0;
  for (const line of lines)
    for (let k = 0; k + 1 < line.length; k++) {
      const [ax, ay] = line[k] as readonly [number, number];
      const [bx, by] = line[k + 1] as readonly [number, number];
      const length = distanceMetres(ax, ay, bx, by);
      const pieces = Math.max(1, Math.ceil(length / 5));
      for (let n = 0; n < pieces; n++) {
        const part = (n + 0.5) / pieces;
        const column = Math.round((ax + part * (bx - ax) - raster.west) / raster.lonStep);
        const row = Math.round((ay + part * (by - ay) - raster.south) / raster.latStep);
        const isOn = column >= 0 && column < raster.width && row >= 0 && row < raster.height;
        if (isOn && raster.metres[row * raster.width + column]! <= halfWidth) metres += length / pieces;
      }
    }
  return metres;
}
