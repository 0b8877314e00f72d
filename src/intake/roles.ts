/** What a column can mean (`LayerSource.columns` is keyed by these), and the names people give such columns. */
import { services } from '../domain/service';
import type { LayerKind } from '../domain/study';

const plainRoles = [
  'id',
  'name',
  'lon',
  'lat',
  'lonlat',
  'services',
  'capacity',
  'elders',
  'age',
  'age60',
  'age70',
  'age80',
  'tier',
  'red',
  'yellow',
  'green',
  'grey',
  'district',
  'hours',
  'cost',
] as const;

/** Every role there is: the plain ones, `services.<service>` (a yes/no column) and `capacity.<service>`. */
export const roles: readonly string[] = [
  ...plainRoles,
  ...services.map((service) => `services.${service}`),
  ...services.map((service) => `capacity.${service}`),
];

const roleSet = new Set(roles);

export function isRole(word: string): boolean {
  return roleSet.has(word);
}

const place = ['lon', 'lat', 'lonlat'];
const people = ['age60', 'age70', 'age80', 'elders', 'age', 'red', 'yellow', 'green', 'grey', 'tier'];

/** Roles that a layer reads, in the order in which they choose among the columns. */
export const rolesOf: Readonly<Record<LayerKind, readonly string[]>> = {
  streets: [],
  facilities: [...place, 'id', ...services.map((s) => `capacity.${s}`), 'services', 'capacity', 'name'],
  elders: [...place, ...people, 'id', 'district'],
  volunteers: [...place, 'id', 'services', 'hours', 'district'],
  districts: ['id', 'name'],
  candidates: [...place, 'id', 'cost', 'name'],
  elevation: [],
};

/**
 * Patterns on a header in the form `headerForms` gives, best first. Synonyms: domain.md §6.4, and what OSM, OSMnx,
 * data.gov.sg and census files use.
 */
