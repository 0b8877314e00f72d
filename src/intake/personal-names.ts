/** What columns that say who somebody is are called, zh, en and pinyin, and what their cells have to be like. */
import type { LayerKind } from '../domain/study';
import type { PersonalKind } from '../domain/tables';
import type { ValueFacts } from './personal-values';
import { headerForms } from './roles';

interface NameRule {
  readonly kind: PersonalKind;
  readonly pattern: RegExp;
  /** 'people': of elders and volunteers only; 'persons': of those only where rows are no areas. */
  readonly of: 'all' | 'people' | 'persons';
  /** Left out where the name alone says enough. */
  readonly fits?: (facts: ValueFacts) => boolean;
}

const looksLikeNames = (facts: ValueFacts): boolean =>
  facts.share('hanName') + facts.share('latinName') >= 0.5;
const looksLikeSomebody = (facts: ValueFacts): boolean =>
  facts.share('hanName') + facts.share('latinName') + facts.share('mobile') + facts.share('embedded') >= 0.3;

const rules: readonly NameRule[] = [
  {
    kind: 'idNumber',
    pattern:
      /身份证|身分證|证件|公民身份|社(会)?保(障)?卡|社保(编)?号|医保(卡|号|编号)|老年证|优待证|残疾证|军官证|户口(簿|本)?号|居住证|低保证|回乡证|台胞证|护照|id_?card|id_?n(umber|o)(_|$)|national_?id|identity|nric|passport|(^|_)fin(_|$)|shenfenzheng|(^|_)sfzh?(_|$)|(^|_)ssn(_|$)/,
    of: 'all',
  },
  {
    kind: 'phone',
    pattern:
      /电话|联系电$|電話|手机|手機|联系方式|联络方式|联系号码|座机|固话|传真|微信|wechat|weixin|(^|_)qq号?(_|$)|phone|mobile|(^|_)tel(_|$|no|s$)|whatsapp|line_?id|shouji|dianhua|contact_?(no|number|details?)|(^|_)fax(_|$)/,
    of: 'all',
  },
  { kind: 'email', pattern: /e_?mail|邮箱|电子邮件|youxiang/, of: 'all' },
  {
    kind: 'bankCard',
    pattern:
      /银行(卡|账|帐)|(账|帐)号|卡号|存折|bank_?(card|account|acct)|card_?n(o|umber)|account_?n(o|umber)|yinhangka/,
    of: 'all',
  },
  {
    kind: 'birthday',
    pattern: /出生(日|年|$)|生日|诞辰|birth|(^|_)dob(_|$)|(^|_)born|chusheng|shengri/,
    of: 'people',
    fits: (facts) => facts.share('date') >= 0.3,
  },
  {
    kind: 'door',
    pattern:
      /住址|地址|住所|门牌|户号|房号|房间|室号|单元号?$|(^|_)address|(^|_)addr(_|$)|地点详情|zhuzhi|dizhi|menpai|(unit|room|house|flat)_?n(o|umber)|(^|_)apt(_|$)/,
    of: 'people',
    fits: (facts) => facts.share('digits') >= 0.1,
  },
  {
    kind: 'door',
    pattern: /楼栋(?!编)|楼号|栋号|幢号/,
    of: 'people',
    fits: (facts) => facts.share('door') + facts.share('house') + facts.share('small') >= 0.3,
  },
  {
    kind: 'name',
    pattern: /姓名|xingming|full_?name|(first|last|family|given|middle)_?name|surname/,
    of: 'all',
    fits: looksLikeNames,
  },
  {
    kind: 'name',
    pattern:
      /姓名|名字|曾用名|xingming|(^|_)xm(_|$)|full_?name|(first|last|family|given|middle)_?name|surname|老人名|志愿者名|^(姓|名|昵称|别名|称呼)$/,
    of: 'people',
  },
  {
    kind: 'name',
    pattern: /^(name|elder_?name|volunteer_?name|resident_?name)$/,
    of: 'persons',
    // 和平社区 is a place.
    fits: (facts) => facts.share('han') < 0.5 || facts.share('hanName') >= 0.3,
  },
  {
    kind: 'name',
    pattern:
      /^(老人|老年人|长者|户主|申请人|服务对象|患者|病人|居民|住户|被访者|受访者|受访人|志愿者|义工|队员|组员|学员|人员|participant|respondent|elder|elderly|volunteer|resident|patient|applicant|person|who)$/,
    of: 'persons',
    fits: looksLikeNames,
  },
  {
    kind: 'contact',
    pattern: /监护人|監護人|联系人|聯絡人|联络人|guardian|contact|next_?of_?kin|(^|_)kin(_|$)/,
    of: 'all',
  },
  {
    kind: 'contact',
    pattern:
      /家属|子女|赡养人|亲属|配偶|老伴|照料者|照护人|照护者|护理员|护工|网格员|网格长|楼(栋)?长|结对|帮扶|负责人|負責人|法人|法定代表|院长|站长|所长|书记|主任|经办|管理员|填报人|填表人|采集人|登记人|制表人|调查员|访员|社工|医生|caregiver|carer|spouse|manager|director|in_?charge|interviewer|surveyor|doctor|owner/,
    of: 'all',
    fits: looksLikeSomebody,
  },
];

