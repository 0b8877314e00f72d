/** The area without large roads as the map shows it: fence, ways out, who can come, and a track held against it. */
import type { Layer, Position } from '@deck.gl/core';
import { IconLayer, PathLayer, ScatterplotLayer, SolidPolygonLayer } from '@deck.gl/layers';
import type { Degrees } from '../../domain/mend';
import type { SafeArea } from '../../domain/safety';
import type { Lines } from '../../domain/stories';
import type { TrackCheck } from '../../domain/track';
import type { LayerId } from '../../layers/order';
import { palette, rgba } from '../../layers/palette';

export interface Safety {
  readonly place: Degrees | null;
  readonly area: SafeArea | null;
  readonly track: TrackCheck | null;
  /** Helpers, interleaved degrees. */
  readonly helpers: Float64Array;
}

export function safetyLayers({ place, area, track, helpers }: Safety): Layer[] {
  const layers: Layer[] = [];
  if (area !== null && area.area.coordinates.length > 0) {
    layers.push(
      new SolidPolygonLayer<number[][][]>({
        id: 'safe-area' satisfies LayerId,
        data: area.area.coordinates,
        getPolygon: (polygon) => polygon as unknown as Position[][],
        getFillColor: [...rgba(palette.cover2, 50)],
      }),
      new PathLayer<number[][]>({
        id: 'safe-fence' satisfies LayerId,
        data: area.area.coordinates.flat(),
        getPath: (ring) => ring as unknown as Position[],
        getColor: [...rgba(palette.cover3)],
        widthUnits: 'pixels',
        getWidth: 3,
      }),
      signs(
        'safe-exits',
        area.exits.map(({ lon, lat }) => [lon, lat] as Position),
      ),
    );
  }
  if (helpers.length > 0) {
    const places = Array.from({ length: helpers.length / 2 }, (_, i): Position => [
      helpers[2 * i]!,
      helpers[2 * i + 1]!,
    ]);
    layers.push(dots('safe-helpers', places, 6, palette.cover3));
  }
  if (track !== null)
    layers.push(
      lines('track-inside', track.insideLines, palette.ink, 3),
      lines('track-outside', track.outsideLines, palette.gap2, 6),
    );
  if (place !== null) layers.push(dots('safe-place', [[place[0], place[1]]], 8, palette.pick));
  return layers;
}

function dots(id: LayerId, places: Position[], radius: number, colour: string): Layer {
  return new ScatterplotLayer<Position>({
    id,
    data: places,
    getPosition: (one) => one,
    radiusUnits: 'pixels',
    getRadius: radius,
    getFillColor: [...rgba(colour)],
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 2,
    getLineColor: [...rgba(palette.paper)],
  });
}

const signPixels = 64;
let drawnSign: HTMLCanvasElement | null = null;

/** A dark square with a bar across, which no elder's dot and no facility's mark looks like: here one should turn round. */
function signs(id: LayerId, places: Position[]): Layer {
  drawnSign ??= drawSign();
  return new IconLayer<Position>({
    id,
    data: places,
    iconAtlas: drawnSign as never,
    iconMapping: { sign: { x: 0, y: 0, width: signPixels, height: signPixels } },
    getIcon: () => 'sign',
    getPosition: (one) => one,
    getSize: 18,
    sizeUnits: 'pixels',
  });
}

function drawSign(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = signPixels;
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  const box = (inset: number, high: number, colour: string): void => {
    context.fillStyle = colour;
    context.fillRect(inset, (signPixels - high) / 2, signPixels - 2 * inset, high);
  };
  box(2, signPixels - 4, palette.paper);
  box(8, signPixels - 16, palette.ink);
  box(16, 10, palette.paper);
  return canvas;
}

function lines(id: LayerId, { count, first, lonLats }: Lines, colour: string, width: number): Layer {
  return new PathLayer({
    id,
    data: Array.from({ length: count }, (_, line) =>
      Array.from({ length: first[line + 1]! - first[line]! }, (_, k): Position => [
        lonLats[2 * (first[line]! + k)]!,
        lonLats[2 * (first[line]! + k) + 1]!,
      ]),
    ),
    getPath: (path: Position[]) => path,
    getColor: [...rgba(colour)],
    widthUnits: 'pixels',
    getWidth: width,
  });
}
