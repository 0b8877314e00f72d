/** Words for what the streets do to a straight line: nearest areas, detours, who is cut off. Numbers arrive formatted. */
import type { CutOffCause } from '../domain/findings';
import type { Colouring } from '../domain/stories';

export const networkZh = {
  colouring: {
    label: '街道颜色表示',
    choices: { minutes: '走到的分钟', nearest: '最近的是哪家', detour: '绕了多远' } satisfies Record<
      Colouring,
      string
    >,
  },
  legendNearest: (service: string) => `各家${service}点的服务片`,
  legendNearestNote: '颜色只为分清相邻两片，名称写在点旁',
  legendNone: '没有路通到任何一家',
  legendDetour: (service: string) => `到最近${service}点绕多远`,
  legendDetourNote: '沿街米数 ÷ 直线米数，每 40 米以内取一处',
  upTo: (limit: string) => `${limit} 倍以内`,
  between: (from: string, to: string) => `${from}–${to} 倍`,
  beyond: (limit: string) => `${limit} 倍以上`,
  cutOff: {
    title: '路网缺口',
    hint: '图上够近，脚下走不到',
    none: '图纸半径内的老人都走得到，没有被隔断的。',
    answer: (paper: string) => `直线${paper}以内有点，却走不到的老人，是被什么挡住的：`,
    causes: {
      pace: '步速：直走也超时',
      water: '隔着水',
      rail: '隔着铁路',
      road: '隔着快速路',
      apart: '没有路相通',
      compound: '隔着小区围墙',
      around: '路绕得远',
    } satisfies Record<CutOffCause, string>,
    rule: '每人只算一个原因，按这里从上到下的顺序取第一个成立的。“隔着”是指老人住处到直线最近的点，连线与河湖、铁路、地面上的高速和快速路、别的小区内部道路相交。没有画在数据里的墙和河看不出来，会算进“路绕得远”。',
    places: '被挡住人数最多的地方',
    place: (persons: string, cause: string) => `${persons} 位 · ${cause}`,
    see: '在地图上看',
  },
  areas: {
    title: '各家要服务多少人',
    hint: '假如人人都去最近的一家',
    site: '名称',
    persons: '老人',
    within: (minutes: string) => `${minutes}内`,
    street: '街道',
    mean: '平均走',
    more: (count: string) => `另有 ${count} 家`,
    help: '地图上把街道按“最近的是哪家”上色，就能看到每家的片。',
    show: '给街道上色',
  },
  detour: {
    title: '绕行系数',
    hint: '沿街米数 ÷ 直线米数',
    median: (median: string, low: string, high: string) =>
      `一半老人到最近点的路是直线的 ${median} 倍以上；中间一半在 ${low}–${high} 倍之间。`,
    none: '没有直线 50 米以上又走得到的老人，算不出绕行系数。',
    classes: '老人数',
    worst: '绕得最远的地方',
    place: (factor: string, metres: string, straight: string) =>
      `${factor} 倍：沿街 ${metres}，直线 ${straight}`,
    help: '直线不足 50 米的不算：那时门口到街道的几步说了算。',
  },
  needsStreets: '没有街道数据，走的路用直线 × 绕行系数近似，看不出片区、绕行和隔断。请拖入街道文件。',
};
export type NetworkWords = typeof networkZh;
