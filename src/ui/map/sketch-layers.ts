/** Places as they were read, before anything is worked out: elders as small rings, facilities as dark dots. */
import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { LayerId } from '../../layers/order';
import { palette, rgba, type Rgba } from '../../layers/palette';
import type { Sketch } from '../../layers/sketch';

interface Look {
  readonly radius: number;
  readonly fill: Rgba;
  readonly line: Rgba;
}

export function sketchLayers(sketch: Sketch | null): Layer[] {
  if (sketch === null) return [];
  const { elders, facilities } = sketch;
  return [
    dots('sketch-elders', elders, { radius: 3.5, fill: rgba(palette.paper), line: rgba(palette.ink2) }),
    dots('sketch-facilities', facilities, {
      radius: 5.5,
      fill: rgba(palette.ink),
      line: rgba(palette.paper),
    }),
  ];
}

/** The same binary data for the same places, so that deck.gl sees no change. */
const kept = new WeakMap<Float64Array, object>();

function dots(id: LayerId, places: Float64Array, { radius, fill, line }: Look): Layer {
  let data = kept.get(places);
  if (data === undefined)
    kept.set(
      places,
      (data = { length: places.length / 2, attributes: { getPosition: { value: places, size: 2 } } }),
    );
  return new ScatterplotLayer({
    id,
    data: data as never,
    radiusUnits: 'pixels',
    getRadius: radius,
    getFillColor: [...fill],
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 1.5,
    getLineColor: [...line],
  });
}
