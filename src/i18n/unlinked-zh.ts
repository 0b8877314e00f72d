/** Words for places that no street was found for, or only a piece of street that leads nowhere. Numbers arrive formatted. */
export const unlinkedZh = {
  title: '没接上街道的地方',
  hint: '这些人和设施没有算进步行',
  none: '每处老人点和设施都接上了主要街道网。',
  elders: (places: string, persons: string) => `${places} 处老人点（${persons} 位）没有接上街道。`,
  facilities: (count: string) => `${count} 家设施没有接上街道，谁也走不到。`,
  elder: (persons: string, metres: string) => `${persons} 位老人，离最近的街道 ${metres}`,
  facility: (name: string, metres: string) => `${name}，离最近的街道 ${metres}`,
  noStreet: '附近没有街道',
  raise: (metres: string) => `接入距离调到 ${metres}`,
  islands: (places: string, facilities: string) =>
    `另有 ${places} 处老人点、${facilities} 家设施接在孤立的短街上：那里和别处不连通。`,
  islandElder: (persons: string) => `${persons} 位老人，在孤立的街上`,
  islandFacility: (name: string) => `${name}，在孤立的街上`,
  see: '看',
  draw: '补一条路',
  help: '先看是不是地图缺了路：缺路就“补一条路”；只是住得离路远，就调大接入距离。',
  more: (count: string) => `另有 ${count} 处`,
};
export type UnlinkedWords = typeof unlinkedZh;
