/** What in a cell says who somebody is: numbers with a check digit, telephones, cards, doors and names. Pure functions on text. */
import type { PartialDate } from './dates';
import { calendarDay, parseDate } from './dates';
import { plainText } from './values';

const anyDay = '2099-12-31';

export interface ResidentId {
  /** 'valid': 18 digits with the check digit of GB 11643; 'shape': 18 digits whose last ones are wrong or lost; 'old': the 15 digits in use until 1999. */
  readonly kind: 'valid' | 'shape' | 'old';
  readonly birth: PartialDate;
  /** null where a spreadsheet has rounded that digit away. */
  readonly sex: 'male' | 'female' | null;
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** The first two digits: provinces (GB/T 2260), 81–83 residence permits of Hong Kong, Macau and Taiwan, 9 permanent residents. */
const provinces = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/;

/** A mainland identity number, blanks and a spreadsheet's ".0" left off; null where it is none. */
export function residentId(text: string): ResidentId | null {
  const digits = bareNumber(text).toUpperCase();
  if (!provinces.test(digits)) return null;
  const isOld = /^\d{15}$/.test(digits);
  if (!isOld && !/^\d{17}[\dX]$/.test(digits)) return null;
  const day = isOld ? `19${digits.slice(6, 12)}` : digits.slice(6, 14);
  const birth = calendarDay(Number(day.slice(0, 4)), Number(day.slice(4, 6)), Number(day.slice(6)));
  if (birth === null) return null;
  const sexDigit = Number(digits[isOld ? 14 : 16]);
  const sex = sexDigit % 2 === 1 ? 'male' : 'female';
  if (isOld) return { kind: 'old', birth, sex };
  const sum = idWeights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  const isValid = '10X98765432'[sum % 11] === digits[17];
  return {
    kind: isValid ? 'valid' : 'shape',
    birth,
    sex: isValid || !digits.endsWith('000') ? sex : null,
  };
}

/** "6.20102E+17", or 18 digits that end in 000: what a spreadsheet leaves of an identity number or a bank card kept as a number. */
export function isDamagedNumber(text: string): boolean {
  const plain = plainText(text);
  return /^[1-9](\.\d+)?e\+?1[4-8]$/i.test(plain) || /^[1-9]\d{14}0{1,4}(\.0)?$/.test(plain);
}

/** Identity cards of Hong Kong, Taiwan, Macau and Singapore, by their check digits (Macau: by its shape). */
export function isOtherId(text: string): boolean {
  const plain = bareNumber(text).toUpperCase();
  return isHongKongId(plain) || isTaiwanId(plain) || isSingaporeId(plain) || /^[157]\d{6}\(\d\)$/.test(plain);
}

function isHongKongId(plain: string): boolean {
  const found = /^([A-Z]{1,2})(\d{6})(?:\(([\dA])\)|([\dA]))$/.exec(plain);
  if (!found) return false;
  const letters = found[1]!.padStart(2, ' ');
  const value = (c: string): number => (c === ' ' ? 36 : c.charCodeAt(0) - 55);
  let sum = 9 * value(letters[0]!) + 8 * value(letters[1]!);
  for (let i = 0; i < 6; i++) sum += (7 - i) * Number(found[2]![i]);
  const check = (found[3] ?? found[4])!;
  return (sum + (check === 'A' ? 10 : Number(check))) % 11 === 0;
}

function isTaiwanId(plain: string): boolean {
  if (!/^[A-Z][1289]\d{8}$/.test(plain)) return false;
  // The letters in the order of their numbers, 10 to 35.
  const letter = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(plain[0]!) + 10;
  let sum = Math.floor(letter / 10) + 9 * (letter % 10);
  for (let i = 1; i < 9; i++) sum += (9 - i) * Number(plain[i]);
  return (sum + Number(plain[9])) % 10 === 0;
}

function isSingaporeId(plain: string): boolean {
  const found = /^([STFGM])(\d{7})([A-Z])$/.exec(plain);
  if (!found) return false;
  const [, first, digits, last] = found as unknown as [string, string, string, string];
  const weights = [2, 7, 6, 5, 4, 3, 2];
  let sum = first === 'T' || first === 'G' ? 4 : first === 'M' ? 3 : 0;
  weights.forEach((weight, i) => (sum += weight * Number(digits[i])));
  if (first === 'M') return 'KLJNPQRTUWX'[10 - (sum % 11)] === last;
  return (first === 'S' || first === 'T' ? 'JZIHGFEDCBA' : 'XWUTRQPNMLK')[sum % 11] === last;
}

/** A mainland mobile number, with or without +86, also as a spreadsheet's number ("1.38123E+10"). */
export function isMobile(text: string): boolean {
  const plain = bareNumber(text).replace(/^tel:/i, '');
  return /^(\+?0{0,2}86-?)?1[3-9]\d-?\d{4}-?\d{4}$/.test(plain) || /^1\.[3-9]\d*e\+?10$/i.test(plain);
}

/** A landline with its area code, a service number, a number with a country code. */
export function isLandline(text: string): boolean {
  const plain = bareNumber(text).replace('(', '').replace(')', '-');
  return (
    /^(\+?86-?)?0\d{2,3}-?[2-9]\d{6,7}([-转]\d{1,6})?$/.test(plain) ||
    /^[48]00-\d{3,4}-?\d{3,4}$/.test(plain) ||
    /^\+(852|853|886|65|1|44|55|81|82|351)-?\d{1,4}(-?\d{2,4}){1,3}$/.test(plain)
  );
}

/** 16 to 19 digits, the first a card scheme's, the last right by Luhn. */
export function isBankCard(text: string): boolean {
  const plain = bareNumber(text).replaceAll('-', '');
  if (!/^[3-6]\d{15,18}$/.test(plain)) return false;
  let sum = 0;
  for (let i = 0; i < plain.length; i++) {
    const digit = Number(plain[plain.length - 1 - i]);
    const doubled = i % 2 === 1 ? 2 * digit : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

export function isEmail(text: string): boolean {
  return /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(plainText(text));
}

/** A dwelling and not only a house: 3-2-501, 2栋3单元501室, 5号楼1203. `houses`: also what only names the house, 12号楼. */
export function isDoor(text: string, houses = false): boolean {
  const plain = plainText(text)
    .replace(/\s+/g, '')
    .replace(/[—–―−#﹣]/g, '-');
  // 1-2-1950 is a day.
  if (/^\d{1,2}-(\d{1,2}-)?([1-9]\d?0[1-9]|[1-9]\d?1\d|[1-9]\d?2\d)[a-d]?$/i.test(plain)) {
    return parseDate(plain, anyDay).kind === 'text';
  }
  if (/(\d|[一二三四五六七八九十甲乙丙丁东西南北中a-z])(单元|门|室|户|房)\d{0,4}[室户房号]?$/i.test(plain))
    return true;
  if (/(栋|幢|座|号楼|楼|单元|门|弄|号|-)-?\d{3,4}[室户房号]?$/.test(plain))
    return /栋|幢|座|楼|单元|门|弄|号/.test(plain);
  return houses && /^.{0,12}(\d|[甲乙丙丁东西南北])\s*(号楼|栋|幢|座|号院?)$/.test(plain);
}

const surnames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由',
);
const compoundSurnames =
  /^(欧阳|司马|上官|诸葛|司徒|东方|独孤|南宫|万俟|闻人|夏侯|皇甫|尉迟|公羊|澹台|公冶|宗政|濮阳|淳于|单于|太叔|申屠|公孙|仲孙|轩辕|令狐|钟离|宇文|长孙|慕容|鲜于|闾丘|司空|端木|呼延|南门|东郭|百里|西门|拓跋|完颜|赫连|纳兰|第五)/;
/** What ends the names of places and houses and hardly ever a person's. */
const placeEndings =
  /([村庄屯寨堡镇乡县市省区街路道巷弄里院所站场厂店楼栋幢号室苑园城厦庭府组队社居坊桥湾营口]|中心|小区|公司|花园|机构|食堂)$/;
const givenEndings = new Set(
  '英兰秀珍芳华玉梅桂凤淑琴云霞芬荣莲香贞娥春花红丽萍燕娟敏静洁琳颖莉娜婷雪慧倩瑶玲燕艳菊惠娣妹仙爱美珠翠琼银明国建军文平志德福生林海山永金龙忠义祥贵才发财宝根水木火土强刚勇毅俊峰保东辉力学民胜涛斌波宁伟杰超磊鹏飞浩宇轩然涵晨阳洋鑫欣怡彬健龙虎清泉和顺元全良友庆安康泰利新成兴旺富昌盛光亮耀武松柏松鹤年寿喜乐堂章彦礼智信仁孝廉臣君先贤达道维正直诚立柱栓锁娃女子儿男',
);

/** Two to four Han characters that begin with a surname and do not end as places do; blanks inside as tables pad them; 张*三 and 李某 too. */
export function isHanName(text: string): boolean {
  const plain = plainText(text).replace(/\s+/g, '');
  if (!/^[\u4e00-\u9fff][\u4e00-\u9fff*×xX某]{1,3}$/.test(plain) || placeEndings.test(plain)) return false;
  if (compoundSurnames.test(plain)) return plain.length >= 3;
  if (!surnames.has(plain[0]!)) return false;
  return plain.length < 4 || surnames.has(plain[1]!) || /[*×xX某]/.test(plain);
}

/** A given name's usual last character: tells 王桂英 from 黄金海岸 where a whole column is looked at. */
export function endsAsGivenName(text: string): boolean {
  const plain = plainText(text);
  return givenEndings.has(plain[plain.length - 1] ?? '');
}

/** Words in Latin letters as a person's name is written: "Tan Ah Kow", "O'Neill, Mary". */
export function isLatinName(text: string): boolean {
  return /^[A-Z][A-Za-z'’.-]*(,? +[A-Z][A-Za-z'’.-]*){1,5}$/.test(plainText(text));
}

/** Without the blanks that group digits and the ".0" of a number in a spreadsheet. */
function bareNumber(text: string): string {
  return plainText(text)
    .replace(/^['’`]/, '')
    .replace(/(?<=[\d)+])[\s\u2006]+(?=[\d(xX])/g, '')
    .replace(/(?<=^\d{10,})\.0+$/, '');
}
