/** Parks with their paths, the green banks, the wetland and the wood. */
import { atX, northShore, southBank, southShore, within, type Street } from './land';
import {
  centreOf,
  closed,
  curve,
  footOnLine,
  inset,
  lengthOf,
  offsetLine,
  pointAlong,
  roundCorners,
  type Line,
} from './plane';
import type { Random } from './random';

/** A park or a wood, with its OSM tags. */
export interface Green {
  readonly tags: Readonly<Record<string, string>>;
  readonly ring: Line;
}

/** Green along the banks, the wetland and the wooded top of the slope: drawn, not walked. */
export function openGreens(): Green[] {
  const strip = (shore: Line, by: number, from: number, to: number): Line => [
    ...within(offsetLine(shore, by * 5), from, to),
    ...[...within(offsetLine(shore, by * 24), from, to)].reverse(),
  ];
  const wetland: Line = [
    ...within(offsetLine(southBank, -16), 3345, 4400),
    ...[
      ...curve([
        [3325, 800],
        [3520, 765],
        [3760, 850],
        [3990, 830],
        [4200, 960],
        [4395, 1130],
      ]),
    ].reverse(),
  ];
  const wood: Line = [
    ...curve([
      [395, 3075],
      [330, 2960],
      [385, 2850],
      [560, 2800],
      [740, 2735],
      [960, 2715],
      [1210, 2700],
      [1330, 2590],
      [1440, 2570],
      [1455, 2760],
      [1430, 3075],
    ]),
  ];
  return [
    parkOf('滨河北绿地', strip(northShore, 1, 1120, 2440)),
    parkOf('滨河新城绿地', strip(northShore, 1, 3220, 4400)),
    parkOf('滨河南绿地', strip(southShore, -1, 120, 920)),
    parkOf('渡口绿地', strip(southShore, -1, 1180, 2420)),
    parkOf('河谷湿地公园', wetland),
    { tags: { landuse: 'forest', name: '北坡林场' }, ring: wood },
  ];
}

export function parkOf(name: string, ring: Line): Green {
  return { tags: { leisure: 'park', name }, ring };
}

/** A winding loop and two paths to the streets around. */
export function parkPaths(block: Line, random: Random): Street[] {
  const ring = inset(block, 30) ?? inset(block, 20);
  if (!ring) return [];
  const loop = closed(roundCorners(roundCorners(ring, 34), 12));
  const streets: Street[] = [{ line: loop, tags: { highway: 'footway' } }];
  const size = lengthOf(loop);
  const start = random.next();
  const spots = [0, 0.27, 0.52, 0.78].map((t) => pointAlong(loop, ((t + start) % 1) * size));
  for (const spot of spots)
    streets.push({ line: [footOnLine(spot, closed(block)).point, spot], tags: { highway: 'footway' } });
  const middle = centreOf(ring);
  for (const [a, b] of [
    [spots[0]!, spots[2]!],
    [spots[1]!, spots[3]!],
  ] as const)
    streets.push({
      line: curve([a, [middle[0] + random.between(-18, 18), middle[1] + random.between(-18, 18)], b], 12),
      tags: { highway: 'path' },
    });
  return streets;
}

/** Walks in the wetland park on the south bank, east of the expressway. */
export function wetlandPaths(): Street[] {
  const path = { highway: 'footway', name: '湿地步道' };
  const lines: Line[] = [
    [
      [3312, 1120],
      [3450, 1090],
      [3560, 1150],
      [3700, 1120],
      [3850, 1190],
      [4000, 1170],
      [4080, 1270],
      atX(southBank, 4170),
    ],
    [
      [3306, 1010],
      [3440, 960],
      [3620, 1000],
      [3740, 930],
      [3900, 1000],
      [3850, 1190],
    ],
    [
      [3450, 1090],
      [3440, 960],
    ],
    [
      [3700, 1120],
      [3740, 930],
    ],
  ];
  return lines.map((line) => ({ line: curve(line), tags: path }));
}
