/** Fills the blocks between main streets: lanes in the old quarters, gated compounds in the new, parks. */
import { drawCompound, type Compound } from './compounds';
import { openGreens, parkOf, parkPaths, wetlandPaths, type Green } from './greens';
import { hillside } from './hillside';
import { mainStreets, type Street } from './land';
import {
  areaOf,
  centreOf,
  closed,
  distance,
  footOnLine,
  inset,
  isInside,
  lengthOf,
  lerp,
  pointAlong,
  shorten,
  type Line,
  type Point,
} from './plane';
import { blocksOf, boundingBox, cutBlock, nodeLines, type Cut } from './planar';
import type { Random } from './random';

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
  const streets: Street[] = [...hillside(random), ...wetlandPaths()];
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
        const made = drawCompound(ring, random, character === newQuarter);
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

/** A dead end into an open block. */
function yard(block: Line, random: Random): Street[] {
  const start = pointAlong(closed(block), random.next() * lengthOf(closed(block)));
  const middle = centreOf(block);
  const end: Point = [start[0] + (middle[0] - start[0]) * 0.85, start[1] + (middle[1] - start[1]) * 0.85];
  const isOutside = [0.05, 0.2, 0.4, 0.6, 0.8, 1].some((t) => !isInside(lerp(start, end, t), block));
  if (isOutside || distance(start, end) < 22 || footOnLine(end, closed(block)).distance < 18) return [];
  return [{ line: [start, end], tags: { highway: random.chance(0.5) ? 'service' : 'footway' } }];
}
