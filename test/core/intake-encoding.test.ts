/** Where an encoding is in doubt, both readings of the same lines are shown, and nothing personal with them. */
import { describe, expect, test } from 'vitest';
import { detectEncoding, namedEncoding } from '../../src/intake/decode';
import { dbf } from './gis-files';
import { blobOf, gbk, mustRead } from './intake-files';

/** Text to bytes of an encoding that the platform can only read: by reading every code there is. */
function encoderOf(label: string): (text: string) => Uint8Array<ArrayBuffer> {
  const codes = new Map<string, number[]>();
  const decoder = new TextDecoder(label, { fatal: true });
  const learn = (bytes: number[]): void => {
    try {
      const character = decoder.decode(Uint8Array.from(bytes));
      if ([...character].length === 1 && !codes.has(character)) codes.set(character, bytes);
    } catch {
      // No character has this code.
    }
  };
  for (let one = 0; one < 256; one++) learn([one]);
  for (let lead = 0x81; lead < 0xff; lead++)
    for (let trail = 0x40; trail < 0xff; trail++) learn([lead, trail]);
  return (text) =>
    Uint8Array.from(
      [...text].flatMap((character) => {
        const code = codes.get(character);
        if (code === undefined) throw new Error(`${label} cannot write ${character}`);
        return code;
      }),
    );
}

const big5 = encoderOf('big5');
const shiftJis = encoderOf('shift_jis');
const eucKr = encoderOf('euc-kr');
const western = encoderOf('windows-1252');

const taiwan =
  'id,名稱,經度,緯度,人數\n1,臺北市松山區老人服務中心,121.55,25.05,30\n2,關懷據點（中正區）,121.52,25.03,12\n3,plain,121.53,25.04,8\n';
const japan =
  'id,施設名,lon,lat,人数\n1,デイサービスセンターさくら,139.7,35.6,30\n2,特別養護老人ホームひまわり,139.8,35.7,12\n';
const korea =
  'id,이름,lon,lat,elders\n1,서울 종로구 경로당,126.97,37.57,30\n2,부산 해운대 복지관,129.16,35.16,12\n';
const spain =
  'id,name,lon,lat,elders\n1,José Peña,-3.7,40.4,30\n2,Residencia Ávila,-4.7,40.6,12\n3,Logroño,-2.4,42.4,5\n';

const readings = async (content: Uint8Array<ArrayBuffer> | string) =>
  (await mustRead('facilities', 'f.csv', content)).report;

describe('in doubt, both readings of the lines that differ are in the report', () => {
  test.each([
    ['Big5', big5(taiwan), 'big5', 'gb18030', '臺北市松山區老人服務中心'],
    ['Shift-JIS', shiftJis(japan), 'shift_jis', 'gb18030', 'デイサービスセンターさくら'],
    ['Latin-1', western(spain), 'windows-1252', 'gb18030', 'José Peña'],
    ['a Latin name', 'id,name,lon,lat,elders\n1,José,103.8,36.1,4\n', 'gb18030', 'utf-8', 'José'],
    [
      'a cut in a Hanzi',
      new TextEncoder().encode('id,lon,lat,elders,name\n1,103.8,36.1,4,河谷').slice(0, -1),
      'utf-8',
      'gb18030',
      '河',
    ],
  ])('%s', async (_, bytes, chosen, other, words) => {
    const report = await readings(bytes);
    expect(report.encoding).toBe(chosen);
    expect(report.readings!.map(({ encoding }) => encoding)).toEqual([chosen, other]);
    const right = report.readings!.find(({ lines }) => lines.some((line) => line.includes(words)));
    const wrong = report.readings!.find((reading) => reading !== right)!;
    expect(right).toBeDefined();
    expect(wrong.lines).toHaveLength(right!.lines.length);
    expect(wrong.lines.some((line) => line.includes(words))).toBe(false);
    // Lines without doubt are not shown.
    expect(right!.lines.some((line) => line.includes('plain'))).toBe(false);
  });

  test('where there is no doubt there are no readings', async () => {
    const table = 'id,名称,经度,纬度,老年人口\n1,河谷市城关街道,103.8,36.1,4\n2,安宁社区,103.9,36.2,5\n';
    expect((await readings(gbk(table))).readings).toBeUndefined();
    expect((await readings(table)).readings).toBeUndefined();
    expect((await readings('id,lon,lat,elders\n1,103.8,36.1,4\n')).readings).toBeUndefined();
  });

  test('one chosen is read as chosen, and asks no more', async () => {
    for (const [name, bytes, words] of [
      ['big5', big5(taiwan), '臺北市松山區老人服務中心'],
      ['Shift-JIS', shiftJis(japan), 'デイサービスセンターさくら'],
      ['cp932', shiftJis(japan), 'デイサービスセンターさくら'],
      ['EUC-KR', eucKr(korea), '서울 종로구 경로당'],
    ] as const) {
      const { report } = await mustRead('facilities', 'f.csv', bytes, { encoding: name });
      expect(report.sample[0]).toContain(words);
      expect(report.readings).toBeUndefined();
    }
    expect(namedEncoding('cp949')?.label).toBe('euc-kr');
    expect(namedEncoding('klingon')).toBeNull();
  });
});