/** Columns about such numbers and names, and not of them: 证件类型, 是否有手机, 家属人数. */
const about =
  /坐标|经度|纬度|类型|类别|种类|是否|有无|状态|性质|(人|户|次|个)数|数量|数$|率$|(^|_)(x|y|lon|lat|coords?|type|count|status|has|is|number_?of|no_?of)(_|$)/;

/** By the column's names (its header and what the file says beside it) and what its cells are like; null where nothing speaks for it. */
export function personalByName(
  layer: LayerKind,
  hasAreas: boolean,
  names: readonly string[],
  facts: ValueFacts,
): PersonalKind | null {
  // A count, an answer or a coordinate says nobody's name.
  if (facts.share('coordinate') >= 0.5) return null;
  const isPeople = layer === 'elders' || layer === 'volunteers';
  const forms = names.filter((name) => name !== '').map(headerForms);
  for (const { kind, pattern, of, fits } of rules) {
    if (of !== 'all' && !(isPeople && (of === 'people' || !hasAreas))) continue;
    const named = forms.some(({ short, full }) => pattern.test(short) || pattern.test(full));
    if (!named || (fits !== undefined && !fits(facts))) continue;
    if (kind !== 'birthday' && forms.some(({ full }) => about.test(full))) continue;
    if (kind !== 'door' && kind !== 'birthday' && facts.share('answer') + facts.share('small') >= 0.9)
      continue;
    return kind;
  }
  return null;
}

/** Whether a column's name is the name of something personal, and not itself somebody's. */
export function isPersonalName(name: string): boolean {
  const { short, full } = headerForms(name);
  return rules.some(({ pattern }) => pattern.test(short) || pattern.test(full));
}

/** 监护人身份证号: a number or birthday of somebody else than the row's person. */
export const ofOthers =
  /监护|監護|联系人|联络人|家属|子女|儿|女(?!性)|赡养|亲属|配偶|老伴|妻|夫|父|母|照料|照护|护理|网格|负责|志愿|户主|代理|代办|经办|guardian|contact|kin|spouse|carer|caregiver|child|parent|wife|husband|volunteer|householder/;

/** Names of columns that hold places, answers or events, whose words may look like names of persons or whose days are no birthdays. */
export const notOfPersons =
  /社区|小区|街|巷|路|村|镇|乡|区|县|市|省|楼|院|机构|单位|地点|位置|站|网格|名称|籍贯|民族|性别|学历|文化|职业|婚姻|政治|宗教|类|级|项目|服务|技能|特长|状况|情况|意愿|来源|community|district|street|place|town|village|area|region|site|type|category|skill|service|ethnic|religion/;
export const ofEvents =
  /登记|评估|入住|建档|办理|更新|填表|填报|调查|录入|创建|开始|结束|到期|有效|签|注册|加入|上次|最近|工作|入党|入伍|参军|婚|退休|离休|毕业|丧偶|迁入|落户|建成|竣工|成立|registr|assess|update|create|survey|start|end|join|visit|expire/;
