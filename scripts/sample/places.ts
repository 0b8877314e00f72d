/** The sample's facilities: drawn by hand near a corner each, then set beside the nearest public street. */
import { closed, distance, footOnLine, isInside, type Point } from './plane';
import type { Town } from './town';

export interface FacilityPlace {
  readonly id: string;
  readonly name: string;
  readonly community: string;
  readonly level: '街道' | '社区' | '小区';
  readonly at: Point;
  readonly services: readonly string[];
  /** Per service word; a service left out has no stated capacity. */
  readonly capacity: Readonly<Record<string, number>>;
  readonly beds: number | null;
  readonly opening: string;
}

/** Service words that have a capacity column, with its header. 助法 is offered nowhere, on purpose. */
export const capacityColumns = {
  助餐: '供餐能力',
  助浴: '助浴位',
  助洁: '助洁能力',
  助急: '应急响应能力',
  助医: '日接诊量',
  助行: '接送能力',
  助聊: '探访能力',
  助办: '代办能力',
  日间照料: '日托位',
} as const;

type Draft = [
  name: string,
  level: FacilityPlace['level'],
  at: Point,
  offers: string,
  opening: string,
  beds?: number,
];

/** Services with capacities: '助餐 36' is 36 meals a day, '助聊' alone a service whose capacity is not stated. */
const drafts: readonly Draft[] = [
  [
    '河谷街道综合为老服务中心',
    '街道',
    [2250, 2330],
    '助医 60、助办 40、助聊 30、日间照料 40、康复护理',
    '08:00-18:00',
    24,
  ],
  ['钟楼街长者食堂', '社区', [2120, 2150], '助餐 36', '10:30-18:30'],
  ['文昌老年助餐点', '社区', [1830, 2560], '助餐 60、助聊 20', '10:30-13:00'],
  ['关津路助餐点', '社区', [980, 1800], '助餐 45', '10:30-13:00'],
  ['新城颐养食堂', '街道', [3560, 2130], '助餐 120、助洁 20', '06:30-19:00'],
  ['新城北里助餐点', '小区', [4120, 2470], '助餐 50', '11:00-13:00'],
  ['渡口街食堂', '社区', [1570, 1180], '助餐 80、助洁 16', '06:30-18:30'],
  ['水塔助餐点', '小区', [330, 1010], '助餐 40', '11:00-13:00'],
  ['纺织街职工食堂', '社区', [2030, 360], '助餐 60', '06:30-18:30'],
  ['颐和街浴疗站', '街道', [4390, 1760], '助浴 6', '09:00-17:00'],
  ['北坡社区日间照料中心', '社区', [1090, 1930], '日间照料 18、助聊 12', '08:30-17:00'],
  ['老城社区日间照料中心', '社区', [1900, 2330], '日间照料 20、助聊 25、文化娱乐', '08:30-17:00'],
  ['新区社区日间照料中心', '社区', [3930, 2130], '日间照料 45、助聊 30、文化娱乐', '08:30-17:30'],
  ['渡口社区日间照料中心', '社区', [1130, 1060], '日间照料 22、助聊 20', '08:30-17:00'],
  ['厂前社区日间照料中心', '社区', [1290, 330], '日间照料 16、助聊', '08:30-17:00'],
  ['澜溪养老院', '街道', [3350, 2790], '日间照料 12、康复护理', '全天', 120],
  ['松鹤养护院', '社区', [560, 390], '助餐 30、康复护理', '全天', 60],
  ['老城社区卫生服务站', '社区', [2420, 2090], '助医 80', '08:00-17:30'],
  ['北坡卫生服务站', '社区', [620, 1680], '助医 35', '08:00-17:30'],
  ['新区社区卫生服务中心', '街道', [3250, 2040], '助医 160、康复护理', '全天', 30],
  ['新城东卫生服务站', '社区', [4300, 2120], '助医 50', '08:00-17:30'],
  ['渡口卫生服务站', '社区', [1990, 1150], '助医 60', '08:00-17:30'],
  ['厂区职工医院', '街道', [1370, 280], '助医 90', '全天', 40],
  ['水塔街卫生室', '社区', [130, 970], '助医', '08:00-12:00'],
  ['钟楼家政服务社', '社区', [2180, 2600], '助洁 24', '08:00-18:00'],
  ['坡脚家政便民点', '小区', [400, 2060], '助洁 6、助办 10', '09:00-17:00'],
  ['大桥南路助餐点', '社区', [2590, 1150], '助餐 40、助洁 18', '08:00-18:00'],
  ['厂前便民服务点', '社区', [940, 350], '助洁 10、助办 15', '09:00-17:00'],
  ['新城物业助老站', '小区', [3880, 2440], '助洁 30、助办 20、助急 12', '全天'],
  ['老城应急呼叫站', '社区', [2160, 2230], '助急 20', '全天'],
  ['渡口应急呼叫站', '社区', [1040, 1180], '助急 14', '全天'],
  ['厂前保卫科助急点', '社区', [1980, 300], '助急 8', '全天'],
  ['助老车队老城站', '社区', [2700, 2060], '助行 12', '07:30-18:00'],
  ['助老车队渡口站', '社区', [2520, 1050], '助行 8', '07:30-18:00'],
  ['新城无障碍接送站', '街道', [3620, 2450], '助行 16', '07:30-18:00'],
  ['银龄互助社', '社区', [2610, 2460], '助餐 30、助聊 28、文化娱乐', '09:00-17:00'],
  ['北坡邻里守望点', '小区', [660, 2190], '助聊 10', '09:00-17:00'],
  ['船工街老年活动室', '社区', [520, 1100], '助聊 16、文化娱乐', '09:00-20:00'],
  ['工人俱乐部老年活动室', '社区', [1660, 330], '助聊 18、文化娱乐', '09:00-20:00'],
  ['老城便民服务站', '社区', [1580, 2160], '助办 30', '09:00-17:00'],
  ['新区便民服务中心', '街道', [4020, 1800], '助餐 45、助办 45', '09:00-17:00'],
  ['渡口便民服务站', '社区', [1680, 1060], '助办 25', '09:00-17:00'],
];

