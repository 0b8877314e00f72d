/** No string of a person comes out of intake: generated files of every table format, good rows and bad, read as every way reads them. */
import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import type { LayerKind } from '../../src/domain/study';
import { defaultSettings } from '../../src/domain/study';
import { guessLayers } from '../../src/intake/guess-layer';
import { DecodeCache } from '../../src/intake/open-file';
import { inspectTables, readTables } from '../../src/intake/read-tables';
import type { Person } from './identity-cases';
import { person } from './identity-cases';
import { gbk, studyOf } from './intake-files';
import { writeSav } from './stat-writers';

interface Field {
  readonly headers: readonly string[];
  readonly cell: (one: Person) => string;
}

/** 'V9' and the like: found by what is in it. Names that nothing calls so need more rows, and have a test of their own. */
const fields: readonly Field[] = [
  { headers: ['姓名', 'name', '老人姓名', 'xingming', '服务对象'], cell: ({ name }) => name },
  { headers: ['身份证号', 'id_card', 'V1', '证件号码', '备用1'], cell: ({ id }) => id },
  { headers: ['旧证号', '身份证（15位）', 'V2'], cell: ({ oldId }) => oldId },
  { headers: ['手机', '联系方式', 'phone', 'V3'], cell: ({ phone }) => phone },
  { headers: ['固定电话', 'tel', 'V4'], cell: ({ landline }) => landline },
  { headers: ['银行卡号', 'V5', '补贴账号'], cell: ({ card }) => card },
  { headers: ['邮箱', 'V6'], cell: ({ email }) => email },
  { headers: ['微信', 'wechat', 'V7'], cell: ({ wechat }) => wechat },
  { headers: ['门牌号', '住址', 'V8', 'address'], cell: ({ door }) => door },
  { headers: ['出生日期', 'birthday', '生日'], cell: ({ birth }) => birth },
  { headers: ['出生年月日'], cell: ({ birth }) => birth.replaceAll('-', '/') },
  { headers: ['监护人', '紧急联系人', 'contact'], cell: ({ kin }) => kin },
  { headers: ['监护人及电话', 'V9'], cell: ({ kin, phone }) => `${kin} ${phone}` },
  { headers: ['备注', '情况说明', 'remark'], cell: ({ name, kin }) => `${name}独居，女儿${kin}在外地` },
  {
    headers: ['备注2', '其他'],
    cell: ({ phone, wechat }) =>
      `请先打${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}，微信${wechat}`,
  },
];

type Way = 'good' | 'noPlace' | 'badPlace' | 'movedPlace' | 'zero' | 'negative';

interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly secrets: readonly string[];
}

const sheet = fc
  .record({
    people: fc.array(
      fc.record({
        one: person,
        way: fc.constantFrom<Way>(
          'good',
          'good',
          'good',
          'noPlace',
          'badPlace',
          'movedPlace',
          'zero',
          'negative',
        ),
      }),
      { minLength: 1, maxLength: 14 },
    ),
    chosen: fc.uniqueArray(fc.nat(fields.length - 1), { minLength: 1, maxLength: 7 }),
    heads: fc.array(fc.nat(4), { minLength: fields.length, maxLength: fields.length }),
    isFirst: fc.boolean(),
    hasTotal: fc.boolean(),
    hasNote: fc.boolean(),
    hasId: fc.boolean(),
  })
  .map(({ people, chosen, heads, isFirst, hasTotal, hasNote, hasId }): Sheet => {
    const own = chosen.map((at) => fields[at]!);
    const names = own.map((field, i) => field.headers[heads[i]! % field.headers.length]!);
    // A name in a remark is known by the column of names beside it.
    const hasName = own.includes(fields[0]!);
    const used = own.map((field) => (field === fields[13] && !hasName ? fields[14]! : field));
    const ids = hasId ? ['编号'] : [];
    const header = isFirst
      ? [...names, ...ids, '经度', '纬度', '社区']
      : [...ids, '经度', '纬度', '社区', ...names];
    const rows = people.map(({ one, way }, i) => {
      const lon = {
        good: `${103.8 + i / 1e3}`,
        noPlace: '',
        badPlace: `见${one.phone}`,
        movedPlace: one.phone,
        zero: '0',
        negative: '-500',
      }[way];
      const place = [
        ...(hasId ? [`E${i}`] : []),
        lon,
        way === 'zero' ? '0' : way === 'badPlace' ? one.id : '36.05',
        i % 3 === 0 ? '和平社区' : '西山社区',
      ];
      const cells = used.map((field) => field.cell(one));
      return isFirst ? [...cells, ...place] : [...place, ...cells];
    });
    const [first] = people;
    const pad = (cell: string) => [cell, ...new Array<string>(header.length - 1).fill('')];
    if (hasTotal) rows.push(pad('合计'));
    if (hasNote) rows.push(pad(`填表人：${first!.one.name} 电话${first!.one.phone}`));
    const secrets = people.flatMap(({ one, way }) => [
      ...used.flatMap((field) => secretsOf(field, one)),
      ...(way === 'badPlace' ? [one.phone, one.id] : way === 'movedPlace' ? [one.phone] : []),
    ]);
    if (hasNote) secrets.push(first!.one.name, first!.one.phone);
    return { header: unique(header), rows, secrets: [...new Set(secrets)] };
  });

