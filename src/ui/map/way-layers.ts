/**
 * The ways of one place as the map shows them: the chosen one thick with a dark rim, those to the other services thin, both ends
 * tied to place and entrance and named.
 */
import type { Layer, Position } from '@deck.gl/core';
import { PathLayer, TextLayer } from '@deck.gl/layers';
import type { Way } from '../../domain/stories';
import type { LayerId } from '../../layers/order';
import { palette, rgba, type Rgba } from '../../layers/palette';
import type { DrawnWays } from './drawn-ways';

interface Path {
  readonly path: Position[];
}

export function wayLayers(ways: DrawnWays | null, width: number, fontFamily: string): Layer[] {
  if (ways === null) return [];
  const { chosen, others, ties } = dataOf(ways);
  const line = Math.max(4, width * 1.3);
  return [
    ...(others.length > 0
      ? [
          paths('way-others-casing', others, 4.5, rgba(palette.paper, 220)),
          paths('way-others', others, 2, rgba(palette.ink2)),
        ]
      : []),
    ...(chosen.length > 0
      ? [
          paths('way-ties', ties, 2, rgba(palette.ink)),
          paths('way-casing', chosen, line + 4, rgba(palette.ink)),
          paths('way', chosen, line, rgba(palette.pick)),
        ]
      : []),
    new TextLayer<DrawnWays['labels'][number]>({
      id: 'way-ends' satisfies LayerId,
      data: ways.labels as DrawnWays['labels'][number][],
      characterSet: 'auto',
      fontFamily,
      fontSettings: { sdf: true, fontSize: 64, buffer: 14, radius: 16, cutoff: 0.2 },
      fontWeight: 700,
      getText: ({ text }) => text,
      getPosition: ({ place }) => [place[0], place[1]],
      getSize: 15,
      getColor: [...rgba(palette.ink)],
      getPixelOffset: [0, -26],
      outlineWidth: 14,
      outlineColor: [...rgba(palette.paper)],
    }),
  ];
}

/** The same rows for the same ways, so that deck.gl sees no change. */
const kept = new WeakMap<DrawnWays, { chosen: Path[]; others: Path[]; ties: Path[] }>();

function dataOf(ways: DrawnWays) {
  const known = kept.get(ways);
  if (known !== undefined) return known;
  const made = {
    chosen: ways.chosen === null ? [] : [{ path: pathOf(ways.chosen) }],
    others: ways.others.map((way) => ({ path: pathOf(way) })),
    ties: ways.chosen === null ? [] : tiesOf(ways.chosen),
  };
  kept.set(ways, made);
  return made;
}

function pathOf({ lonLats }: Way): Position[] {
  return Array.from({ length: lonLats.length / 2 }, (_, k) => [lonLats[2 * k]!, lonLats[2 * k + 1]!]);
}

/** From the place to the street, and from the street to the entrance. */
function tiesOf(way: Way): Path[] {
  const [place, entrance] = way.ends;
  const path = pathOf(way);
  const [first, last] = [path[0], path.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{ path: [[...place], first] }, { path: [last, [...entrance]] }];
}

function paths(id: LayerId, data: readonly Path[], width: number, colour: Rgba): Layer {
  return new PathLayer<Path>({
    id,
    data: data as Path[],
    getPath: ({ path }) => path,
    getColor: [...colour],
    widthUnits: 'pixels',
    getWidth: 1,
    widthScale: width,
    capRounded: true,
    jointRounded: true,
  });
}
