/** What a column can mean (`LayerSource.columns` is keyed by these), and the names people give such columns. */
import { services } from '../domain/service';
import type { LayerKind } from '../domain/study';
import { auditPatterns, auditRoles } from './audit-roles';
import { simplify } from './simplified';

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
  'piece',
  ...auditRoles,
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
  audit: ['piece', 'id', 'lon', 'lat', ...auditRoles],
};

/**
 * Patterns on a header in the forms `headerForms` gives, best first. Synonyms: domain.md §6.4, and what OSM, OSMnx, data.gov.sg and
 * census files use. Most roles take the first pattern at its word; what the values have to be like otherwise is in `columns.ts`.
 */
export const headerPatterns: Readonly<Record<string, readonly RegExp[]>> = {
  ...auditPatterns,
  lon: [
    /^(经度|lon|lng|long|longitude|jingdu)$/,
    /经度|东经|(^|_)(lon|lng|longitude|longtitude|lontitude|longitud|jing_?du)(_|$)|_long$|^long_|^(zx|zb)?jd$|^经$/,
    /^(x|坐标_?x|x_?坐标|横坐标|point_?x|coord_?x|x_?coord(inate)?|gps_?x|x_?cent(er|re)|cent(er|roid)_?x|e)$|[\u4e00-\u9fff]_?x$|^x_?[\u4e00-\u9fff]/,
  ],
  lat: [
    /^(纬度|lat|latitude|weidu)$/,
    /纬度|北纬|(^|_)(lat|latitude|lattitude|latitud|wei_?du)(_|$)|^(zx|zb)?wd$|^纬$/,
    /^(y|坐标_?y|y_?坐标|纵坐标|point_?y|coord_?y|y_?coord(inate)?|gps_?y|y_?cent(er|re)|cent(er|roid)_?y|n)$|[\u4e00-\u9fff]_?y$|^y_?[\u4e00-\u9fff]/,
  ],
  lonlat: [
    /^经纬度$/,
    /经纬度|经度.*纬度|纬度.*经度|(^|_)(lon|lng|long)_?lat|(^|_)lat_?(lon|lng|long)/,
    /坐标(位置|点)?$|^坐标|位置$|定位点?$|^(jwd|zb|dw)$|^(location|coordinates?|coords?|gps|geo|zuobiao|jingweidu|wkt|geom|the_geom|geometry|point|latlong)/,
  ],
  id: [
    /^(id|编号|uid|uuid|guid|fid|oid|gid|bianhao)$/,
    /^[\u4e00-\u9fff]{1,8}_?(编号|id)$|^(客户|人员|商户|会员)?代码$|^(objectid|osm_?id)$|^[a-z]+_?id$/,
    /(编号|编码|代码)$|_(id|code)$|^(id|code)_|^id$|cd$|^(geo)?(code|id)$/,
    /^(?!邮|电|手机|楼层|批)[\u4e00-\u9fff]{1,6}[号码]$|^[a-z]{1,3}id$|bianma|^(bh|[a-z]{2,6}bh|[a-z]*dm)$/,
    /^(no|num|number|key|ref|序号|xuhao|subzone_c|block_no|[a-z]+_no)$/,
  ],
  name: [
    /^(name|名称|机构名称|设施名称|单位名称|站点名称|服务站名称|点位名称|mingcheng|jigoumingcheng)$/,
    /^(facility|subzone|hci|site|district|cent(er|re)|station|provider|service|location)_?name$|^subzone_n$|^name_(zh|en|local)$|名称$|_name(_[a-z]{2})?$|mingcheng$|^(jg|ss|zd|dw|cs|yz|fwz|xm)?mc$/,
    /^name_|(站|点|店|院|地|园|馆|街道|社区|机构|单位)名$|全称$|简称$/,
    /^(机构|设施|站点|服务站|驿站|食堂|中心|助餐机构|服务点|服务商|title|facility|site|label|cent(er|re)|station|hub|home|provider|organi[sz]ation|premises)$/,
    /^(社区|居委会|街道|镇街|区县|行政区|district|subzone|neighbou?rhood|community|(sq|cj|jd|xz|qx|xzq)mc)$/,
    /名|机构|设施|场所|空间|用房|地块|物业|坐落|(站|点|点位|院|中心|园|室|馆)$|(^|_)(name|title|label)(_|$)/,
  ],
  services: [
    /^(服务项目|服务内容|services?|提供服务|开展服务|服务清单|fuwuxiangmu|fuwu)$/,
    /服务(项目|内容|类型|类别|种类|清单|功能|意向|专长|特长)|(可|能)?(提供|开展|认领|意向|擅长|主要)(的|之)?服务|(可|能)服务(项目|类别|内容)|主要业务|(业务|经营)范围|九助|^fw(xm|nr|lx)$|(^|_)services?(_|$)/,
    /服务|类型|类别|功能|特长|技能|专长|擅长|小类|业务|(^|_)(type|category|amenity|kind|skills?|help|offers?|programmes?|programs?|activities)(_|$)|^jineng$/,
  ],
  capacity: [
    /^(capacity|容量|服务能力|床位数|核定床位数?|总床位数?|床位|床位总数|beds|rongliang|chuangwei(shu)?)$/,
    /床位(数量|总数|数)?$|床数$|^(z|zc|hd|sj|js|yl)?cws?$|(^|_)(beds?|capacity)(_|$)/,
    /(可|最大|设计)?(服务人数|容纳人数|容量|名额|接待能力|服务能力|座位数|坐席)|(^|_)(places|seats|slots)(_|$)|规模.*(床|张)|^chuangwei/,
  ],
  'capacity.meals': [
    /(供餐|助餐|就餐|用餐|配餐|送餐)(服务)?(能力|量|人数|人次|容量|份数)|餐位|每?日供餐|capacity_?meals|meals?(_[a-z]+)*_(capacity|per_?day|a_day|daily)|daily_meals/,
  ],
  'capacity.bathing': [/助浴(服务)?(能力|位|人次|容量)|浴位|capacity_?bathing|bathing_?(capacity|places)/],
  'capacity.daycare': [
    /(日托|日照)(位|床位|能力|容量)|日间(照料|照护|托养)?(床位|能力|位|容量)|capacity_?day_?care|day_?care_?(capacity|places|beds)/,
  ],
  'capacity.medical': [
    /助医(能力|人次|容量)|日?均?(门诊|接诊|诊疗)(量|能力|人次)|capacity_?medical|medical_?capacity/,
  ],
  'capacity.cleaning': [/助洁(能力|人次|容量)|capacity_?cleaning|cleaning_?capacity/],
  'capacity.emergency': [/(助急|应急|应急响应)(能力|人次|容量)|capacity_?emergency|emergency_?capacity/],
  'capacity.mobility': [/(助行|接送)(能力|人次|容量)|capacity_?mobility|mobility_?capacity/],
  'capacity.companionship': [/(助聊|探访)(能力|人次|容量)|capacity_?companionship|companionship_?capacity/],
  'capacity.errands': [/(助办|代办)(能力|人次|容量)|capacity_?errands|errands_?capacity/],
  'capacity.legal': [/助法(能力|人次|容量)|capacity_?legal|legal_?capacity/],
  'capacity.respite': [
    /(喘息|托养|短托|全托)(服务)?(床位|能力|位|容量)|capacity_?respite|respite_?(capacity|beds|places)/,
  ],
  'capacity.rehab': [/康复(护理)?(床位|能力|位|容量)|capacity_?rehab|rehab_?(capacity|beds|places)/],
  'capacity.dementia': [
    /认知(症|障碍)?(照护|专区)?(床位|能力|位|容量)|capacity_?dementia|dementia_?(capacity|beds|places)/,
  ],
  'capacity.culture': [/(文化|文娱|活动)(能力|人次|容量)|capacity_?culture|culture_?capacity/],
  elders: [
    /^(elders|老年人口数?|老年人数?|老人数?|老年人口总数|older_?people|seniors|elderly|laorenshu|laonianrenkou)$/,
    /(^|[^0-9])60周?岁?(及|以|或|含)*以?上|(^|[^0-9])60\+|(^|[^0-9])60_?(plus|over|up|and_(over|above|older))|over_?60/,
    /(老年人?|老人|长者|老龄)(人口|总人数|人数|总数|数量|数|口)|户内老人|^(lnrs|lnrks?|lrs)$|(^|_)(elders?|elderly|seniors?|older)(_|$)/,
    /(^|[^0-9])65周?岁?(及|以|或|含)*以?上|(^|[^0-9])65\+|(^|[^0-9])65_?(plus|over|up|and_(over|above|older))|over_?65/,
    /^(人数|人口_?老年|老年人|数量|count|n|persons?|people|residents_?60|laoren|rk60|p60|pop_?60)$/,
    /^(合计|总计|小计|总数|合计人数|total|all)$/,
  ],
  age60: [/(^|[^0-9])60(周?岁)?([-~至到_]|_to_)+69|低龄(老人|老年人)|^(age|p|pop|n)_?60$/],
  age70: [/(^|[^0-9])70(周?岁)?([-~至到_]|_to_)+79|中龄(老人|老年人)|^(age|p|pop|n)_?70$/],
  age80: [
    /(^|[^0-9])80周?岁?(及|以|或|含)*以?上|(^|[^0-9])80\+|(^|[^0-9])80(岁)?[-~至到_]+(9\d|100)|80_?(plus|over|up|and_(over|above|older))|over_?80|高龄(老人|老年人|人)|^(age|p|pop|n)_?80$/,
  ],
  age: [
    /^(年龄|age|周岁|nianling|age_?years|年龄段|年龄组|age_?(band|group))$/,
    /年龄(段|组|周岁|岁)?|岁数|年纪|(多少|几)周?岁|多大(岁数|年纪|了)?$|高寿|(^|_)age(_|$)|how_old|^(nl|zs)$/,
  ],
  red: [/^(红|红色|红档|红码|红级|red|tier_?red|red_?tier)(人?数|老人)?$|失能[、和及与_]?失智|^红色/],
  yellow: [
    /^(黄|黄色|黄档|黄码|黄级|yellow|tier_?yellow|yellow_?tier)(人?数|老人)?$|空巢[、和及与_]?独居|独居[、和及与_]?空巢|^黄色/,
  ],
  green: [/^(绿|绿色|绿档|绿码|绿级|green|tier_?green|green_?tier)(人?数|老人)?$|低龄活力|活力老人|^绿色/],
  grey: [/^(灰|灰色|灰档|灰码|灰级|gr[ea]y|tier_?gr[ea]y|gr[ea]y_?tier)(人?数|老人)?$|待评估|^灰色/],
  tier: [/红黄绿|等级|分级|分类|类别|级别|档位|颜色|预警|^(dj|fj)$|(^|_)(tier|level|class)(_|$)|情况|状况/],
  district: [
    /^(您|你)?的?(所属|所在|居住|现居住|常住|现住|辖区|管辖|归属)*(的)?(社区|居委会|社区居委会|居委|村居|村社区?|村里|里别|里|行政村|村|村居委会|村居社区|村委会)(名称|名)?$|^(shequ|community|district|subzone|neighbou?rhood|village|ward)(_?(name|n))?$/,
    /^(ss|sz)?(sq|cj|jwh)(mc)?$/,
    /^(所属|所在|居住|常住|管辖)*(街道|街道乡镇|乡镇街道|乡镇|镇街|街镇|街乡镇|街道办|街道办事处|片区|网格|小区划|township|planning_area|jiedao)(名称|名)?$|^(ss|sz)?(jd|xz|zj|jdxz)(mc)?$|^(township|town|street|planning_area)(_?name)?$/,
    /^(所属|所在)?(区|区县|县区|县|行政区|辖区|地区|地域|区域|city_district|county|borough|area)(名称|名|_?name)?$|^(省|地|县|乡|村|街道|社区)级(名称|单位)?$|社区$|(^|_)(district|borough)(_|$)/,
  ],
  hours: [
    /^(hours|hours_?(a|per)_?week|weekly_?hours|每周小时)$/,
    /(周|星期|礼拜).*(小时|时长|时间|时数|工时|h$)|(小时|时长|时数).*(周|星期|礼拜)|(hours?|hrs?|^h_).*(week|wk)|(week|wk).*(hours?|hrs?)|meizhou|^mzxs$/,
    /^(小时|时长|服务时长|可服务时长|可服务小时)(小时|周)*$/,
  ],
  cost: [
    /^(cost|成本|造价|费用|投资|投资额|改造费用?|建设成本|price|budget)$/,
    /成本|造价|费用|投资|预算|概算|估算|总价|改造费|(^|_)(costs?|budget|price|investment)(_|$)|feiyong|zaojia|^(gzfy|jscb|jsfy|tze|ys)$/,
    /投入|估价|费$|资金|金额|(^|_)(expenses?|estimate|fees?)(_|$)/,
    /租金|评估价|价格|报价|(^|_)rent(_|$)/,
  ],
};

