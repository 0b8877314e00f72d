/** What the sample town is built around: river, railway, expressway, and its main streets, drawn by hand in metres. */
import { curve, footOnLine, lengthOf, offsetLine, pointAlong, type Line, type Point } from './plane';

export interface Street {
  readonly line: Line;
  /** OSM tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** Bridges, tunnels and the expressway meet other streets only at their own ends. */
  readonly flying?: boolean;
}

/** The town lies inside this rectangle; river, railway and expressway run on beyond it. */
export const town = { west: 0, south: 0, east: 4500, north: 3000 } as const;

export const riverMiddle = curve(
  [
    [-420, 1330],
    [0, 1270],
    [480, 1290],
    [1080, 1430],
    [1680, 1620],
    [2260, 1630],
    [2800, 1480],
    [3380, 1345],
    [3980, 1400],
    [4500, 1545],
    [4920, 1600],
  ],
  30,
);
const riverHalf = (index: number): number => 60 + 7 * Math.sin(index * 0.37) + 5 * Math.sin(index * 0.13 + 1);
export const northShore = offsetLine(riverMiddle, riverHalf);
export const southShore = offsetLine(riverMiddle, (i) => -riverHalf(i + 9));

export const railway = curve(
  [
    [-420, 800],
    [0, 742],
    [900, 648],
    [1800, 610],
    [2800, 668],
    [3700, 660],
    [4500, 560],
    [4920, 480],
  ],
  60,
);

export const expressway = curve(
  [
    [3105, -420],
    [3090, 0],
    [3075, 700],
    [3020, 1420],
    [3045, 2100],
    [3000, 2800],
    [2930, 3420],
  ],
  60,
);

/** The foot of the northern slope; lane k of the hillside runs above it. */
export function hillLine(k: number, x: number): number {
  const foot = 2000 + 52 * Math.sin(x / 240 + 0.5) - 46 * Math.sin(x / 640);
  return foot + k * (86 + 13 * Math.sin(x / 310 + 1)) + (k > 0 ? 15 * Math.sin(x / 140 + k * 1.4) : 0);
}

export const northBank = within(offsetLine(riverMiddle, 100), 60, 4440);
export const southBank = within(offsetLine(riverMiddle, -102), 60, 4440);
const northOfRail = within(offsetLine(railway, 46), 80, 4300);
const southOfRail = within(offsetLine(railway, -50), 80, 2960);

/** Where the two bridges and the two ways across the railway stand, metres east. */
export const crossings = { oldBridge: 1010, newBridge: 2560, underpass: 1330, footbridge: 2180 } as const;

const [oldNorth, oldSouth] = [atX(northBank, crossings.oldBridge), atX(southBank, crossings.oldBridge + 28)];
const [newNorth, newSouth] = [
  atX(northBank, crossings.newBridge + 6),
  atX(southBank, crossings.newBridge - 36),
];