export const headerPatterns: Readonly<Record<string, readonly RegExp[]>> = {
  lon: [
    /^(经度|lon|lng|long|longitude|jingdu)$/,
    /经度(?!.*纬度)|(^|_)(lon|lng|long|longitude|jingdu)(_|$)/,
    /^(x|坐标_?x|x_?坐标|point_?x|coord_?x|x_?coord|jd|东经|gps_?x)$/,
  ],
  lat: [
    /^(纬度|lat|latitude|weidu)$/,
    /(?<!经.*)纬度|(^|_)(lat|latitude|weidu)(_|$)/,
    /^(y|坐标_?y|y_?坐标|point_?y|coord_?y|y_?coord|wd|北纬|gps_?y)$/,
  ],
  lonlat: [
    /经纬度|经度.*纬度|(^|_)(lon_?lat|lng_?lat|lat_?lon|lat_?lng|latlong)(_|$)/,
    /^(坐标|位置坐标|坐标位置|位置|location|coordinates?|coords?|gps|zuobiao|jingweidu|wkt|geom|the_geom|geometry|point)$/,
  ],
  id: [
    /^(id|编号|uid|guid|fid|oid|gid|bianhao)$/,
    /^(机构|设施|站点|老人|老年人|居民|志愿者|网格|格网|小区|社区|楼栋|地块|候选点?|区域|单位)_?(编号|编码|代码|id)$/,
    /^(objectid|osm_?id|编码|代码|bianma|行政区划代码|区划代码)$/,
    /(编号|编码|代码)$|_(id|code)$|^id_/,
    /^(code|no|number|key|序号|xuhao|subzone_c)$/,
  ],
  name: [
    /^(name|名称|机构名称|设施名称|单位名称|站点名称|服务站名称|点位名称|mingcheng)$/,
    /^(facility_?name|subzone_?name|subzone_n|hci_?name|site_?name|district_?name|name_(zh|en|local))$/,
    /名称$|_name$|^name_|^(机构|设施|站点|服务站|title|facility|site|label)$/,
    /^(社区|居委会|街道|镇街|区县|行政区|district|subzone|neighbou?rhood|community)$/,
  ],
  services: [
    /^(服务项目|服务内容|services?|提供服务|开展服务|服务清单|fuwuxiangmu|fuwu)$/,
    /服务(项目|内容|类型|类别|种类)|主要业务|业务范围|九助|(^|_)services?(_|$)/,
    /^(服务|类型|类别|设施类别|设施类型|机构类型|功能|特长|技能|type|category|amenity|kind|skills?)$/,
  ],
  capacity: [
    /^(capacity|容量|服务能力|床位数|核定床位数?|总床位数?|床位|beds|rongliang|chuangwei(shu)?)$/,
    /床位数?$|^(可服务人数|服务人数|设计容量|接待能力|实际床位|places|seats|max_?capacity)$/,
    /(^|_)(capacity|beds)(_|$)/,
  ],
  'capacity.meals': [
    /(供餐|助餐|就餐)(能力|量|人数|人次|容量)|餐位|日供餐|capacity_?meals|meals_?(capacity|per_?day)/,
  ],
  'capacity.bathing': [/助浴(能力|位|人次|容量)|capacity_?bathing|bathing_?capacity/],
  'capacity.daycare': [
    /日托(位|床位|能力|容量)|日间照料(床位|能力|位|容量)|capacity_?day_?care|day_?care_?(capacity|places)/,
  ],
  'capacity.medical': [/助医(能力|人次|容量)|日?(门诊|接诊)(量|能力)|capacity_?medical|medical_?capacity/],
  'capacity.cleaning': [/助洁(能力|人次|容量)|capacity_?cleaning|cleaning_?capacity/],
  'capacity.emergency': [/助急(能力|人次|容量)|capacity_?emergency|emergency_?capacity/],
  'capacity.mobility': [/助行(能力|人次|容量)|capacity_?mobility|mobility_?capacity/],
  'capacity.companionship': [/助聊(能力|人次|容量)|capacity_?companionship|companionship_?capacity/],
  'capacity.errands': [/助办(能力|人次|容量)|capacity_?errands|errands_?capacity/],
  'capacity.legal': [/助法(能力|人次|容量)|capacity_?legal|legal_?capacity/],
  'capacity.respite': [/(喘息|托养|短托)(床位|能力|位|容量)|capacity_?respite|respite_?capacity/],
  'capacity.rehab': [/康复(床位|能力|位|容量)|capacity_?rehab|rehab_?capacity/],
  'capacity.dementia': [/认知症?(床位|能力|位|容量)|capacity_?dementia|dementia_?capacity/],
  'capacity.culture': [/(文化|文娱|活动)(能力|人次|容量)|capacity_?culture|culture_?capacity/],
  elders: [
    /^(elders|老年人口数?|老年人数?|老人数?|老年人口总数|older_?people|seniors|elderly|laorenshu|laonianrenkou)$/,
    /60周?岁?(及|以)?及?以上|60\+|(^|_)(p|pop|age|over)?_?60_?(plus|over|up)|over_?60/,
    /65周?岁?(及|以)?及?以上|65\+|65_?plus|(^|_)(p|pop|age|over)?_?65_?(plus|over|up)|over_?65/,
    /老年人(口|数)|老人(数|口)|老龄人口|(^|_)(elders?|elderly|seniors?|older)(_|$)/,
    /^(人数|人口_?老年|数量|count|persons?|people|residents_?60)$/,
  ],
  age60: [/(^|[^0-9])60周?岁?[-~至到_]+69|低龄老人数?$|^age_?60$|^(p|age|pop)_?60_?69$/],
  age70: [/(^|[^0-9])70周?岁?[-~至到_]+79|中龄老人数?$|^age_?70$|^(p|age|pop)_?70_?79$/],
  age80: [
    /80周?岁?(及|以)?及?以上|80\+|(^|[^0-9])80岁?[-~至到_]+(9\d|100)|80_?plus|over_?80|高龄老?人?数?$|^age_?80(_?up)?$/,
  ],
  age: [/^(年龄|age|周岁|nianling|age_?years|年龄段|年龄组|age_?(band|group))$/],
  red: [/^(红|红色|红档|红码|red|tier_?red|失能失智|失能失智人?数?|红色.*)$/],
  yellow: [/^(黄|黄色|黄档|yellow|tier_?yellow|空巢独居|空巢独居人?数?|黄色.*)$/],
  green: [/^(绿|绿色|绿档|green|tier_?green|低龄活力|低龄活力人?数?|绿色.*)$/],
  grey: [/^(灰|灰色|灰档|gr[ea]y|tier_?gr[ea]y|待评估|待评估人?数?|灰色.*)$/],
  tier: [/^(等级|分级|分类|红黄绿|类别|tier|level|评估等级|颜色|预警等级)$/],
  district: [
    /^(所属|所在|常住)?(社区|居委会|村居|村社)(名称)?$|^(district|subzone|community|neighbou?rhood)(_?(name|n))?$/,
    /^(所属|所在)?(街道|街道乡镇|乡镇|镇街|片区|网格)(名称)?$/,
    /^(所属|所在)?(区|区县|行政区|辖区)(名称)?$|社区$/,
  ],
  hours: [
    /每周.*(小时|时长)|周服务时长|^(hours|hours_?(a|per)_?week|weekly_?hours|小时|时长|服务时长|可服务时长)$/,
  ],
  cost: [/^(cost|成本|造价|费用|投资|投资额|改造费用|建设成本|price|budget)$|(成本|造价|费用)$/],
};

