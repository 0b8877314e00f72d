/** What people write into a services cell, in Chinese and English, and which of our services it means. */
import type { Service } from '../domain/service';
import { nineServices, services } from '../domain/service';
import { simplify } from './simplified';
import { plainText } from './values';

const words: Readonly<Record<Service, string>> = {
  meals:
    '助餐 老年食堂 长者食堂 食堂 饭堂 送餐 供餐 配餐 用餐 餐饮 就餐 餐食 老年助餐 社区助餐 助餐配餐 膳食 meal canteen dining food lunch mealdelivery mealsonwheels catering',
  bathing: '助浴 洗浴 洗澡 沐浴 上门助浴 bath bathing shower',
  cleaning: '助洁 保洁 清洁 家政 打扫 卫生清洁 居家保洁 洗涤 cleaning housekeeping housework laundry',
  emergency:
    '助急 紧急救助 紧急呼叫 紧急救援 应急 应急救援 急救 一键呼叫 呼叫 emergency emergencyresponse sos alarm',
  medical:
    '助医 医疗 医养结合 医养 卫生服务 社区卫生 诊疗 陪诊 陪医 看病 就医 健康管理 健康体检 体检 医疗卫生 门诊 medical clinic health healthcare doctor',
  mobility: '助行 出行 代步 接送 陪同出行 出行陪伴 mobility transport transit escort',
  companionship:
    '助聊 陪聊 聊天 陪伴 精神慰藉 心理慰藉 心理咨询 心理疏导 关爱 探访 探视 巡访 companion companionship befriending chat visiting',
  errands: '助办 代办 代购 跑腿 代缴 代缴代办 errand errands shopping',
  legal: '助法 法律 法律援助 法律咨询 维权 legal legalaid law',
  daycare: '日间照料 日间照护 日间 日托 日照 日间托养 日间托老 daycare daycentre daycenter adultdaycare',
  respite: '喘息 托养 短期托养 短托 全托 寄养 喘息照护 机构托养 respite respitecare shortstay',
  rehab: '康复 康复护理 护理 康复训练 康复理疗 理疗 rehab rehabilitation nursing physiotherapy',
  dementia: '认知症 认知症照护 认知障碍 认知障碍照护 失智照护 失智 记忆 dementia dementiacare memorycare',
  culture:
    '文化 文娱 文化娱乐 娱乐 文体 活动 文体活动 棋牌 老年大学 老年教育 文化活动 culture activities recreation leisure education',
};

const lookup = new Map<string, readonly Service[]>();
for (const service of services) {
  lookup.set(service, [service]);
  for (const word of words[service].split(' ')) lookup.set(word, [service]);
}
for (const word of ['九助', '全部', '全部服务', '所有服务', '综合', 'all', 'allservices'])
  lookup.set(word, nineServices);
lookup.set('五助', ['meals', 'bathing', 'cleaning', 'emergency', 'medical']);

/** The services a word means; none where it is unknown. Case, blanks, full width and endings such as 服务, 中心, 点 do not matter. */
export function servicesOf(word: string): readonly Service[] {
  const plain = simplify(plainText(word))
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
    .replace(/[（(].*?[)）]/g, '');
  const known = lookup.get(plain);
  if (known !== undefined) return known;
  const stem = plain
    .replace(/^(提供|开展|社区|居家|老年人?|养老|长者|上门)+/, '')
    .replace(/(服务|中心|驿站|站|点|室|类|项目|services?|cent(er|re))+$/, '')
    .replace(/s$/, '');
  return lookup.get(stem) ?? [];
}

export interface ServiceCell {
  readonly services: ReadonlySet<Service>;
  readonly unknown: readonly string[];
}

/** A list cell: split at 、，；,;/| (and ┋ of survey tools), and at blanks where a piece is not known as a whole. */
export function parseServices(text: string): ServiceCell {
  const found = new Set<Service>();
  const unknown: string[] = [];
  for (const piece of text.split(/[、，；,;/|｜┋\n]+/)) {
    const plain = plainText(piece);
    if (plain === '' || /^[-—/]+$|^无$/.test(plain)) continue;
    const whole = servicesOf(plain);
    if (whole.length > 0) {
      for (const service of whole) found.add(service);
      continue;
    }
    for (const word of plain.split(/\s+/)) {
      const known = servicesOf(word);
      if (known.length === 0) unknown.push(word);
      for (const service of known) found.add(service);
    }
  }
  return { services: found, unknown };
}