function unique(header: readonly string[]): string[] {
  return header.map((name, at) => (header.indexOf(name) === at ? name : `${name}${at}`));
}

function secretsOf(field: Field, one: Person): string[] {
  const text = field.cell(one);
  const inside = [one.name, one.kin, one.phone, one.wechat].filter((part) => text.includes(part));
  return [text, ...inside];
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

const writers: Readonly<Record<string, (sheet: Sheet) => Uint8Array<ArrayBuffer>>> = {
  'a.csv': ({ header, rows }) => gbk([header, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')),
  'a.xlsx': ({ header, rows }) => {
    const book = XLSX.utils.book_new();
    // Numbers as a spreadsheet keeps them: phones whole, identity numbers without their last digits.
    const cells = rows.map((row) =>
      row.map((cell) =>
        /^1\d{10}$/.test(cell) || (/^-?\d+(\.\d+)?$/.test(cell) && cell.length < 11) ? Number(cell) : cell,
      ),
    );
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[...header], ...cells]), 'Sheet1');
    return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  },
  'a.geojson': ({ header, rows }) => {
    const [lon, lat] = [header.indexOf('经度'), header.indexOf('纬度')];
    const features = rows.map((row) => ({
      type: 'Feature',
      properties: Object.fromEntries(header.map((name, at) => [name, row[at]])),
      geometry:
        row[lon] === '' ? null : { type: 'Point', coordinates: [asNumber(row[lon]!), asNumber(row[lat]!)] },
    }));
    return new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));
  },
  'a.sav': ({ header, rows }) =>
    writeSav(
      header.map((label, at) => ({ name: `V${at}`, longName: `VAR${at}`, label, width: 120 })),
      rows.map((row) => [...row]),
    ),
  'a.parquet': ({ header, rows }) =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: header.map((name, at) => ({
          name,
          data: rows.map((row) => row[at]!),
          type: 'STRING' as const,
        })),
      }),
    ),
};

function asNumber(text: string): number | string {
  return Number.isNaN(Number(text)) ? text : Number(text);
}

/** All that intake returns of a file, as text. */
async function everything(
  kind: LayerKind,
  file: string,
  content: Uint8Array<ArrayBuffer>,
  asRows: boolean,
): Promise<string> {
  const source = { file, ageOn: '2026-11-23', ...(asRows ? { personRows: true } : {}) };
  const study = studyOf({ [file]: content }, { [kind]: [source] });
  const cache = new DecodeCache();
  const options = { cache };
  const read = await readTables(study, options);
  const inspected = await inspectTables(study, options);
  if (read.ok)
    for (const { rowsRead, rowsUsed, refused } of read.value.reports)
      expect(rowsRead).toBe(rowsUsed + refused.length);
  const guess = await guessLayers({ settings: defaultSettings, files: {} }, study.files, {
    cache,
    today: '2026-11-23',
  });
  return JSON.stringify([read, inspected, guess]);
}

test.each(Object.keys(writers))('nothing of a person comes out of %s', { timeout: 30_000 }, async (file) => {
  await fc.assert(
    fc.asyncProperty(
      sheet,
      fc.constantFrom<LayerKind>('elders', 'volunteers'),
      fc.boolean(),
      async (one, kind, asRows) => {
        const told = await everything(kind, file, writers[file]!(one), asRows);
        for (const secret of one.secrets)
          if (told.includes(secret)) throw new Error(`${secret} came out: ${around(told, secret)}`);
      },
    ),
    { numRuns: file === 'a.csv' ? 150 : 50 },
  );
});

function around(text: string, part: string): string {
  const at = text.indexOf(part);
  return text.slice(Math.max(0, at - 120), at + 120);
}

test(
  'the same of a file taken for facilities, candidates or districts: numbers and persons’ names go, names of places stay',
  { timeout: 30_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 1, maxLength: 12 }),
        fc.constantFrom<LayerKind>('facilities', 'candidates'),
        async (people, kind) => {
          const header = '编号,名称,负责人,联系电话,联系人,身份证号,地址,经度,纬度,备注';
          const rows = people.map((one, i) =>
            [
              `F${i}`,
              `康乐养老院${i}`,
              one.name,
              one.phone,
              one.kin,
              one.id,
              `和平路${i}号`,
              i % 4 === 3 ? one.phone : 103.8 + i / 1e3,
              36,
              `找${one.landline}`,
            ].join(','),
          );
          const told = await everything(
            kind,
            'f.csv',
            new TextEncoder().encode([header, ...rows].join('\n')),
            false,
          );
          for (const one of people)
            for (const secret of [one.name, one.kin, one.phone, one.id, one.landline])
              expect(told).not.toContain(secret);
          expect(told).toContain('康乐养老院0');
          expect(told).toContain('和平路0号');
        },
      ),
      { numRuns: 40 },
    );
  },
);