/** What a header of that role must not say as well: shares are no counts, occupied beds no capacity, a part of the elders not all. */
export const headerExclusions: Readonly<Record<string, RegExp>> = {
  people:
    /占比|比例|比重|比率|率$|率_|[%％]|密度|面积|平均|金额|补贴|percent|share|ratio|(^|_)rates?(_|$)|density|抚养|指数/,
  elders:
    /独居|空巢|失能|失智|失独|低保|特困|留守|孤寡|百岁|残疾|重点|入住|在院|床|健康管理|服务人|机构数|设施|养老院|户数$|alone|disab|living_/,
  capacity:
    /已|入住|占用|在住|在用|使用|剩余|空闲|闲置|实际收|空床|空余|护理|医疗床|医疗养|认知|日托|日间|喘息|托养|康复|(单|房|床位|均)价|费|率$|[%％]|面积|occup|residents|average|avg|per_day|price|cost|nursing_?beds|available_?beds|vacan/,
  hours: /累计|总时|本年|历年|total|cumul|credits/,
  services: /电话|时间|时段|时长|人数|人次|价格|对象|半径|范围m|单位|机构名|name|地址|起止/,
  id: /电话|手机|邮|二维码|条码|密码|验证码|身份证|许可证|备案证|批准|车牌|门牌|银行|型号|typecode|phone|mobile|post|zip/,
  name: /人$|负责|联系|采集|姓名|person|contact|manager|地址|街道名|社区名|城市|省|adname|pname|cityname|公司|运营|operator/,
  cost: /面积|人均|电话|编号/,
  tier: /床|机构|星级|服务|健康|文化|教育|经济|婚姻|补贴|津贴|保障|保险/,
  age: /服务对象|结构|平均|中位|区间数|average|median|mean|\d/,
};

