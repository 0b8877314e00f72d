/** Words for missing bridges and islands of street, in Chinese; `LinksWords` is their shape. Numbers arrive formatted. */
import type { Crossed } from '../domain/missing-links';

const across: Readonly<Record<Crossed | 'unknown', string>> = {
  water: '水面',
  rail: '铁路',
  road: '快速路',
  compound: '小区边界',
  unknown: '没查到隔着什么',
};

export const linksZh = {
  listSeparator: '、',
  sight: '列表里正在看的一处',
  bridges: {
    title: '可能缺的桥和通道',
    hint: '隔着一点点，走过去要绕很远',
    within: '两街相距不超过',
    metres: '米',
    searching: (share: string) => `正在查找 ${share}`,
    stop: '停止查找',
    again: '查找',
    count: (count: string, within: string) =>
      `${count} 处：两条街隔 ${within}以内，走过去要绕 300 米以上，而且是间距的 10 倍以上。`,
    none: (within: string) => `没有隔 ${within}以内、要绕远才走得到的街。河面宽的话，把“两街相距”放大再查。`,
    noneChosen: '这几类里没有。',
    onlyOthers: (within: string) =>
      `隔水、铁路或快速路的没有查到（${within}以内）。河面宽的话，把“两街相距”放大再查。`,
    help: (near: string, look: string) =>
      `先后按“少走的路 × 两头步行 ${near}内的老人”排；绕行超过 ${look}的按 ${look}算。也可能真有围墙、房屋或陡坡：先看地图；“打通”就是画一座步行桥或一条通道，可撤销。`,
    filter: '隔着什么',
    across,
    kind: (name: string, count: string) => `${name} ${count}`,
    item: (metres: string, what: string) => `隔 ${metres}（${what}）`,
    round: (metres: string) => `绕行 ${metres}`,
    noWay: (metres: string) => `${metres}以内绕不过去`,
    persons: (count: string) => `两头有 ${count} 位老人`,
    nobody: '两头没有老人',
    see: '看',
    draw: '打通',
    more: (count: string) => `另有 ${count} 处`,
  },
  islands: {
    title: '孤立的街',
    hint: '和大路网不连通的小段',
    none: '没有孤立的街：所有街道都连在大路网上。',
    noneUsed: '孤立的街上没有老人，也没有设施。',
    count: (count: string, persons: string) =>
      `${count} 段孤立的街上有老人或设施，共 ${persons} 位老人，出不来也进不去。`,
    help: '不到 40 个路口端点、或总长不到 500 米的街算孤立。多半是地图没接好：先看再接。',
    item: (metres: string, persons: string) => `${metres}的街，${persons} 位老人`,
    facilities: (names: string) => `设施：${names}`,
    gap: (metres: string) => `离大路网 ${metres}`,
    touching: '和大路网挨着，没接上',
    across: (what: string) => `隔着${what}`,
    nowhere: '附近没有可接的街',
    others: (count: string, length: string) => `另有 ${count} 段孤立的街，共 ${length}，没有老人和设施。`,
    see: '看',
    join: '接上',
    more: (count: string) => `另有 ${count} 段有老人或设施`,
  },
};
export type LinksWords = typeof linksZh;
