/** The map of a brief as a flat list of shapes and words in pixels, which the SVG writer and the rasteriser both draw. Never a single elder's home. */
import type { MultiPolygon, Polygon } from 'geojson';
import { metresPerDegree } from '../domain/ellipsoid';
import type { Findings, ServiceFindings } from '../domain/findings';
import type { Service } from '../domain/service';
import type { StreetLines } from '../domain/stories';
import type { Backdrop } from '../domain/tables';
import { palette, railDash, stepsDash, streetStyles } from '../layers/palette';
import { gapPlaces } from './gap-places';
import { gapRadii } from './legend';
import { boundsOf, middleOf, ringsOf } from './middle';

export interface LineShape {
  readonly kind: 'line';
  /** Interleaved x, y in pixels. */
  readonly points: Float64Array;
  readonly colour: string;
  readonly width: number;
  /** Drawn and left out, in pixels; null for a whole line. */
  readonly dash: readonly [number, number] | null;
}
export interface AreaShape {
  readonly kind: 'area';
  /** Rings by the even-odd rule. */
  readonly rings: readonly Float64Array[];
  readonly colour: string;
}
export interface CircleShape {
  readonly kind: 'circle';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fill: string;
  readonly opacity: number;
  readonly stroke: string;
  readonly strokeWidth: number;
}
export type Shape = LineShape | AreaShape | CircleShape;

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  /** Sites of the service, where an SVG writes its character. */
  readonly sites: readonly { readonly x: number; readonly y: number }[];
  readonly labels: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  /** A round number of metres and its length in pixels. */
  readonly scale: { readonly metres: number; readonly pixels: number };
}

const WIDTH = 1000;
const MARGIN = 28;
/** Ways and turns smaller than this are not seen, and only make the file large. */
const LEAST_PIXELS = 0.6;

export function composeScene(
  findings: Findings,
  streets: StreetLines | null,
  backdrop: Backdrop | null,
  service: Service,
): Scene {
  const found = findings.services.find((one) => one.service === service);
  if (!found) throw new Error(`no findings for ${service}`);
  const frame = createFrame(findings, found);
  const { place } = frame;
  const shapes: Shape[] = [];
  for (const green of backdrop?.greens ?? []) addArea(shapes, frame, green, palette.mapGreen);
  for (const water of backdrop?.water ?? []) addArea(shapes, frame, water, palette.mapWater);
  for (const line of backdrop?.waterways ?? [])
    addLine(shapes, frame, line.flat(), palette.mapWater, 4, null);
  for (const line of backdrop?.rails ?? []) addLine(shapes, frame, line.flat(), palette.mapRail, 2, railDash);
  if (streets) addStreets(shapes, frame, streets);
  addDistrictLines(shapes, frame, findings);
  for (const { lon, lat, size } of gapPlaces(findings, found)) {
    const [x, y] = place(lon, lat);
    shapes.push({
      kind: 'circle',
      x,
      y,
      radius: gapRadii[size],
      fill: palette.gap2,
      opacity: 0.32,
      stroke: palette.gap2,
      strokeWidth: 2,
    });
  }
  const { facilities, districts } = findings;
  const sites = [...found.sites]
    .map((site) => place(facilities.lons[site], facilities.lats[site]))
    .map(([x, y]) => ({ x, y }));
  for (const { x, y } of sites) {
    shapes.push({
      kind: 'circle',
      x,
      y,
      radius: 11,
      fill: palette.ink,
      opacity: 1,
      stroke: palette.paper,
      strokeWidth: 2,
    });
  }
  const scale = scaleBar(frame.metresPerPixel);
  addFurniture(shapes, frame.height, scale.pixels);
  const labels = districts.polygons.flatMap((polygon, d) => {
    if (!polygon) return [];
    const [x, y] = place(...middleOf(polygon));
    // Under the circle, which stands on the same middle.
    return isInside(frame, x, y)
      ? [{ x, y: y + gapRadii[2] + 14, text: districts.names[d] || districts.ids[d] }]
      : [];
  });
  return {
    width: WIDTH,
    height: frame.height,
    shapes,
    sites: sites.filter(({ x, y }) => isInside(frame, x, y)),
    labels,
    scale,
  };
}

interface Frame {
  readonly height: number;
  readonly metresPerPixel: number;
  place(lon: number, lat: number): [number, number];
}