/** The streets whose blocks are filled with lanes and compounds. */
export const mainStreets: readonly Street[] = joinEnds([
  street('滨河北路', 'secondary', northBank),
  street('滨河南路', 'secondary', southBank),
  street('铁道北路', 'residential', northOfRail),
  street('铁道南路', 'residential', southOfRail),
  // North of the river, west to east.
  street('河谷大道', 'primary', [
    [60, 1640],
    [520, 1625],
    [1050, 1745],
    [1530, 1950],
    [2250, 2050],
    [2860, 2040],
    [3200, 2060],
    [3860, 2085],
    [4440, 2060],
  ]),
  street('文昌路', 'secondary', [
    [1530, 2400],
    [1900, 2435],
    [2400, 2480],
    [2895, 2440],
  ]),
  street('北环路', 'secondary', [
    [1520, 2820],
    [2000, 2850],
    [2500, 2890],
    [2890, 2830],
    [3220, 2830],
    [3900, 2800],
    [4440, 2835],
  ]),
  street('坡脚路', 'tertiary', hillStreet(0, 60, 1530)),
  street('望河路', 'tertiary', [northBank[0]!, [66, 1640], [60, hillLine(0, 60)]]),
  street('井台街', 'tertiary', [atX(northBank, 560), [545, 1628], [520, hillLine(0, 520)]]),
  street('关津路', 'tertiary', [oldNorth, [1005, 1732], [1040, hillLine(0, 1040)]]),
  street('坡东路', 'secondary', [
    atX(northBank, 1560),
    [1530, 1950],
    [1530, hillLine(0, 1530)],
    [1545, 2200],
    [1530, 2400],
    [1500, 2600],
    [1520, 2820],
  ]),
  street('钟楼街', 'secondary', [
    atX(northBank, 2110),
    [2150, 2035],
    [2190, 2250],
    [2170, 2462],
    [2230, 2680],
    [2210, 2868],
  ]),
  street('大桥北路', 'primary', [
    newNorth,
    [2660, 1800],
    [2740, 2048],
    [2855, 2240],
    [2895, 2440],
    [2890, 2830],
  ]),
  street('新城一路', 'secondary', [
    atX(northBank, 3205),
    [3215, 1750],
    [3200, 2060],
    [3230, 2430],
    [3220, 2830],
  ]),
  street('新城三路', 'tertiary', [
    atX(northBank, 3590),
    [3600, 1760],
    [3575, 2085],
    [3600, 2430],
    [3590, 2815],
  ]),
  street('新城五路', 'secondary', [
    atX(northBank, 3985),
    [3960, 1770],
    [3975, 2085],
    [3950, 2440],
    [3975, 2798],
  ]),
  street('新城七路', 'tertiary', [
    atX(northBank, 4330),
    [4345, 1790],
    [4320, 2066],
    [4350, 2440],
    [4330, 2825],
  ]),
  street('颐和街', 'tertiary', [
    [3215, 1750],
    [3600, 1745],
    [3960, 1770],
    [4345, 1790],
    [4440, 1795],
  ]),
  street('新城北街', 'secondary', [
    [3230, 2430],
    [3600, 2415],
    [3950, 2440],
    [4350, 2430],
    [4440, 2425],
  ]),
  // Between river and railway.
  street('渡口街', 'secondary', [
    [60, 985],
    [520, 985],
    [1050, 1080],
    [1600, 1150],
    [2150, 1135],
    [2530, 1100],
    [2950, 1010],
    [3300, 985],
  ]),
  street('水塔街', 'tertiary', [southBank[0]!, [75, 985], northOfRail[0]!]),
  street('船工街', 'tertiary', [atX(southBank, 520), [505, 985], atX(northOfRail, 480)]),
  street('桥南街', 'secondary', [oldSouth, [1050, 1080], [1040, 880], atX(northOfRail, 1030)]),
  street('码头街', 'tertiary', [atX(southBank, 1640), [1600, 1150], atX(northOfRail, 1590)]),
  street('粮站街', 'tertiary', [atX(southBank, 2090), [2110, 1137], atX(northOfRail, 2110)]),
  street('大桥南路', 'primary', [newSouth, [2530, 1100], [2540, 860], atX(northOfRail, 2550)]),
  street('芦苇街', 'residential', [atX(southBank, 2920), [2900, 1022], atX(northOfRail, 2910)]),
  street('湿地路', 'residential', [[3300, 985], atX(southBank, 3320)]),
  street('湿地南路', 'residential', [[3300, 985], atX(northOfRail, 3290)]),
  // South of the railway.
  street('厂前路', 'secondary', [
    [90, 372],
    [700, 330],
    [1330, 300],
    [2050, 318],
    [2650, 340],
    [2960, 330],
  ]),
  street('南环路', 'tertiary', [
    [330, 62],
    [900, 40],
    [1600, 55],
    [2250, 40],
    [2760, 70],
  ]),
  street('机修街', 'residential', [southOfRail[0]!, [85, 520], [90, 372]]),
  street('翻砂街', 'tertiary', [atX(southOfRail, 700), [700, 330], [690, 45]]),
  street('机务路', 'tertiary', [atX(southOfRail, crossings.underpass), [1330, 300], [1340, 44]]),
  street('纺织街', 'tertiary', [atX(southOfRail, 2060), [2050, 318], [2040, 44]]),
  street('车站街', 'residential', [atX(southOfRail, 2700), [2650, 340], [2660, 62]]),
  street('南坡路', 'residential', [
    [90, 372],
    [140, 190],
    [330, 62],
  ]),
]);