/** Everybody counted, not only elders: used for want of better, and noted. */
export const residentPatterns: readonly RegExp[] = [
  /^(population|pop|总人口数?|人口|人口数|常住人口数?|户籍人口数?|population_?total|total_?population|pop_?total|residents)$/,
];

export interface HeaderForms {
  /** Without what stands in brackets (units mostly). */
  readonly short: string;
  /** With it, brackets gone. */
  readonly full: string;
  /** Of a header of several lines the last one, without brackets; else as `short`. */
  readonly last: string;
}

/**
 * Lower case, half width, simplified, numbers of questions ("3、", "Q1_") gone, words in camel case apart; blanks, dots and dashes between
 * words as `_`; dashes between digits as `-`.
 */
export function headerForms(label: string): HeaderForms {
  let forms = formsKept.get(label);
  if (forms === undefined) {
    forms = formsOf(label);
    if (formsKept.size > 20_000) formsKept.clear();
    formsKept.set(label, forms);
  }
  return forms;
}

/** Every kind of layer asks for all headers anew; of ten thousand columns that is seconds. */
const formsKept = new Map<string, HeaderForms>();

function formsOf(label: string): HeaderForms {
  const plain = simplify(label)
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/(?<=[a-z])(?=[A-Z])|(?<=[a-z])(?=\d{2}[A-Z])/g, '_')
    .toLowerCase()
    .replace(/[—–―−]+/g, '-')
    .replace(/&/g, ' and ')
    .replace(
      /([六七八九])十(五?)/g,
      (_, tens: string, five: string) => `${'六七八九'.indexOf(tens) + 6}${five === '' ? 0 : 5}`,
    )
    .replace(/^[@#]/, '')
    // "床位（张，含护理型）" is all beds.
    .replace(/[([【][^)\]】]*[)\]】]/g, (part) => part.replace(/[,;、]?\s*不?包?[含括][^,;、)\]】]*/g, ''))
    .trim()
    .replace(/^(\d{1,2}|[a-z]{1,2}\d{1,2}[a-z]?)\s*[、._:]\s*(?=[^\d\s])/, '');
  const tidy = (text: string): string =>
    text
      .replace(/[*:?"'“”]/g, '')
      .replace(/(?<=\d)岁?\s*-\s*(?=\d)/g, '-')
      .replace(/[\s./\\]+|(?<!\d)-|-(?!\d)/g, '_')
      .replace(/(?<=[\u4e00-\u9fff])_+(?=[\u4e00-\u9fff])/g, '')
      .replace(/_+/g, '_')
      .replace(/^_|_$/g, '')
      .replace(/^其中/, '');
  const unbracketed = (text: string): string => tidy(text.replace(/[([{【<].*?[)\]}】>]/g, ''));
  const short = unbracketed(plain);
  const full = tidy(plain.replace(/[()[\]{}【】<>]/g, ''));
  const last = unbracketed(plain.split(' / ').at(-1)!);
  return { short: short === '' ? full : short, full, last: last === '' ? full : last };
}
