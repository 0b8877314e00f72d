/** What a street office hands over: a workbook with titles and a merged two-line header, ID numbers, Baidu coordinates; a GBK list of facilities; the streets. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import Papa from 'papaparse';
import { wgs84ToBd09 } from '../../src/intake/gcj.ts';
import { sampleFolder } from './journey.ts';

/** One row a person of the sample's elders, at the sample's places. */
export interface OfficePerson {
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly community: string;
  /** WGS84. */
  readonly lon: number;
  readonly lat: number;
  readonly age: number;
}

export interface OfficeFiles {
  readonly persons: readonly OfficePerson[];
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** The day on which the ages in `persons` hold whatever day the test runs: birthdays are on 1 January. */
const thisYear = new Date().getFullYear();

export async function officeFiles(): Promise<OfficeFiles> {
  const elders = await rowsOf('elders.csv');
  const persons: OfficePerson[] = [];
  const ages = { '60-69岁': 65, '70-79岁': 74, '80岁及以上': 85 } as const;
  for (const row of elders)
    for (const [column, age] of Object.entries(ages))
      for (let i = 0; i < Number(row[column]); i++) {
        const serial = persons.length;
        persons.push({
          name: `${'王李张刘陈杨赵黄周吴'[serial % 10]}${'秀兰桂英建国玉珍德明'.slice((serial * 2) % 10, ((serial * 2) % 10) + 2)}`,
          idNumber: idNumber(thisYear - age, serial),
          phone: `13${String(900000000 + serial * 7919).slice(0, 9)}`,
          community: row['社区']!,
          lon: Number(row['经度']),
          lat: Number(row['纬度']),
          age,
        });
      }
  return {
    persons,
    files: {
      '2026年老年人花名册.xlsx': workbook(persons),
      '养老服务设施.csv': await facilitiesInGbk(),
      'streets.osm.pbf': new Uint8Array(await readFile(join(sampleFolder, 'streets.osm.pbf'))),
    },
  };
}

function workbook(persons: readonly OfficePerson[]): Uint8Array {
  const rows: (string | number)[][] = [
    ['河谷街道老年人基本信息花名册', '', '', '', '', '', ''],
    ['填报单位：河谷街道办事处', '', '', '', '', '', ''],
    ['序号', '姓名', '证件', '', '社区', '住址坐标（百度）', ''],
    ['', '', '身份证号', '联系电话', '', '经度', '纬度'],
    ...persons.map((person, i) => {
      const [lon, lat] = wgs84ToBd09(person.lon, person.lat);
      return [i + 1, person.name, person.idNumber, person.phone, person.community, lon, lat];
    }),
    ['合计', persons.length, '', '', '', '', ''],
  ];
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  sheet['!merges'] = ['A1:G1', 'A2:G2', 'A3:A4', 'B3:B4', 'C3:D3', 'E3:E4', 'F3:G3'].map((range) =>
    XLSX.utils.decode_range(range),
  );
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '花名册');
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

/** The sample's facilities with Baidu coordinates, in GBK. */
async function facilitiesInGbk(): Promise<Uint8Array> {
  const rows = await rowsOf('facilities.csv');
  for (const row of rows) {
    const [lon, lat] = wgs84ToBd09(Number(row['经度']), Number(row['纬度']));
    row['经度'] = String(lon);
    row['纬度'] = String(lat);
  }
  return gbk(Papa.unparse(rows));
}

async function rowsOf(file: string): Promise<Record<string, string>[]> {
  const text = (await readFile(join(sampleFolder, file), 'utf8')).replace(/^\uFEFF/, '');
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

/** 18 digits with the check digit of GB 11643-1999. */
function idNumber(year: number, serial: number): string {
  const body = `620102${year}0101${String(serial % 1000).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + '10X98765432'[sum % 11]!;
}

/** Node writes no GBK of its own: the two-byte part of the table is turned round. */
function gbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, readonly [number, number]>();
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(high, low));
      if (character.length === 1 && !codes.has(character)) codes.set(character, [high, low]);
    }
  return Uint8Array.from(
    [...text].flatMap((character) => {
      if (character <= '\x7f') return [character.charCodeAt(0)];
      const code = codes.get(character);
      if (code === undefined) throw new Error(`no GBK for ${character}`);
      return [...code];
    }),
  );
}