/** Bridges, the underpass, the footbridge with its steps, and the expressway. */
export const crossingStreets: readonly Street[] = [
  ...bridge('关津桥', 'secondary', oldSouth, oldNorth, 22),
  ...bridge('河谷大桥', 'primary', newSouth, newNorth, 22),
  ...tunnel('机务路', atX(northOfRail, crossings.underpass - 4), atX(southOfRail, crossings.underpass), 26),
  ...footbridge(atX(northOfRail, crossings.footbridge), atX(southOfRail, crossings.footbridge + 6)),
  ...[9, -9].map((side) => ({
    line: side > 0 ? [...offsetLine(expressway, side)].reverse() : offsetLine(expressway, side),
    tags: {
      highway: 'trunk',
      name: '河谷快速路',
      motorroad: 'yes',
      foot: 'no',
      oneway: 'yes',
      bridge: 'yes',
      layer: '2',
    },
    flying: true,
  })),
];

/** The point of a line that reads left to right at metres east `x`. */
export function atX(line: Line, x: number): Point {
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    if (a[0] <= x && b[0] >= x) return [x, a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])];
  }
  throw new Error(`No point of the line at x = ${x}`);
}

/** The part of a line that reads left to right between two metres east. */
export function within(line: Line, from: number, to: number): Line {
  return [atX(line, from), ...line.filter((p) => p[0] > from + 4 && p[0] < to - 4), atX(line, to)];
}

/** A lane of the hillside between two metres east. */
export function hillStreet(k: number, from: number, to: number): Line {
  const pieces = Math.max(2, Math.round((to - from) / 24));
  return Array.from({ length: pieces + 1 }, (_, i): Point => {
    const x = from + ((to - from) * i) / pieces;
    return [x, hillLine(k, x)];
  });
}

export function street(name: string, highway: string, points: Line): Street {
  return { line: curve(points), tags: name ? { highway, name } : { highway } };
}

/** Streets drawn to end at another one end exactly on it. */
function joinEnds(streets: readonly Street[]): Street[] {
  const near = 30;
  return streets.map((one) => {
    const line = [...one.line];
    for (const end of [0, line.length - 1]) {
      const feet = streets
        .filter((other) => other !== one)
        .map((other) => footOnLine(line[end]!, other.line));
      const best = feet.reduce((a, b) => (b.distance < a.distance ? b : a));
      if (best.distance < near) line[end] = best.point;
    }
    return { ...one, line };
  });
}

function bridge(name: string, highway: string, from: Point, to: Point, approach: number): Street[] {
  const line = [from, to];
  const [a, b] = [pointAlong(line, approach), pointAlong(line, lengthOf(line) - approach)];
  return [
    { line: [from, a], tags: { highway, name } },
    { line: [a, b], tags: { highway, name, bridge: 'yes', layer: '1' }, flying: true },
    { line: [b, to], tags: { highway, name } },
  ];
}

function tunnel(name: string, from: Point, to: Point, approach: number): Street[] {
  const line = [from, to];
  const [a, b] = [pointAlong(line, approach), pointAlong(line, lengthOf(line) - approach)];
  return [
    { line: [from, a], tags: { highway: 'tertiary', name } },
    { line: [a, b], tags: { highway: 'tertiary', name, tunnel: 'yes', layer: '-1' }, flying: true },
    { line: [b, to], tags: { highway: 'tertiary', name } },
  ];
}

function footbridge(from: Point, to: Point): Street[] {
  const line = [from, to];
  const size = lengthOf(line);
  const [a, b] = [pointAlong(line, 24), pointAlong(line, size - 24)];
  const steps = { highway: 'steps', name: '粮站天桥', step_count: '48', handrail: 'yes' };
  return [
    { line: [from, a], tags: { ...steps, incline: 'up' }, flying: true },
    { line: [a, b], tags: { highway: 'footway', name: '粮站天桥', bridge: 'yes', layer: '1' }, flying: true },
    { line: [b, to], tags: { ...steps, incline: 'down' }, flying: true },
  ];
}