/** Fits the elders, the sites that serve them and the districts with shapes; one scale for both directions at the middle latitude. */
function createFrame(findings: Findings, found: ServiceFindings): Frame {
  const { districts, elders, facilities } = findings;
  const places: number[] = [];
  const persons = found.districts.elders;
  districts.polygons.forEach((polygon, d) => {
    if (polygon && (persons[d] ?? 0) > 0) places.push(...boundsOf(ringsOf(polygon).flat(2)));
  });
  places.push(...boundsOf(interleave(elders.lons, elders.lats)));
  if (elders.count === 0) places.push(...boundsOf(interleave(facilities.lons, facilities.lats)));
  const [west, south, east, north] = boundsOf(places.filter(Number.isFinite));
  if (!(east >= west)) return { height: 700, metresPerPixel: 1, place: () => [0, 0] };
  const unit = metresPerDegree((south + north) / 2);
  // A single place still needs some ground around it.
  const wide = Math.max(400, (east - west) * unit.lon);
  const high = Math.max(400, (north - south) * unit.lat);
  // No taller than a page can hold beside its caption.
  const metresPerPixel = Math.max(wide / (WIDTH - 2 * MARGIN), high / (860 - 2 * MARGIN));
  const height = Math.round(Math.max(560, high / metresPerPixel + 2 * MARGIN));
  const [middleLon, middleLat] = [(west + east) / 2, (south + north) / 2];
  return {
    height,
    metresPerPixel,
    place: (lon, lat) => [
      WIDTH / 2 + ((lon - middleLon) * unit.lon) / metresPerPixel,
      height / 2 - ((lat - middleLat) * unit.lat) / metresPerPixel,
    ],
  };
}

function addStreets(shapes: Shape[], frame: Frame, streets: StreetLines): void {
  const { classes, count, first, lonLats, steps } = streets;
  const casing: LineShape[] = [];
  const coloured: LineShape[][] = streetStyles.map(() => []);
  for (let i = 0; i < count; i++) {
    const points = project(frame, lonLats.subarray(first[i] * 2, first[i + 1] * 2));
    if (points === null) continue;
    const { colour, width } = streetStyles[classes[i]];
    const dash: [number, number] | null =
      steps[i] === 1 ? [stepsDash[0] * width, stepsDash[1] * width] : null;
    casing.push({ kind: 'line', points, colour: palette.mapStreet, width: width + 2, dash: null });
    coloured[classes[i]].push({ kind: 'line', points, colour, width, dash });
  }
  // What is out of reach is drawn first, so that at a junction the reached street is on top.
  shapes.push(...casing, ...[...coloured].reverse().flat());
}

function addDistrictLines(shapes: Shape[], frame: Frame, { districts }: Findings): void {
  for (const polygon of districts.polygons) {
    for (const ring of polygon ? ringsOf(polygon) : []) {
      addLine(
        shapes,
        frame,
        ring.flatMap(([lon, lat]) => [lon, lat]),
        palette.ink3,
        1,
        [6, 4],
      );
    }
  }
}

function addLine(
  shapes: Shape[],
  frame: Frame,
  lonLats: readonly number[],
  colour: string,
  width: number,
  dash: readonly [number, number] | null,
): void {
  const points = project(frame, lonLats);
  if (points) shapes.push({ kind: 'line', points, colour, width, dash: dash && [dash[0] * 2, dash[1] * 2] });
}

function addArea(shapes: Shape[], frame: Frame, polygon: Polygon | MultiPolygon, colour: string): void {
  const rings = ringsOf(polygon).flatMap(
    (ring) =>
      project(
        frame,
        ring.flatMap(([lon, lat]) => [lon, lat]),
      ) ?? [],
  );
  if (rings.length > 0) shapes.push({ kind: 'area', rings, colour });
}

/** Pixels, thinned to what can be seen; null where it lies outside the picture or is too small. */
function project(frame: Frame, lonLats: ArrayLike<number>): Float64Array | null {
  const points = new Float64Array(lonLats.length);
  let used = 0;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < lonLats.length; i += 2) {
    const [x, y] = frame.place(lonLats[i], lonLats[i + 1]);
    const isLast = i + 3 >= lonLats.length;
    if (used > 0 && !isLast && Math.hypot(x - points[used - 2], y - points[used - 1]) < LEAST_PIXELS)
      continue;
    points[used++] = x;
    points[used++] = y;
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  if (used < 4 || east < 0 || west > WIDTH || north < 0 || south > frame.height) return null;
  return points.subarray(0, used);
}

function isInside(frame: Frame, x: number, y: number): boolean {
  return x >= 0 && x <= WIDTH && y >= 0 && y <= frame.height;
}

/** Scale bar at the lower right, north arrow at the upper right; their words are the SVG's, or stand under the picture. */
function addFurniture(shapes: Shape[], height: number, barPixels: number): void {
  const [right, y] = [WIDTH - 20, height - 18];
  const left = right - barPixels;
  const bar = Float64Array.of(left, y - 6, left, y, right, y, right, y - 6);
  shapes.push({ kind: 'line', points: bar, colour: palette.ink2, width: 1.8, dash: null });
  const x = WIDTH - 32;
  const arrow = Float64Array.of(x, 16, x + 9, 42, x, 36, x - 9, 42);
  shapes.push({ kind: 'area', rings: [arrow], colour: palette.ink2 });
}

/** 1, 2 or 5 times a power of ten, at most a fifth of the picture wide. */
function scaleBar(metresPerPixel: number): Scene['scale'] {
  const most = metresPerPixel * WIDTH * 0.2;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  return { metres, pixels: metres / metresPerPixel };
}

function interleave(lons: Float64Array, lats: Float64Array): Float64Array {
  const places = new Float64Array(lons.length * 2);
  lons.forEach((lon, i) => places.set([lon, lats[i]], i * 2));
  return places;
}
