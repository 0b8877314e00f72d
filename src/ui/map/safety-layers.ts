/** The area without large roads as the map shows it: fence, ways out, who can come, and a track held against it. */
import type { Layer, Position } from '@deck.gl/core';
import { PathLayer, ScatterplotLayer, SolidPolygonLayer } from '@deck.gl/layers';
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
      dots(
        'safe-exits',
        area.exits.map(({ lon, lat }) => [lon, lat] as Position),
        5,
        palette.gap2,
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
      lines('track-inside', track.insideLines, palette.ink),
      lines('track-outside', track.outsideLines, palette.gap2),
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

function lines(id: LayerId, { count, first, lonLats }: Lines, colour: string): Layer {
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
    getWidth: 3,
  });
}