/** Everybody counted, not only elders: used for want of better, and noted. */
export const residentPatterns: readonly RegExp[] = [
  /^(population|pop|总人口数?|人口|人口数|常住人口数?|户籍人口数?|population_?total|total_?population|pop_?total|residents)$/,
];

/** Columns that say who somebody is. */
export const personalPatterns: readonly RegExp[] = [
  /身份证|证件号|idcard|id_?card|id_?number|national_?id|nric|passport|护照|社保卡|医保卡/,
  /电话|手机|联系方式|微信|phone|mobile|(^|_)tel(_|$)|whatsapp|e?_?mail|邮箱/,
  /住址|地址|门牌|户号|房号|楼栋号|(^|_)address|地点详情/,
  /出生|生日|birth|dob$/,
  /监护人|联系人|家属|子女|contact|guardian|next_?of_?kin/,
];
/** Names of persons; in other layers a name is a place's. */
export const personNamePatterns: readonly RegExp[] = [
  /姓名|名字|xingming|full_?name|first_?name|last_?name|surname|given_?name|老人名|志愿者名/,
  /^name$/,
];

export interface HeaderForms {
  /** Without what stands in brackets (units mostly). */
  readonly short: string;
  /** With it, brackets gone. */
  readonly full: string;
}

/** Lower case, half width, blanks, dots and dashes between words as `_`; dashes between digits as `-`. */
export function headerForms(label: string): HeaderForms {
  const plain = label
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .toLowerCase()
    .replace(/[—–―−]+/g, '-')
    .trim();
  const tidy = (text: string): string =>
    text
      .replace(/[*:?"'“”]/g, '')
      .replace(/(?<=\d)岁?\s*-\s*(?=\d)/g, '-')
      .replace(/[\s./\\]+|(?<!\d)-|-(?!\d)/g, '_')
      .replace(/(?<=[\u4e00-\u9fff])_+(?=[\u4e00-\u9fff])/g, '')
      .replace(/_+/g, '_')
      .replace(/^_|_$/g, '');
  const short = tidy(plain.replace(/[([{【<].*?[)\]}】>]/g, ''));
  const full = tidy(plain.replace(/[()[\]{}【】<>]/g, ''));
  return { short: short === '' ? full : short, full };
}
