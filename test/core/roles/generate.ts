/**
 * Office tables from one-line specs: `file [title] [total]: header::values::role | …`. `a>b` is a header of two lines with a merged
 * group; a role with `?` may be found or not; without a role the column must stay without one. Cells come from the file's name alone.
 */
import type { LayerKind } from '../../../src/domain/study';
import { elderTables } from './elders';
import { facilityTables } from './facilities';
import { freshTables } from './fresh';
import { lastTables } from './last';
import { mixedTables } from './mixed';
import { candidateTables, volunteerTables } from './others';
import { publishedTables } from './published';
import { strangerTables } from './stranger';

export interface OfficeTable {
  readonly kind: LayerKind;
  readonly file: string;
  readonly csv: string;
  /** Role → header as read (lines of a merged header joined by " / "). */
  readonly roles: Readonly<Record<string, string>>;
  /** Roles that may be there or not; where there, on this header. */
  readonly free: Readonly<Record<string, string>>;
  /** Kept apart: not looked at while tuning. */
  readonly isHeldOut: boolean;
}

export function officeTables(): OfficeTable[] {
  return [
    ...linesOf(facilityTables).map((line) => tableOf('facilities', line)),
    ...linesOf(elderTables).map((line) => tableOf('elders', line)),
    ...linesOf(volunteerTables).map((line) => tableOf('volunteers', line)),
    ...linesOf(candidateTables).map((line) => tableOf('candidates', line)),
    ...linesOf(mixedTables + publishedTables + freshTables + lastTables + strangerTables).map((line) => {
      const blank = line.indexOf(' ');
      return tableOf(line.slice(0, blank) as LayerKind, line.slice(blank + 1));
    }),
  ];
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function tableOf(kind: LayerKind, line: string): OfficeTable {
  const [, file, flags, spec] = /^(.*?\.csv)((?: title| total)*): (.*)$/.exec(line)!;
  const random = randomFrom(hashOf(file!));
  const columns = spec!.split(' | ').map((column) => column.split('::'));
  const roles: Record<string, string> = {};
  const free: Record<string, string> = {};
  for (const [header, , role] of columns) {
    if (role === undefined) continue;
    const label = header!.replace('>', ' / ');
    if (role.endsWith('?')) free[role.slice(0, -1)] = label;
    else roles[role] = label;
  }
  const count = 4 + Math.floor(random() * 9);
  const city = Math.floor(random() * cities.length);
  const cells = columns.map(([, values]) =>
    Array.from({ length: count }, (_, row) => cellOf(values!, row, random, city)),
  );
  const records: string[][] = [];
  if (flags!.includes('title')) records.push([file!.replace('.csv', '')]);
  const headers = columns.map(([header]) => header!.split('>'));
  if (headers.some((lines) => lines.length > 1)) {
    let group = '';
    records.push(
      headers.map((lines) => {
        const isSame = lines.length > 1 && lines[0] === group;
        group = lines.length > 1 ? lines[0]! : '';
        return isSame ? '' : lines[0]!;
      }),
      headers.map((lines) => lines[1] ?? ''),
    );
  } else records.push(headers.map((lines) => lines[0]!));
  for (let row = 0; row < count; row++) records.push(cells.map((column) => column[row]!));
  if (flags!.includes('total')) {
    const firstText = columns.findIndex(([, values]) => !/^(n|f|seq)/.test(values!));
    records.push(
      columns.map(([, values], at) =>
        at === firstText ? '合计' : /^n:/.test(values!) ? String(sum(cells[at]!)) : '',
      ),
    );
  }
  return {
    kind,
    file: file!,
    csv: records.map((record) => record.map(quoted).join(',')).join('\r\n'),
    roles,
    free,
    isHeldOut: hashOf(`held ${file!}`) % 2 === 1,
  };
}

function sum(cells: readonly string[]): number {
  return cells.reduce((total, cell) => total + Number(cell), 0);
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** FNV-1a. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return (hash ^ (hash >>> 15)) >>> 0;
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const cities = [
  [103.83, 36.06],
  [116.4, 39.9],
  [121.47, 31.23],
  [114.06, 22.55],
  [104.07, 30.66],
  [108.94, 34.34],
  [120.15, 30.28],
  [87.62, 43.82],
  [126.63, 45.75],
  [102.71, 25.04],
] as const;
const abroad: Readonly<Record<string, readonly [number, number]>> = {
  sg: [103.84, 1.35],
  hk: [114.17, 22.32],
  tw: [121.54, 25.05],
  uk: [-0.12, 51.51],
  us: [-87.65, 41.88],
  au: [144.96, -37.81],
};

const words: Readonly<Record<string, string>> = {
  home: '金城养老院 夕阳红老年公寓 福寿康养老服务中心 安宁敬老院 康乐园护养院 颐和苑养老院 仁爱护理院 松鹤养老公寓 长青敬老院 幸福里养老中心 晚晴颐养院 慈恩护理院',
  homeTw: '松柏長照中心 仁愛之家 慈心護理院 頤安日照中心 長青關懷據點 福安老人之家 樂齡中心 寶湖據點',
  homeEn:
    'Maple House,Rose Court,St Anne Care Centre,Yuhua Senior Activity Centre,Sunrise Lodge,Green Meadows,Bishan Hub,Kreta Ayer Centre,Willow Bank,Lions Home',
  daycare: '雁滩日间照料中心 西站日托所 北滨河日照中心 团结新村日间照料中心 龚家湾日照站 五泉日间照料中心',
  canteen:
    '雁宁路长者食堂 红星巷老年餐厅 甘南路助餐点 武都路社区食堂 白银路老年饭桌 秦安路助餐点 张掖路长者饭堂',
  station:
    '雁北驿站 广武门服务站 临夏路为老服务站 草场街驿站 皋兰路服务中心 团结新村服务站 嘉峪关路服务点 东岗服务站',
  clinic: '雁南社区卫生服务中心 酒泉路社区卫生服务站 盐场路卫生服务中心 火车站卫生服务站 靖远路卫生服务中心',
  culture: '金城文化活动中心 老年大学东部分校 白塔山文化站 雁滩文体中心 西固老年活动室',
  vacant: '原供销社楼 旧粮站 闲置幼儿园 东岗老厂房 原计生站 废弃锅炉房 老邮局 原第三小学 空置门面房',
  comm: '雁北社区 南河社区 天庆社区 红星巷社区 皋兰路社区 广武门社区 火车站社区 团结新村社区 枣林社区 铁路社区 沙洼河社区 五泉社区 滩尖子社区',
  street:
    '雁北街道 东岗街道 盐场路街道 嘉峪关路街道 团结新村街道 广武门街道 火车站街道 拱星墩街道 伏龙坪街道 酒泉路街道 张掖路街道 白银路街道 高新区街道',
  county: '城关区 七里河区 西固区 安宁区 红古区 永登县 皋兰县 榆中县 临洮县 渭源县 陇西县 会宁县 靖远县',
  city: '兰州市 兰州市 兰州市 兰州市',
  town: '和平镇 定远镇 夏官营镇 高崖镇 甘草店镇 青城镇 金崖镇 来紫堡乡 小康营乡 连搭乡 清水驿乡 马坡乡 银山乡',
  village:
    '和平村 祁家坡村 菜子山村 薛家营村 高营村 邵家泉村 西坪村 袁家营村 范家营村 方家泉村 直沟门村 马家山村 徐家营村',
  estate: '天庆花园 雁滩家园 金港城 鸿运润园 民基云祥 名城广场 兰石家属院 铁路新村 三毛家属院',
  company: '甘肃夕阳美服务公司 兰州乐龄社工中心 福康物业 安泰养老公司 春晖社工服务社 金色家园公司',
  person: '王建国 李秀英 张伟 刘桂兰 陈建军 杨玉梅 赵志强 黄丽华 周国庆 吴淑珍 徐永红 孙秀兰 马占海',
  hkDistrict:
    '油尖旺區 深水埗區 九龍城區 灣仔區 觀塘區 沙田區 荃灣區 屯門區 元朗區 北區 大埔區 西貢區 葵青區',
  twDistrict: '大安區 信義區 中山區 松山區 士林區 北投區 內湖區 萬華區',
  twLi: '龍坡里 古莊里 龍泉里 和平里 新龍里 錦安里 福住里 永康里 光明里 錦泰里 光信里 學府里 昌隆里',
  wardEn:
    'Abbey,Bloomsbury,Camden Town,Highgate,Kilburn,Kentish Town,Holborn,Regents Park,Belsize,Gospel Oak,Haverstock,Primrose Hill,Fortune Green',
  sgSubzone:
    'Bishan East,Marymount,Upper Thomson,Toa Payoh Central,Bidadari,Braddell,Kim Keat,Lorong 8,Potong Pasir,Sennett,Boon Teck,Joo Seng,Woodleigh',
  sgArea: 'Bishan,Toa Payoh,Bishan,Toa Payoh,Ang Mo Kio',
  streetEn: 'Bishan Street 12,Bishan Street 13,Sin Ming Road,Shunfu Road,Marymount Lane',
};

const servicesZh = '助餐 助浴 助洁 助急 助医 助行 助聊 助办 助法 日间照料 康复护理 文化娱乐'.split(' ');
const servicesEn = 'meals,bathing,cleaning,medical,mobility,companionship,errands,daycare,rehab'.split(',');

/** One cell of the kind that the spec names. */
function cellOf(spec: string, row: number, random: () => number, city: number): string {
  const [kind, rest = ''] = split(spec);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const whole = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const digits = (length: number): string => Array.from({ length }, () => whole(0, 9)).join('');
  const near = (centre: number): string => (centre + (random() - 0.5) * 0.2).toFixed(6);
  const home = cities[city]!;
  const list = words[kind];
  if (list !== undefined) {
    const names = list.split(/[A-Za-z]/.test(list) ? ',' : ' ');
    return names[row % names.length]! + (row >= names.length ? String(row) : '');
  }
  const coordinate = /^(sg|hk|tw|uk|us|au)?(lon|lat)$/.exec(kind);
  if (coordinate !== null) {
    const [, region, axis] = coordinate;
    return near((region === undefined ? home : abroad[region]!)[axis === 'lon' ? 0 : 1]);
  }
  switch (kind) {
    case 'seq':
      return String(row + 1);
    case 'id':
      return `${rest}${String(row + 1).padStart(4, '0')}`;
    case 'uuid':
      return `B0${digits(8)}${pick(['A', 'F', 'K', 'Q'])}${row}`;
    case 'code6':
      return `6201${String(row + 2).padStart(2, '0')}`;
    case 'code9':
      return `620102${String(row + 1).padStart(3, '0')}`;
    case 'code12':
      return `620102${String(row + 1).padStart(3, '0')}001`;
    case 'code': {
      const [low, high] = rest.split('-').map(Number);
      return String(whole(low!, high!));
    }
    case 'n': {
      const [low, high] = rest.split('-').map(Number);
      return String(whole(low!, high!));
    }
    case 'f': {
      const [low, high] = rest.split('-').map(Number);
      return (low! + random() * (high! - low!)).toFixed(2);
    }
    case 'pct':
      return `${(random() * 40).toFixed(1)}%`;
    case 'bedsText':
      return pick([`${whole(10, 90)}张`, `约${whole(20, 90)}`, String(whole(20, 200)), `${whole(20, 90)}`]);
    case 'pair':
      return `${near(home[0])},${near(home[1])}`;
    case 'pairSpace':
      return `${near(home[0])} ${near(home[1])}`;
    case 'pairLatLon':
      return `${near(home[1])},${near(home[0])}`;
    case 'dmsLon':
      return `${Math.floor(home[0])}°${whole(0, 59)}′${whole(0, 59)}″`;
    case 'dmsLat':
      return `${Math.floor(home[1])}°${whole(0, 59)}′${whole(0, 59)}″`;
    case 'svc':
    case 'svcBar':
      return some(servicesZh, random).join(kind === 'svc' ? '、' : '┋');
    case 'svcEn':
      return some(servicesEn, random).join('; ');
    case 'yn':
      return pick(['是', '否', '是']);
    case 'have':
      return pick(['有', '无']);
    case 'tick':
      return pick(['√', '', '√']);
    case 'bin':
      return pick(['1', '0']);
    case 'YN':
      return pick(['Y', 'N', 'Y']);
    case 'sex':
      return pick(['男', '女']);
    case 'sexEn':
      return pick(['Male', 'Female']);
    case 'age':
      return String(whole(60, 94));
    case 'age6':
      return String(whole(60, 69));
    case 'age8':
      return String(whole(80, 99));
    case 'ageBand':
      return pick(['60-69岁', '70-79岁', '80岁及以上']);
    case 'ageBandEn':
      return pick(['60-69', '70-79', '80+']);
    case 'tier':
      return pick(['红', '黄', '绿', '绿', '黄']);
    case 'tel':
      return `0931-${digits(7)}`;
    case 'mobile':
      return `1${pick(['3', '5', '8'])}${digits(9)}`;
    case 'idcard':
      return idCard(
        `620102${whole(1930, 1964)}${pick(['0', '1'])}${whole(1, 2)}${whole(10, 28)}${digits(3)}`,
      );
    case 'addr':
      return `城关区${pick(['雁宁路', '甘南路', '武都路', '白银路'])}${whole(1, 900)}号`;
    case 'addrEn':
      return `${whole(1, 400)} ${pick(['Bishan Street 12', 'High Road', 'Station Lane'])}`;
    case 'date':
      return `${whole(2015, 2024)}-${String(whole(1, 12)).padStart(2, '0')}-${String(whole(1, 28)).padStart(2, '0')}`;
    case 'year':
      return String(whole(1985, 2024));
    case 'open':
      return pick(['08:00-18:00', '10:30-13:30', '全天']);
    case 'note':
      return pick(['', '', '待核实', '已搬迁', '新增']);
    case 'const':
      return rest;
    case 'pick':
      return pick(rest.split(','));
    default:
      throw new Error(`no such values: ${spec}`);
  }
}

function split(spec: string): [string, string] {
  const colon = spec.indexOf(':');
  return colon < 0 ? [spec, ''] : [spec.slice(0, colon), spec.slice(colon + 1)];
}

function some(list: readonly string[], random: () => number): string[] {
  const found = list.filter(() => random() < 0.35);
  return found.length === 0 ? [list[0]!] : found;
}

function idCard(body: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const total = weights.reduce((at, weight, i) => at + weight * Number(body[i]), 0);
  return body + '10X98765432'[total % 11]!;
}
