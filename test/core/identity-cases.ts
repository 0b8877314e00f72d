/** Made-up people for the tests of identity: numbers with right check digits, worked out another way than the reader checks them. */
import fc from 'fast-check';

/** ISO 7064 MOD 11-2 step by step, as GB 11643 refers to it; the reader uses its table of weights. */
export function residentNumber(region: string, day: string, sequence: string): string {
  const body = region + day.replaceAll('-', '') + sequence;
  let product = 0;
  for (const digit of body) product = ((product + Number(digit)) * 2) % 11;
  const check = (12 - product) % 11;
  return body + (check === 10 ? 'X' : String(check));
}

/** `body` and the digit that makes it a card's number by Luhn. */
export function cardNumber(body: string): string {
  for (let check = 0; check < 10; check++) {
    const digits = [...`${body}${check}`].reverse().map(Number);
    const sum = digits.reduce(
      (total, digit, i) => total + (i % 2 === 0 ? digit : Math.floor((2 * digit) / 10) + ((2 * digit) % 10)),
      0,
    );
    if (sum % 10 === 0) return `${body}${check}`;
  }
  throw new Error('no check digit');
}

const two = (n: number): string => String(n).padStart(2, '0');

export const birthDay = fc
  .record({
    year: fc.integer({ min: 1925, max: 1966 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ year, month, day }) => `${year}-${two(month)}-${two(day)}`);

export interface Person {
  readonly name: string;
  readonly birth: string;
  readonly id: string;
  readonly oldId: string;
  readonly phone: string;
  readonly landline: string;
  readonly card: string;
  readonly email: string;
  readonly wechat: string;
  readonly door: string;
  readonly kin: string;
}

const surnames = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗', '欧阳', '上官', '司马'];
const given = [
  '桂英',
  '秀兰',
  '建国',
  '玉珍',
  '淑芬',
  '德福',
  '明',
  '芳',
  '国强',
  '凤霞',
  '志远',
  '红梅',
  '树林',
  '永贵',
  '金花',
];
const name = fc.tuple(fc.constantFrom(...surnames), fc.constantFrom(...given)).map((parts) => parts.join(''));
const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((list) => list.join(''));

export const person: fc.Arbitrary<Person> = fc
  .record({
    name,
    kin: name,
    birth: birthDay,
    region: fc.constantFrom('620102', '110105', '310115', '440305', '510104', '650102'),
    sequence: digits(3),
    mobile: fc
      .tuple(fc.constantFrom('130', '138', '159', '177', '188', '199'), digits(8))
      .map((parts) => parts.join('')),
    local: digits(6),
    card: digits(12),
    door: fc.tuple(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 33 }),
      fc.integer({ min: 1, max: 4 }),
    ),
  })
  .map(({ name, kin, birth, region, sequence, mobile, local, card, door: [house, unit, floor, flat] }) => ({
    name,
    kin,
    birth,
    id: residentNumber(region, birth, sequence),
    oldId: region + birth.slice(2).replaceAll('-', '') + sequence,
    phone: mobile,
    landline: `0931-8${local}`,
    card: cardNumber(`622848${card}`),
    email: `u${mobile.slice(3)}@qq.com`,
    wechat: `wxid_${mobile.slice(2)}`,
    door: `${house}栋${unit}单元${floor}${two(flat)}室`,
  }));
