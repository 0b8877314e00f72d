/** Every elder row and facility put on the streets at once: what searches start from and end at. */
import type { MultiPolygon, Polygon } from 'geojson';
import type { LinkReport } from '../domain/findings';
import type { Elders, Facilities } from '../domain/tables';
import type { Graph } from '../network/graph';
import { buildDemand, type Demand } from './demand';
import type { Entrances } from './entrances';
import { isIsland, linkPoints, type Links } from './link';
import { placeAlong } from './place-along';
import { spreadPolygons } from './spread';
import { straightDemand } from './straight';

export interface Places {
  readonly elderLinks: LinkReport;
  readonly facilityLinks: LinkReport;
  readonly entrances: Entrances;
  readonly demand: Demand;
  /** WGS84 degrees of each demand point: the place itself of a point row, a piece's middle of a polygon. */
  readonly pointLons: Float64Array;
  readonly pointLats: Float64Array;
}

/**
 * Links everything within `snapMetres` (inclusive). Without streets every place stands where it is, linked, and polygons on
 * their inner point: then all is approximate anyway.
 */
export function placeOnStreets(
  graph: Graph | null,
  elders: Elders,
  facilities: Facilities,
  snapMetres: number,
): Places {
  if (graph === null) return placeWithoutStreets(elders, facilities);

  const entranceLinks = linkPoints(graph, facilities.entranceLons, facilities.entranceLats, snapMetres);
  const entrances: Entrances = { first: facilities.entranceFirst, links: entranceLinks };

  const polygonOfRow = new Int32Array(elders.count).fill(-1);
  const polygons: (Polygon | MultiPolygon)[] = [];
  // Rows placed by a district's name share its polygon, which is cut once.
  const known = new Map<Polygon | MultiPolygon, number>();
  elders.polygons.forEach((polygon, row) => {
    if (polygon === null) return;
    let at = known.get(polygon);
    if (at === undefined) known.set(polygon, (at = polygons.push(polygon) - 1));
    polygonOfRow[row] = at;
  });
  const links = linkPoints(graph, elders.lons, elders.lats, snapMetres);
  const demand =
    polygons.length > 0
      ? buildDemand(links, spreadPolygons(graph, polygons), polygonOfRow)
      : buildDemand(links, null, null);

  const points = demand.edge.length;
  const pointLons = new Float64Array(points);
  const pointLats = new Float64Array(points);
  for (let row = 0; row < elders.count; row++) {
    const isSpread = polygonOfRow[row] >= 0;
    for (let k = demand.first[row]; k < demand.first[row + 1]; k++) {
      const place = isSpread
        ? placeAlong(graph, demand.edge[k], demand.along[k])
        : [elders.lons[row], elders.lats[row]];
      pointLons[k] = place[0];
      pointLats[k] = place[1];
    }
  }
  return {
    elderLinks: reportRows(graph, links, demand),
    facilityLinks: reportFacilities(entrances, facilities.count),
    entrances,
    demand,
    pointLons,
    pointLats,
  };
}

/** A polygon that was spread stands on its streets: no walk to them. */
function reportRows(graph: Graph, links: Links, demand: Demand): LinkReport {
  const linked = new Uint8Array(demand.rows);
  const snapMetres = new Float64Array(demand.rows);
  const island = new Uint8Array(demand.rows);
  for (let row = 0; row < demand.rows; row++) {
    const at = demand.first[row];
    const isLinked = demand.first[row + 1] > at;
    linked[row] = isLinked ? 1 : 0;
    snapMetres[row] = isLinked ? demand.perpendicular[at] : links.perpendicular[row];
    island[row] = isLinked && isIsland(graph, demand.edge[at]) ? 1 : 0;
  }
  return { linked, snapMetres, island };
}

/** A facility is linked where one of its entrances is; its walk to the street is the shortest of those. */
function reportFacilities({ first, links }: Entrances, count: number): LinkReport {
  const linked = new Uint8Array(count);
  const snapMetres = new Float64Array(count).fill(Infinity);
  const island = new Uint8Array(count);
  for (let facility = 0; facility < count; facility++) {
    let mainland = false;
    let nearestUnlinked = Infinity;
    for (let i = first[facility]; i < first[facility + 1]; i++) {
      const metres = links.perpendicular[i];
      if (links.edge[i] < 0) {
        nearestUnlinked = Math.min(nearestUnlinked, metres);
        continue;
      }
      linked[facility] = 1;
      snapMetres[facility] = Math.min(snapMetres[facility], metres);
      if (links.island[i] === 0) mainland = true;
    }
    if (linked[facility] === 0) snapMetres[facility] = nearestUnlinked;
    island[facility] = linked[facility] === 1 && !mainland ? 1 : 0;
  }
  return { linked, snapMetres, island };
}

function placeWithoutStreets(elders: Elders, facilities: Facilities): Places {
  const everyone = (count: number): LinkReport => ({
    linked: new Uint8Array(count).fill(1),
    snapMetres: new Float64Array(count),
    island: new Uint8Array(count),
  });
  const count = facilities.entranceLons.length;
  const links: Links = {
    count,
    edge: new Int32Array(count).fill(-1),
    along: new Float64Array(count),
    perpendicular: new Float64Array(count),
    island: new Uint8Array(count),
  };
  return {
    elderLinks: everyone(elders.count),
    facilityLinks: everyone(facilities.count),
    entrances: { first: facilities.entranceFirst, links },
    demand: straightDemand(elders.count),
    pointLons: elders.lons,
    pointLats: elders.lats,
  };
}
