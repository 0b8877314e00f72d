/** Words for where facilities are entered, in Chinese; `EntranceWords` is their shape. Numbers arrive formatted. */
export const entranceZh = {
  entrance: '移动入口',
  addEntrance: '增加入口',
  items: {
    moved: (name: string) => `入口移到此处：${name}`,
    added: (name: string) => `增加入口：${name}`,
  },
  help: '老人走到的是设施的入口。入口有几个时，按最近的一个算。',
  pickFacility: '请在地图上点一处设施，或在下面按名称找。',
  pickPlace: (name: string) =>
    `请在地图上点“${name}”的入口在哪里（键盘：移动地图，按 Enter 取中心；Esc 取消），或在下面填经纬度。`,
  noneHere: '那里没有设施。请点在设施的图标上，或在下面按名称找。',
  search: '设施名称',
  matches: '符合的设施',
  noMatch: '没有这个名称的设施。',
  another: '换一处设施',
  has: (count: string) => `现有入口 ${count} 个`,
  mapped: '地图上标出的入口（OpenStreetMap），点一下就用：',
  main: (metres: string) => `主入口，相距 ${metres}`,
  other: (metres: string) => `入口，相距 ${metres}`,
  lon: '经度',
  lat: '纬度',
  degrees: '度',
  system: '经纬度按 WGS84；高德、百度上抄来的会偏几百米，请在地图上点。',
  put: '放在这里',
  lost: '没有生效：设施里没有这个编号',
  removeAll: '去掉全部修改',
  entrances: '入口',
  several: (count: string) => `${count} 个，按最近的算`,
};
export type EntranceWords = typeof entranceZh;
