/**
 * Lines as a map at one place and zoom needs them: as meshes of the tiles in sight, or, where those have more points than can be
 * drawn in a frame, as a picture of the view. Made in slices, so that nothing else waits for it.
 */
import type { Lines } from '../../domain/stories';
import {
  colourWord,
  lineMesh,
  mercatorLatitude,
  mercatorLongitude,
  mercatorX,
  mercatorY,
  originOf,
  type LineMesh,
} from '../../layers/line-mesh';
import { LinePicture, type PictureFrame, type Stroke } from '../../layers/line-picture';
import { lineTiles, linesOf, tilesIn, type LineTiles } from '../../layers/line-tiles';
import type { Rgba } from '../../layers/palette';
import type { Box } from './view-math';

export interface Camera {
  readonly zoom: number;
  readonly lat: number;
  /** What is in sight. */
  readonly box: Box;
  readonly isMoving: boolean;
}

/** What a map can draw in a frame. */
export interface Means {
  /** Points of lines drawn as meshes; more become a picture. */
  readonly meshPoints: number;
  /** Pixels of the screen in one of CSS. */
  readonly pixelRatio: number;
}

/** How lines look. */
export interface LineLook {
  readonly colours: readonly Rgba[];
  /** Index of the colour of a line; -1 for one that is drawn as strokes. */
  readonly colourOf: (line: number) => number;
  readonly widthAt: (zoom: number) => number;
  /** 0 where there is none. */
  readonly casingAt: (zoom: number) => number;
  readonly casingColour: Rgba;
  /** Seen through the rims of an enlarged picture. */
  readonly ground: Rgba;
  /** Strokes that stand for some of the lines, at a zoom; null where there are none. */
  readonly strokes?: (
    only: Uint32Array,
    camera: Camera,
  ) => { readonly lines: Lines; readonly colourOf: (line: number) => number } | null;
}

export interface Picture {
  readonly frame: PictureFrame;
  readonly pixels: Uint8ClampedArray;
}

export interface DrawnLines {
  readonly lines: Lines;
  /** All that can be seen of it without drawing anew. */
  readonly box: Box;
  readonly zoom: number;
  readonly tiles: ReadonlyMap<number, LineMesh>;
  readonly meshes: readonly LineMesh[];
  readonly strokes: readonly LineMesh[];
  /** In place of the meshes. */
  readonly picture: Picture | null;
}

/** Part of the view's width and height that is drawn beyond each of its sides. */
const margin = 0.25;
const mostPixels = 4_000_000;

const tilesOf = new WeakMap<Lines, LineTiles>();

/** @param before what was drawn last: its meshes are used again where they are of the same lines. */
export function* drawLines(
  lines: Lines,
  look: LineLook,
  camera: Camera,
  means: Means,
  before: DrawnLines | null,
): Generator<void, DrawnLines> {
  let all = tilesOf.get(lines);
  if (all === undefined) tilesOf.set(lines, (all = yield* lineTiles(lines)));
  const frame = frameOf(camera, means.pixelRatio);
  const box = boxOf(frame);
  const inSight = tilesIn(all, box);
  const points = inSight.reduce((sum, tile) => sum + all.points[tile], 0);
  const drawn = { lines, box, zoom: camera.zoom };
  if (points > means.meshPoints) {
    const picture = yield* paint(lines, look, all, inSight, camera, frame);
    return { ...drawn, tiles: new Map(), meshes: [], strokes: [], picture };
  }
  const words = look.colours.map(colourWord);
  const tiles = new Map<number, LineMesh>();
  const strokes: LineMesh[] = [];
  const origin = originOf(lines);
  for (const tile of inSight) {
    const only = linesOf(all, tile);
    const known = before?.lines === lines ? before.tiles.get(tile) : undefined;
    const colourOf = (line: number): number => words[look.colourOf(line)] ?? 0;
    tiles.set(tile, known ?? lineMesh(lines, colourOf, { only, origin }));
    const some = look.strokes?.(only, camera) ?? null;
    if (some !== null)
      strokes.push(lineMesh(some.lines, (line) => words[some.colourOf(line)], { cap: 0, origin }));
    yield;
  }
  return { ...drawn, tiles, meshes: [...tiles.values()], strokes, picture: null };
}

/** Whether what was drawn still shows these lines to a camera as they should be. */
export function isEnough(drawn: DrawnLines | null, lines: Lines, camera: Camera): boolean {
  if (drawn === null || drawn.lines !== lines || !holds(drawn.box, camera.box)) return false;
  if (drawn.picture !== null) return camera.isMoving || Math.abs(drawn.zoom - camera.zoom) < 0.01;
  // Strokes are cut anew at each whole zoom level.
  return drawn.strokes.length === 0 || Math.round(drawn.zoom) === Math.round(camera.zoom);
}

export function holds(outer: Box, inner: Box): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

function* paint(
  lines: Lines,
  look: LineLook,
  all: LineTiles,
  inSight: readonly number[],
  camera: Camera,
  frame: PictureFrame,
): Generator<void, Picture> {
  const ratio = frame.pixelsPerUnit / 2 ** camera.zoom;
  const picture = new LinePicture(frame);
  const stroke: Stroke = {
    width: look.widthAt(camera.zoom) * ratio,
    casingWidth: look.casingAt(camera.zoom) * ratio,
    colourOf: look.colourOf,
  };
  for (const tile of inSight) {
    const only = linesOf(all, tile);
    picture.add(lines, only, stroke);
    const some = look.strokes?.(only, camera) ?? null;
    if (some !== null)
      picture.add(
        some.lines,
        Uint32Array.from({ length: some.lines.count }, (_, line) => line),
        {
          width: stroke.width,
          casingWidth: 0,
          colourOf: some.colourOf,
          isCut: true,
        },
      );
    yield;
  }
  return { frame, pixels: yield* picture.pixels(look.colours, look.casingColour, look.ground) };
}

/** A little more than the view, its pixels those of the screen while the camera rests. */
function frameOf({ box, zoom }: Camera, pixelRatio: number): PictureFrame {
  const [west, south, east, north] = box;
  const [left, right] = [mercatorX(west), mercatorX(east)];
  const [bottom, top] = [mercatorY(south), mercatorY(north)];
  const wanted = 2 ** zoom * pixelRatio;
  const area = (right - left) * (top - bottom) * (1 + 2 * margin) ** 2 * wanted ** 2;
  const pixelsPerUnit = area > mostPixels ? wanted * Math.sqrt(mostPixels / area) : wanted;
  const across = Math.ceil((right - left) * margin * pixelsPerUnit);
  const along = Math.ceil((top - bottom) * margin * pixelsPerUnit);
  return {
    west: left - across / pixelsPerUnit,
    north: top + along / pixelsPerUnit,
    pixelsPerUnit,
    width: Math.round((right - left) * pixelsPerUnit) + 2 * across,
    height: Math.round((top - bottom) * pixelsPerUnit) + 2 * along,
  };
}

function boxOf({ west, north, pixelsPerUnit, width, height }: PictureFrame): Box {
  return [
    mercatorLongitude(west),
    mercatorLatitude(north - height / pixelsPerUnit),
    mercatorLongitude(west + width / pixelsPerUnit),
    mercatorLatitude(north),
  ];
}
