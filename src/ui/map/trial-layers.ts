/** Where a file's places are, as hollow rings, and where another reading of its coordinates would put them, as full dots; a line joins the two. */
import type { Layer } from '@deck.gl/core';
import { PathLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { LayerId } from '../../layers/order';
import { palette, rgba } from '../../layers/palette';

/** Interleaved degrees of the same places; `now` is null where there is no reading in use. */
export interface Trial {
  readonly now: Float64Array | null;
  readonly then: Float64Array;
}

type Place = [lon: number, lat: number];
interface Pair {
  readonly now: Place | null;
  readonly then: Place;
}

const kept = new WeakMap<Trial, readonly Pair[]>();

export function trialLayers(trial: Trial | null): Layer[] {
  if (trial === null) return [];
  const pairs = pairsOf(trial);
  const moved = pairs.filter(({ now }) => now !== null);
  return [
    new PathLayer<Pair>({
      id: 'trial-moves' satisfies LayerId,
      data: moved,
      getPath: ({ now, then }) => [now!, then],
      widthUnits: 'pixels',
      getWidth: 1.2,
      getColor: [...rgba(palette.ink, 80)],
    }),
    new ScatterplotLayer<Pair>({
      id: 'trial-now' satisfies LayerId,
      data: moved,
      getPosition: ({ now }) => now!,
      radiusUnits: 'pixels',
      getRadius: 5,
      filled: true,
      getFillColor: [...rgba(palette.paper, 200)],
      stroked: true,
      lineWidthUnits: 'pixels',
      getLineWidth: 2,
      getLineColor: [...rgba(palette.ink2)],
    }),
    new ScatterplotLayer<Pair>({
      id: 'trial-then' satisfies LayerId,
      data: pairs,
      getPosition: ({ then }) => then,
      radiusUnits: 'pixels',
      getRadius: 5.5,
      getFillColor: [...rgba(palette.pick)],
      stroked: true,
      lineWidthUnits: 'pixels',
      getLineWidth: 1.5,
      getLineColor: [...rgba(palette.ink)],
    }),
  ];
}

/** The same rows for the same trial, so that deck.gl sees no change; places that either system does not have are left out. */
function pairsOf(trial: Trial): readonly Pair[] {
  const known = kept.get(trial);
  if (known !== undefined) return known;
  const { now, then } = trial;
  const pairs: Pair[] = [];
  for (let i = 0; i < then.length; i += 2) {
    const pair: Pair = { now: now === null ? null : [now[i]!, now[i + 1]!], then: [then[i]!, then[i + 1]!] };
    if ([...(pair.now ?? []), ...pair.then].every(Number.isFinite)) pairs.push(pair);
  }
  kept.set(trial, pairs);
  return pairs;
}