export function placeFacilities(town: Town): FacilityPlace[] {
  const taken: Point[] = [];
  return drafts.map(([name, level, near, offers, opening, beds], i) => {
    const at = besideStreet(near, town, taken);
    taken.push(at);
    const services = offers.split('、').map((offer) => offer.split(' '));
    return {
      id: `F${String(i + 1).padStart(2, '0')}`,
      name,
      community: town.communities.find((c) => isInside(at, c.ring))?.name ?? '',
      level,
      at,
      services: services.map(([word]) => word!),
      capacity: Object.fromEntries(services.flatMap(([word, n]) => (n ? [[word!, Number(n)]] : []))),
      beds: beds ?? null,
      opening,
    };
  });
}

/** Twelve metres off the nearest public street, on the drawn side, outside every wall. */
function besideStreet(near: Point, town: Town, taken: readonly Point[]): Point {
  let best = { distance: Infinity, point: near };
  for (const { line, tags } of town.streets) {
    const highway = tags['highway']!;
    if (tags['access'] || tags['bridge'] || tags['tunnel'] || ['trunk', 'path', 'steps'].includes(highway))
      continue;
    const foot = footOnLine(near, line);
    if (foot.distance < best.distance) best = foot;
  }
  const away = Math.max(best.distance, 0.01);
  const unit: Point = [(near[0] - best.point[0]) / away, (near[1] - best.point[1]) / away];
  for (const metres of [7.5, 5, 3, 1]) {
    const at: Point = [best.point[0] + unit[0] * metres, best.point[1] + unit[1] * metres];
    const isWalled = town.compounds.some((c) => isInside(at, closed(c.wall)));
    if (!isWalled && taken.every((p) => distance(p, at) > 4)) return at;
  }
  return best.point;
}
