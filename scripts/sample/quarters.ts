/** Fills the blocks between main streets: lanes in the old quarters, gated compounds in the new, parks, and the hillside. */
import {
  atX,
  hillLine,
  hillStreet,
  mainStreets,
  northShore,
  southBank,
  southShore,
  within,
  type Street,
} from './land';
import {
  areaOf,
  centreOf,
  closed,
  crossing,
  curve,
  distance,
  footOnLine,
  inset,
  isInside,
  lengthOf,
  lerp,
  offsetLine,
  pointAlong,
  type Line,
  type Point,
} from './plane';
import { blocksOf, boundingBox, cutBlock, nodeLines, type Cut } from './planar';
import type { Random } from './random';

/** A walled compound (小区): its wall, with the gates on it. */
export interface Compound {
  readonly name: string;
  readonly wall: Line;
  readonly gates: readonly Point[];
}

/** A park or a wood, with its OSM tags. */
export interface Green {
  readonly tags: Readonly<Record<string, string>>;
  readonly ring: Line;
}

export interface Quarters {
  readonly streets: readonly Street[];
  readonly compounds: readonly Compound[];
  readonly greens: readonly Green[];
}

/** How a quarter is cut: to what size, how crooked, and how much of it is walled. */
interface Character {
  readonly blockArea: number;
  readonly bend: number;
  readonly walled: number;
  readonly deadEnds: number;
  readonly laneNames: readonly string[];
  readonly compoundNames: readonly string[];
}

/** Names of compounds: estates in the new quarter, housing of works and streets elsewhere. */
const estateNames =
  '锦澜家园 望川里 棠溪花园 汀兰府 云栖苑 松涛里 和畅园 碧湾家园 栖霞里 听泉苑 怡康家园 梧桐里 沁芳园 银杏家园 知春里 明德苑 翠屏苑 观澜苑 新城一品 桃源里 紫藤园 丹桂苑 海棠里 百合苑 月湖湾 星河里 晴川里 南华苑'.split(
    ' ',
  );
const housingNames =
  '清和苑 枫桥新村 晴川新村 祥泰小区 永宁里 福安新村 向阳新村 建设新村 利民小区 民乐小区 红光新村 东风里 水塔小区 粮站家属院 铁路新村 关津小区 柳岸小区 长桥里 芦苇湾小区 滨河佳苑 船厂家属院 航运新村 同心里 前进新村 光明里 友谊新村 青年新村 和平里 团结新村 胜利小区 安居里 康乐小区 春光里 朝阳小区 新风里 文明里 长乐小区 金沙里 白杨小区 槐树新村'.split(
    ' ',
  );
const worksNames =
  '工人新村 机修家属院 纺织家属院 翻砂家属院 机务新村 铁合里 劳动新村 化工家属院 木材厂家属院 面粉厂家属院 工农新村 建材家属院 车站新村 二机新村 钢花里 红旗新村 砂轮厂家属院 电机新村 轴承新村 农机家属院'.split(
    ' ',
  );

