/** Words of the ways from a place to the services, and of their seconds by cause. Numbers arrive formatted. */
import type { ReachReason, WayCause } from '../domain/stories';
import type { Direction } from '../domain/study';

const causes: Record<WayCause, string> = {
  street: '沿街平路',
  toStreet: '这里到街上',
  toDoor: '街上到设施入口',
  steps: '台阶多用',
  climb: '上坡多用',
  descent: '下坡多用',
  slope: '坡度多用（不知上下）',
  surface: '路面不好多用',
  crossings: '过街，无红绿灯',
  signals: '过街，红绿灯',
  measured: '路口等候（实测）',
  gates: '过门',
  floors: '住处的楼梯',
  rests: '途中歇脚',
  straight: '直线 × 绕行系数',
};
const spot: Record<Direction, string> = {
  toFacility: '从这一处出发',
  fromFacility: '走到这一处',
  bothWays: '这一处往返',
};
const short: Record<Exclude<ReachReason, 'reached' | 'tooFar'>, string> = {
  unlinked: '未接上街道',
  island: '街道不通',
  notConnected: '没有路',
  noSite: '没有设施',
};

export const waysZh = {
  spot,
  spotNote: '点到的地方只显示在这里，不保存，也不进任何文件。',
  linked: (metres: string) => `离最近的可走街道 ${metres}，这一段也算在内。`,
  linkedIsland: (metres: string) => `离最近的可走街道 ${metres}，那是一小片孤立的街道。`,
  unlinked: (metres: string, snap: string) =>
    `离最近的可走街道 ${metres}，超过接入距离 ${snap}，没有接上街道，所以说不出怎么走。点近一点，或在步行设置里调大接入距离。`,
  unlinkedNone: '附近没有可走的街道。',
  working: '正在找路…',
  who: '谁在走',
  everybody: '所有人',
  services: '到各项服务',
  lines: '地图上粗线是选中的这条，细线是其他服务的。',
  within: '时限内',
  partly: '部分时限内',
  beyond: '超时限',
  short,
  why: (total: string) => `这 ${total}从哪来`,
  area: (total: string) => `下面是从这一片中间走的一条路，共 ${total}；上面的时间是整片的平均。`,
  causes,
  ofPace: (metres: string, pace: string) => `${metres} ÷ ${pace}`,
  ofStraight: (metres: string, detour: string, pace: string) => `${metres} × ${detour} ÷ ${pace}`,
  up: (metres: string) => `共升 ${metres}`,
  down: (metres: string) => `共降 ${metres}`,
  times: (count: string, seconds: string) => `${count} 次 × ${seconds} 秒`,
  floors: (count: string, seconds: string) =>
    seconds === '' ? `${count} 层` : `${count} 层 × ${seconds} 秒`,
  tiny: '不到 1 秒',
  total: '合计',
  there: '去',
  back: '回',
  sum: '各自合计',
  half: '计入：两趟的一半',
  halfAndRests: '计入：一半，加歇脚',
  rounded: '各项凑成整秒，加起来正好是合计。',
  straightOnly: '近似：只按直线 × 绕行系数，台阶、坡度、路口、楼梯都没有算。',
  start: '起点',
  end: '终点',
  turn: '折返',
  ask: '看地图正中这一处走到各项服务',
  askHelp: '点任何一处，或按 Enter 问地图正中，看从那里走到各项服务。',
};

export type WaysWords = typeof waysZh;
