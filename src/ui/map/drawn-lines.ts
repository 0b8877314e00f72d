/**
 * Lines as a map at one place and zoom needs them: as meshes of the tiles in sight, or, where those have more points than can be
 * drawn in a frame, as a picture of the view. Made in slices, so that nothing else waits for it.
 */
import type { Lines } from '../../domain/stories';
import { colourWord, lineMesh, originOf, type LineMesh } from '../../layers/line-mesh';
import { LinePicture, type PictureFrame, type Stroke } from '../../layers/line-picture';
import { lineTiles, linesOf, tilesIn, type LineTiles } from '../../layers/line-tiles';
import type { Rgba } from '../../layers/palette';
import { boxOf, frameOf, holds, type Camera, type Means, type Picture } from './camera';
import type { Drawer } from './sliced-drawing';
import type { Box } from './view-math';

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

const tilesOf = new WeakMap<Lines, LineTiles>();

export function lineDrawer<L extends Lines>(
  lookOf: (lines: L) => LineLook,
  means: Means,
): Drawer<L, DrawnLines> {
  return {
    isEnough,
    draw: (lines, camera, before) => drawLines(lines, lookOf(lines), camera, means, before),
  };
}

/** Whether what was drawn still shows these lines to a camera as they should be. */
function isEnough(drawn: DrawnLines | null, lines: Lines, camera: Camera): boolean {
  if (drawn === null || drawn.lines !== lines || !holds(drawn.box, camera.box)) return false;
  if (drawn.picture !== null) return camera.isMoving || Math.abs(drawn.zoom - camera.zoom) < 0.01;
  // Strokes are cut anew at each whole zoom level.
  return drawn.strokes.length === 0 || Math.round(drawn.zoom) === Math.round(camera.zoom);
}

/** Meshes that were drawn before are used again where they are of the same lines. */
function* drawLines(
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