const oldQuarter: Character = {
  compoundNames: housingNames,
  blockArea: 9_500,
  bend: 0.045,
  walled: 0.06,
  deadEnds: 0.16,
  laneNames:
    '灯笼巷 磨坊巷 井儿巷 箍桶巷 南仓巷 打铜巷 槐荫巷 书院巷 豆腐巷 染坊巷 更楼巷 石狮巷 茶亭巷 银匠巷 西仓巷 马号巷 梨园巷 皮坊巷 醋坊巷 文庙巷 双井巷 鼓手巷 盐店巷 靴子巷 藕塘巷 竹篾巷 药王巷 驿前巷 斗行巷 柳条巷 戏台巷 棉花巷 布店巷 旗杆巷 火神巷 老衙巷'.split(
      ' ',
    ),
};
const slopeFoot: Character = {
  compoundNames: housingNames,
  blockArea: 17_000,
  bend: 0.04,
  walled: 0.35,
  deadEnds: 0.14,
  laneNames: '坡下一巷 坡下二巷 坡下三巷 坡下四巷 泉眼巷 石碾巷 杏园巷 枣树巷 窑洞巷 羊道巷'.split(' '),
};
const ferryQuarter: Character = {
  compoundNames: housingNames,
  blockArea: 19_000,
  bend: 0.03,
  walled: 0.5,
  deadEnds: 0.1,
  laneNames:
    '渡口一巷 渡口二巷 渡口三巷 渡口四巷 渡口五巷 船坞巷 缆绳巷 鱼市巷 芦席巷 麻袋巷 卸货巷 堆栈巷 摆渡巷 沙坪巷 水车巷 榨油巷'.split(
      ' ',
    ),
};
const factoryQuarter: Character = {
  compoundNames: worksNames,
  blockArea: 32_000,
  bend: 0.02,
  walled: 0.55,
  deadEnds: 0.05,
  laneNames: '厂前一街 厂前二街 厂前三街 厂前四街 劳模巷 俱乐部巷 锅炉房巷 子弟校巷'.split(' '),
};
const newQuarter: Character = {
  compoundNames: estateNames,
  blockArea: 72_000,
  bend: 0.012,
  walled: 0.92,
  deadEnds: 0,
  laneNames: '新城二支路 新城四支路 新城六支路 新城八支路 惠民支路 安澜支路'.split(' '),
};
/** The blocks that stay green, by a point inside. */
const parkPlaces: readonly { readonly name: string; readonly at: Point }[] = [
  { name: '文昌公园', at: [2420, 2250] },
  { name: '新城公园', at: [3770, 2250] },
  { name: '工人公园', at: [1700, 180] },
  { name: '坡脚公园', at: [780, 1840] },
];

export function fillQuarters(random: Random): Quarters {
  const blocks = blocksOf(
    nodeLines(
      mainStreets.map((s) => s.line),
      () => false,
    ),
  );
  const streets: Street[] = [...hillside(random), ...riverside()];
  const compounds: Compound[] = [];
  const parks: Green[] = [];
  const namesLeft = new Map<readonly string[], string[]>();
  const take = (names: readonly string[]): string => {
    if (!namesLeft.has(names)) namesLeft.set(names, [...names]);
    return namesLeft.get(names)!.shift() ?? '';
  };
  for (const block of blocks) {
    const character = characterAt(centreOf(block));
    if (!character) continue;
    cut(block, 0);

    function cut(ring: Line, depth: number): void {
      const park = parkPlaces.find((p) => isInside(p.at, ring));
      const area = areaOf(ring);
      const limit = character!.blockArea * random.between(0.8, 1.35) * (park ? 2.2 : 1);
      let found: Cut | null = null;
      for (let tries = 0; tries < 5 && area > limit && !found; tries++)
        found = cutBlock(ring, random, character!.bend);
      if (!found) {
        if (park) {
          const green = inset(ring, 9);
          if (green) parks.push(parkOf(park.name, green));
          streets.push(...parkPaths(ring, random));
        } else settle(ring);
        return;
      }
      const size = lengthOf(found.lane);
      const isDead = area < 2 * limit && size > 60 && !park && random.chance(character!.deadEnds);
      const name = size > 60 ? take(character!.laneNames) : '';
      const highway =
        depth === 0
          ? 'residential'
          : depth < 3
            ? random.chance(0.7)
              ? 'residential'
              : 'living_street'
            : 'footway';
      const lane = isDead ? shorten(found.lane, random.between(0.5, 0.75)) : found.lane;
      streets.push({ line: lane, tags: name ? { highway, name } : { highway } });
      if (isDead) return;
      for (const part of found.parts) cut(part, depth + 1);
    }

    function settle(ring: Line): void {
      const { short } = boundingBox(ring);
      if (short > 82 && random.chance(character!.walled)) {
        const made = compound(ring, random, character === newQuarter);
        if (made) {
          compounds.push({ ...made.compound, name: take(character!.compoundNames) });
          streets.push(...made.streets);
          return;
        }
      }
      if (short > 60 && random.chance(0.45)) streets.push(...yard(ring, random));
    }
  }
  return { streets, compounds, greens: [...parks, ...openGreens()] };
}

/** What a block is like, by where its middle lies; null where nothing is built (river, railway, under the expressway). */
function characterAt([x, y]: Point): Character | null {
  if (x > 2940 && x < 3210) return null;
  if (y > 1700 && x > 3200) return newQuarter;
  if (x > 3200 && y > 1400) return newQuarter;
  if (x > 1530 && y > 1690) return oldQuarter;
  if (x < 1560 && y > 1400 && y < 2060) return slopeFoot;
  if (y < 640 && x < 2960) return factoryQuarter;
  if (y > 690 && y < 1500 && x < 2940) return ferryQuarter;
  return null;
}