/** A .dbf of text columns: the lines of a CSV. */
function dbfOf(
  csv: string,
  encode: (text: string) => Uint8Array<ArrayBuffer>,
  language = 0,
): Uint8Array<ArrayBuffer> {
  const [header, ...rows] = csv
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(encode));
  return dbf(
    header!.map((name) => ({ name, type: 'C', length: 40 })),
    rows,
    { language },
  );
}

test('of a .dbf that says nothing of its encoding both readings are shown, and one is chosen', async () => {
  const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
  const doubtful = [
    [dbfOf(taiwan, big5), 'big5', 'gb18030', '臺北市松山區老人服務中心'],
    [dbfOf('id,name,lon,lat,elders\n1,José,103.8,36.1,4\n', utf8), 'gb18030', 'utf-8', 'José'],
  ] as const;
  for (const [bytes, chosen, other, words] of doubtful) {
    const { report } = await mustRead('facilities', 'f.dbf', bytes);
    expect(report.encoding).toBe(chosen);
    expect(report.readings!.map(({ encoding }) => encoding)).toEqual([chosen, other]);
    const shown = report.readings!.map(({ lines }) => lines.some((line) => line.includes(words)));
    expect(shown).toEqual([chosen === 'big5', other === 'utf-8']);
    const right = shown[0] ? chosen : other;
    const again = await mustRead('facilities', 'f.dbf', bytes, { encoding: right });
    expect(again.report.sample[0]).toContain(words);
    expect(again.report.readings).toBeUndefined();
  }
  // Its language byte, or bytes that only one encoding allows, leave no doubt.
  const table = 'id,名称,经度,纬度,老年人口\n1,河谷市城关街道,103.8,36.1,4\n2,安宁社区,103.9,36.2,5\n';
  for (const bytes of [dbfOf(taiwan, big5, 0x78), dbfOf(table, gbk), dbfOf(table, utf8)])
    expect((await mustRead('facilities', 'f.dbf', bytes)).report.readings).toBeUndefined();
});

test('what is personal in a .dbf is in neither reading', async () => {
  const people =
    'id,姓名,電話,lon,lat,備註\n1,陳大文,0912345678,121.55,25.05,臺灣\n2,林美麗,0987654321,121.52,25.03,關懷\n';
  const { report } = await mustRead('elders', 'elders.dbf', dbfOf(people, big5));
  const text = report.readings!.flatMap(({ lines }) => lines).join('\n');
  expect(text).toContain('關懷');
  expect(text).not.toMatch(/陳大文|林美麗|\d{7}/);
});

test('names, identity numbers and long numbers are not in the readings', async () => {
  const people =
    'id,姓名,電話,住址,lon,lat,備註\n' +
    '1,陳大文,0912345678,臺北市松山區,121.55,25.05,存摺 12345678901 號 臺灣\n' +
    '2,林美麗,0987654321,臺中市西區,121.52,25.03,備用 0223456789 關懷\n';
  const { report } = await mustRead('elders', 'elders.csv', big5(people));
  const both = report.readings;
  const text = both!.flatMap(({ lines }) => lines).join('\n');
  expect(text).toContain('關懷');
  for (const secret of ['陳大文', '林美麗', '0912345678', '12345678901', '0223456789'])
    expect(text).not.toContain(secret);
  expect(text).not.toMatch(/\d{7}/);
});

test('of 400 generated tables in Big5 and Shift-JIS one of the two readings is the right one', async () => {
  const words = {
    big5: [...'臺北市松山區老人服務中心關懷據點中正萬華里辦公處長照站衛生所國小活動樂齡學習健康促進會館'],
    shift_jis: [
      ...'デイサービスセンターさくらひまわり特別養護老人ホームあおぞら地域包括支援の家みどり公園会館',
    ],
  };
  let seed = 20261123;
  const random = (n: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * n);
  };
  let right = 0;
  let chosen = 0;
  const wrong: string[] = [];
  for (let t = 0; t < 400; t++) {
    const label = t % 2 === 0 ? 'big5' : 'shift_jis';
    const lines = ['id,name,lon,lat'];
    for (let row = 0; row < 8; row++) {
      let name = '';
      for (let k = 0, n = 3 + random(8); k < n; k++) name += words[label][random(words[label].length)]!;
      lines.push(`${row},${name},121.${random(1e6)},25.${random(1e6)}`);
    }
    const found = await detectEncoding(blobOf((label === 'big5' ? big5 : shiftJis)(lines.join('\n'))));
    if (found.label === label) chosen++;
    if (found.other === label || found.label === label) right++;
    else wrong.push(`${label}: ${found.label}/${found.other} ${lines[1]}`);
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(right).toBe(400);
  expect(chosen).toBeGreaterThan(380);
});