/** Green along the banks, the wetland and the wooded top of the slope: drawn, not walked. */
function openGreens(): Green[] {
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

function parkOf(name: string, ring: Line): Green {
  return { tags: { leisure: 'park', name }, ring };
}

/** Inner streets of a compound, its wall, and one or two gates on its longest sides: everyone inside walks round to them. */
function compound(
  block: Line,
  random: Random,
  isLarge: boolean,
): { compound: Omit<Compound, 'name'>; streets: Street[] } | null {
  const wall = inset(block, 8);
  const rough = inset(block, isLarge ? random.between(38, 48) : random.between(26, 34));
  if (!wall || !rough || areaOf(rough) < 1_500) return null;
  const loop = roundCorners(rough, 9);
  const inner = { highway: 'service', access: 'private' };
  const streets: Street[] = [{ line: closed(loop), tags: inner }];
  const rows = (ring: Line, depth: number): void => {
    if (areaOf(ring) < (isLarge ? 5_500 : 6_000) || depth > 4) return;
    const found = cutBlock(ring, random, 0.004);
    if (!found) return;
    streets.push({ line: found.lane, tags: depth > 0 ? { highway: 'footway', access: 'private' } : inner });
    for (const part of found.parts) rows(part, depth + 1);
  };
  rows(loop, 0);
  const loopLine = streets[0]!.line;
  const gates: Point[] = [];
  const wanted = isLarge && random.chance(0.5) ? 2 : 1;
  const total = lengthOf(loopLine);
  for (let tries = 0; tries < 60 && gates.length < wanted; tries++) {
    const at = pointAlong(loopLine, random.next() * total);
    const toStreet = footOnLine(at, closed(block));
    const toWall = footOnLine(at, closed(wall));
    if (toStreet.distance > (isLarge ? 62 : 44) || gates.some((g) => distance(g, at) < total / 3)) continue;
    if (block.some((corner, i) => isSharp(block, i) && distance(corner, toStreet.point) < 30)) continue;
    const gate = wallCrossing(at, toStreet.point, wall) ?? toWall.point;
    gates.push(gate);
    streets.push({ line: [at, gate, toStreet.point], tags: inner });
  }
  return gates.length > 0 ? { compound: { wall, gates }, streets } : null;
}

function wallCrossing(from: Point, to: Point, wall: Line): Point | null {
  const ring = closed(wall);
  for (let i = 0; i + 1 < ring.length; i++) {
    const hit = crossing(from, to, ring[i]!, ring[i + 1]!);
    if (hit) return hit.point;
  }
  return null;
}

/** A dead end into an open block. */
function yard(block: Line, random: Random): Street[] {
  const start = pointAlong(closed(block), random.next() * lengthOf(closed(block)));
  const middle = centreOf(block);
  const end: Point = [start[0] + (middle[0] - start[0]) * 0.85, start[1] + (middle[1] - start[1]) * 0.85];
  const isOutside = [0.05, 0.2, 0.4, 0.6, 0.8, 1].some((t) => !isInside(lerp(start, end, t), block));
  if (isOutside || distance(start, end) < 22 || footOnLine(end, closed(block)).distance < 18) return [];
  return [{ line: [start, end], tags: { highway: random.chance(0.5) ? 'service' : 'footway' } }];
}

/** A winding loop and two paths to the streets around. */
function parkPaths(block: Line, random: Random): Street[] {
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

/** The hillside: lanes along the slope, one road that zigzags up, and steps straight between the lanes. */
function hillside(random: Random): Street[] {
  const streets: Street[] = [];
  const spans: [number, number][] = [];
  const top = 8;
  for (let k = 1; k <= top; k++) {
    const from = 90 + k * 38 + random.between(-14, 14);
    const to = 1440 - k * 34 + random.between(-20, 20);
    spans.push([from, to]);
    const line = hillStreet(k, from, to);
    const isRoad = k % 2 === 1;
    const tags = {
      highway: isRoad ? 'residential' : 'living_street',
      name: `北坡${'一二三四五六七八'[k - 1]}巷`,
    };
    streets.push({ line: k === 1 ? [...line, [1531, hillLine(1, 1500) - 8]] : line, tags });
  }
  const road = { highway: 'tertiary', name: '盘山路' };
  for (let k = 1; k < top; k++) {
    const isLeft = k % 2 === 1;
    const side = isLeft ? 0 : 1;
    const [a, b] = [spans[k - 1]![side]!, spans[k]![side]!];
    const out = isLeft ? Math.min(a, b) - 34 : Math.max(a, b) + 34;
    streets.push({
      line: curve(
        [
          [a, hillLine(k, a)],
          [out, hillLine(k, a) + 0.3 * (hillLine(k + 1, b) - hillLine(k, a))],
          [out + (b - a) * 0.3, hillLine(k, a) + 0.72 * (hillLine(k + 1, b) - hillLine(k, a))],
          [b, hillLine(k + 1, b)],
        ],
        12,
      ),
      tags: road,
    });
  }
  // The one other way down for carts, halfway up.
  const end = spans[3]![1];
  streets.push({
    line: curve([
      [end, hillLine(4, end)],
      [end + 70, hillLine(4, end) + 34],
      [1440, 2440],
      [1527, 2412],
    ]),
    tags: { highway: 'residential', name: '果园路' },
  });
  for (let k = 0; k < top; k++) {
    const [from, to] =
      k === 0
        ? [180, 1380]
        : [Math.max(spans[k - 1]![0], spans[k]![0]) + 40, Math.min(spans[k - 1]![1], spans[k]![1]) - 40];
    const slots = k === 0 ? 4 : k < 5 ? 4 : 2;
    for (let i = 0; i < slots; i++) {
      const x = from + ((to - from) * (i + random.between(0.2, 0.8))) / slots;
      const lean = random.between(-16, 16);
      const [a, b]: [Point, Point] = [
        [x, hillLine(k, x)],
        [x + lean, hillLine(k + 1, x + lean)],
      ];
      // Ends lie on a chord of the drawn lane, not on the formula.
      const upper = hillStreet(k + 1, ...(spans[k] as [number, number]));
      const lower = k === 0 ? hillStreet(0, 60, 1530) : hillStreet(k, ...(spans[k - 1] as [number, number]));
      const line = [footOnLine(a, lower).point, footOnLine(b, upper).point];
      const count = String(Math.round((lengthOf(line) * 0.42) / 0.15 / 2));
      streets.push({ line, tags: { highway: 'steps', step_count: count, incline: 'up' } });
    }
  }
  // An orchard path at the top that no street reaches: an island.
  streets.push({
    line: curve([
      [92, 2978],
      [150, 3018],
      [215, 2998],
      [202, 2943],
      [135, 2931],
      [92, 2978],
    ]),
    tags: { highway: 'path', name: '果园小径' },
  });
  streets.push({
    line: curve([
      [215, 2998],
      [260, 3023],
      [292, 3009],
    ]),
    tags: { highway: 'path' },
  });
  return streets;
}

/** Walks in the wetland park on the south bank, east of the expressway. */
function riverside(): Street[] {
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

/** Cuts each sharp corner `metres` before and behind it. */
function roundCorners(ring: Line, metres: number): Line {
  return ring.flatMap((point, i) => {
    if (!isSharp(ring, i)) return [point];
    const [a, c] = [ring[(i + ring.length - 1) % ring.length]!, ring[(i + 1) % ring.length]!];
    const [u, v] = [distance(point, a), distance(point, c)];
    return [lerp(point, a, Math.min(metres / u, 0.4)), lerp(point, c, Math.min(metres / v, 0.4))];
  });
}

function shorten(line: Line, share: number): Line {
  const size = lengthOf(line) * share;
  const out: Point[] = [];
  let walked = 0;
  for (let i = 0; i < line.length; i++) {
    if (i > 0) walked += distance(line[i - 1]!, line[i]!);
    if (walked < size) out.push(line[i]!);
  }
  return [...out, pointAlong(line, size)];
}

function isSharp(ring: Line, i: number): boolean {
  const [a, b, c] = [ring[(i + ring.length - 1) % ring.length]!, ring[i]!, ring[(i + 1) % ring.length]!];
  const [u, v] = [distance(a, b), distance(b, c)];
  return ((b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])) / (u * v) < 0.8;
}
