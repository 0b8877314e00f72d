/** CSV: structure, row numbers, encodings, and the ledger on whatever text. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv } from '../../src/intake/csv';
import { detectEncoding, namedEncoding } from '../../src/intake/decode';
import { DecodeCache } from '../../src/intake/open-file';
import { readTables } from '../../src/intake/read-tables';
import { sha256, sha256Streamed } from '../../src/intake/sha256';
import type { TextTable } from '../../src/intake/text-table';
import { blobOf, gbk, mustRead, readOne, studyOf, utf16 } from './intake-files';
import type { Content } from './intake-files';

async function table(content: Content): Promise<TextTable> {
  const blob = blobOf(content);
  const read = await readCsv(blob, 't.csv', await detectEncoding(blob));
  if (!read.ok) throw new Error(read.fault.code);
  return read.value;
}

const rowsOf = ({ cells, rows }: TextTable): string[][] =>
  Array.from(rows, (_, i) => cells.map((column) => column[i]!));

test('rows are numbered as a spreadsheet numbers them: the header is 1, blank lines count, a cell of two lines is one row', async () => {
  const read = await table('a,b\n1,2\n\n"x\ny",4\r\n5,6\r7,8');
  expect(rowsOf(read)).toEqual([
    ['1', '2'],
    ['x\ny', '4'],
    ['5', '6'],
    ['7', '8'],
  ]);
  expect([...read.rows]).toEqual([2, 4, 5, 6]);
});

test('title lines above the header are skipped and noted', async () => {
  const read = await table('某街道老年人口表,,,\n,,,\n编号,经度,纬度,人数\n1,103,36,5\n');
  expect(read.header).toEqual(['编号', '经度', '纬度', '人数']);
  expect([...read.rows]).toEqual([4]);
  expect(read.notes).toEqual([{ code: 'table.titleRows', blanks: { row: 3 }, at: { file: 't.csv' } }]);
});

test('a quote never closed costs its own row only', async () => {
  for (const closing of ['', '3,"quoted, later",c\n']) {
    const read = await table(`id,name,x\n1,"Unclosed,a\n2,plain,b\n${closing}4,last,d\n`);
    expect([...read.rows]).toEqual(closing === '' ? [2, 3, 4] : [2, 3, 4, 5]);
    expect(rowsOf(read)[0]).toEqual(['1', 'Unclosed', 'a']);
    expect(rowsOf(read).at(-1)).toEqual(['4', 'last', 'd']);
    expect(read.notes.map(({ code, at }) => [code, at?.row])).toEqual([['table.brokenQuotes', 2]]);
  }
});

test('an unclosed quote early in a long file swallows nothing, and many of them do not hang', async () => {
  const lines = ['id,name,x', '1,"open,a'];
  for (let i = 2; i <= 60_000; i++) lines.push(`${i},name ${i},b`);
  const read = await table(lines.join('\n'));
  expect(read.rows.length).toBe(60_000);
  const bad = ['id,name'];
  for (let i = 1; i <= 20_000; i++) bad.push(`${i},"open ${i}`);
  const started = performance.now();
  const many = await table(bad.join('\n'));
  expect(many.rows.length).toBe(20_000);
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('ragged rows are padded and listed; trailing blanks are nothing', async () => {
  const read = await table('a,b,c\n1,2\n1,2,3,\n1,2,3,4\n');
  expect(rowsOf(read)).toEqual([
    ['1', '2', ''],
    ['1', '2', '3'],
    ['1', '2', '3'],
  ]);
  expect(read.notes).toEqual([
    { code: 'table.raggedRows', blanks: { count: 2, rows: '2, 4', cells: 3 }, at: { file: 't.csv', row: 2 } },
  ]);
});

test('headers of any kind become names that can be told apart', async () => {
  const long = 'x'.repeat(5000);
  const read = await table(`\uFEFFid,id,,__proto__,constructor,toString,${long},\n1,2,3,4,5,6,7,8\n`);
  expect(read.header).toEqual(['id', 'id (2)', '#3', '__proto__', 'constructor', 'toString', long, '#8']);
  const { tables } = await mustRead('elders', 'a.csv', '__proto__,constructor,lon,lat,人数\n1,2,103,36,4\n', {
    columns: { id: '__proto__' },
  });
  expect(tables.elders.ids).toEqual(['1']);
});

test('NULs are taken out and counted', async () => {
  const read = await table('id,lon\n1,10\0' + '3\n2,10\0' + '4\n');
  expect(read.cells[1]).toEqual(['103', '104']);
  expect(read.notes).toEqual([{ code: 'table.nulBytes', blanks: { count: 2 }, at: { file: 't.csv' } }]);
});

test('10,000 columns are read, 20,000 are refused in words', async () => {
  const wide = (n: number): string =>
    `${Array.from({ length: n }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(n - 1)}1\n`;
  expect((await table(wide(10_000))).header.length).toBe(10_000);
  expect(await readOne('elders', 'a.csv', wide(20_000))).toMatchObject({
    ok: false,
    fault: { code: 'table.tooManyColumns' },
  });
});

const zh = '编号,名称,经度,纬度,人数\n甲1,南关社区,103.81,36.05,12\n乙2,北关社区,103.82,36.06,8\n';
test.each([
  ['UTF-8', zh, 'utf-8'],
  ['UTF-8 with a mark', `\uFEFF${zh}`, 'utf-8'],
  ['GBK', gbk(zh), 'gb18030'],
  ['UTF-16 LE with a mark', utf16(zh, true, true), 'utf-16le'],
  ['UTF-16 BE with a mark', utf16(zh, false, true), 'utf-16be'],
  ['UTF-16 LE without a mark', utf16(zh, true, false), 'utf-16le'],
  ['UTF-16 BE without a mark', utf16(zh, false, false), 'utf-16be'],
])('%s is read', async (_, content, encoding) => {
  const { tables, report } = await mustRead('elders', 'a.csv', content);
  expect(report.encoding).toBe(encoding);
  expect(report.header[0]).toBe('编号');
  expect(tables.elders.ids).toEqual(['甲1', '乙2']);
  expect([...tables.elders.elders]).toEqual([12, 8]);
});

test('the study’s encoding wins, and an unknown one is a fault', async () => {
  // Big5 for 台北: a5 78 a5 5f, which also reads as GBK.
  const big5 = Uint8Array.of(...gbk('id,lon,lat,n\n'), 0xa5, 0x78, 0xa5, 0x5f, ...gbk(',121.5,25.0,3\n'));
  const { tables } = await mustRead('elders', 'a.csv', big5, { encoding: 'big5' });
  expect(tables.elders.ids).toEqual(['台北']);
  expect(await readOne('elders', 'a.csv', big5, { encoding: 'klingon' })).toMatchObject({
    ok: false,
    fault: { code: 'table.unknownEncoding' },
  });
  expect(namedEncoding('GBK')?.label).toBe('gbk');
});

/** Small tables of coordinates with a few Chinese words, as finding 8 of tools.md had them; level-1 Hanzi from common names. */
const hanzi =
  '南北东西关河山城桥街道社区村路园新老大中小平安和民生康乐福寿长青松柏金银铁石水火土木日月星光明华国家人心天地上下左右前后里外王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';

test('1,600 generated tables in GBK and UTF-8, mostly ASCII, are all told right', async () => {
  let seed = 20261122;
  const random = (n: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * n);
  };
  const wrong: string[] = [];
  for (let t = 0; t < 1600; t++) {
    const words = 1 + random(6);
    const lines = ['id,name,lon,lat,n'];
    for (let i = 0; i < 30; i++) {
      let name = `p${i}`;
      if (i < words) {
        name = '';
        for (let k = 0, n = 1 + random(4); k < n; k++) name += hanzi[random(hanzi.length)]!;
      }
      lines.push(
        `${i},${name},${(103 + random(1e6) / 1e6).toFixed(6)},${(36 + random(1e6) / 1e6).toFixed(6)},${random(50)}`,
      );
    }
    const text = lines.join('\n');
    const isGbk = t % 2 === 0;
    const found = await detectEncoding(blobOf(isGbk ? gbk(text) : text));
    if (found.label !== (isGbk ? 'gb18030' : 'utf-8'))
      wrong.push(`${t} ${found.label} ${lines.slice(1, 1 + words).join(' / ')}`);
  }
  expect(wrong).toEqual([]);
});

test('a short Latin name that GBK could also spell is flagged, so that both readings can be shown', async () => {
  const found = await detectEncoding(blobOf('id,name\n1,José\n'));
  expect(found).toEqual({ label: 'gb18030', main: 'gb18030', certainty: 'ambiguous', other: 'utf-8' });
  expect((await detectEncoding(blobOf('id,name\n1,José,naïve façade\n2,Zürich – “x”\n'))).label).toBe(
    'utf-8',
  );
});

test('the ledger balances on any text at all', async () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '103.8',
      '36.05',
      '-3',
      '0',
      '',
      '约300',
      '"',
      '""',
      '"a\nb"',
      '合计',
      '\0',
      '１２',
      'NaN',
      '1e309',
      '103°50′',
    ),
    fc.string({ maxLength: 8 }),
    fc.double().map(String),
  );
  const line = fc.array(cell, { maxLength: 7 }).map((cells) => cells.join(','));
  const text = fc
    .tuple(fc.boolean(), fc.array(line, { maxLength: 25 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([hasHeader, lines, end]) =>
      [...(hasHeader ? ['id,lon,lat,elders,服务项目'] : []), ...lines].join(end),
    );
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.constantFrom('elders' as const, 'facilities' as const, 'volunteers' as const),
      async (content, kind) => {
        const read = await readOne(kind, 'any.csv', content);
        if (!read.ok) {
          expect(read.fault.at?.file).toBe('any.csv');
          return;
        }
        const report = read.value.reports[0]!;
        expect(report.rowsRead).toBe(report.rowsUsed + report.refused.length);
        expect(read.value[kind].count).toBe(report.rowsUsed);
        const rows = [...read.value[kind].rows, ...report.refused.map(({ row }) => row)].sort(
          (a, b) => a - b,
        );
        expect(new Set(rows).size).toBe(report.rowsRead);
        for (const lon of read.value[kind].lons) expect(Math.abs(lon)).toBeLessThanOrEqual(180);
      },
    ),
    { numRuns: 400, seed: 7 },
  );
}, 120_000);

test('CSV that was written by the rules reads back cell by cell, wherever the pieces are cut', async () => {
  const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const cell = fc
    .string({ unit: 'binary', maxLength: 12 })
    .map((text) => text.replace(/[\0\r\uFEFF\uFFFD\ud800-\udfff]/g, ''));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 40 }), async (rows) => {
      const kept = rows.filter((row) => row.some((text) => text.trim() !== ''));
      fc.pre(kept.length > 0);
      const text = ['id,b,c', ...kept.map((row) => row.map(quote).join(','))].join('\r\n');
      const blob = blobOf(text);
      const read = await readCsv(blob, 't.csv', namedEncoding('utf-8')!);
      if (!read.ok) throw new Error(read.fault.code);
      expect(rowsOf(read.value)).toEqual(kept);
    }),
    { numRuns: 300, seed: 11 },
  );
});

test('rows of totals are not counted twice', async () => {
  const { tables, report } = await mustRead(
    'elders',
    'a.csv',
    'id,lon,lat,elders\n1,103.8,36,5\n2,103.8,36,6\n合 计,103.8,36,11\n',
  );
  expect(tables.elders.elders.reduce((a, b) => a + b)).toBe(11);
  expect(report.refused).toEqual([
    { file: 'a.csv', row: 4, column: 'id', value: '合 计', code: 'row.total' },
  ]);
});

test('names, phones and ID numbers go nowhere', async () => {
  // 11010519491231002X is the worked example of GB 11643.
  const text =
    '编号,姓名,联系电话,证件,经度,纬度,年龄,等级\n11010519491231002X,张三,13912345678,11010519491231002X,103.8,36,76,红\n';
  const { tables, report } = await mustRead('elders', 'a.csv', text);
  const carried = JSON.stringify([tables.elders, { ...report, sha256: '' }]);
  for (const secret of ['张三', '13912345678', '11010519491231002X']) expect(carried).not.toContain(secret);
  expect(report.notes.find(({ code }) => code === 'column.personal')?.blanks['columns']).toBe(
    '编号 | 姓名 | 联系电话 | 证件',
  );
  expect(report.sample[0]).toEqual(['—', '—', '—', '—', '103.8', '36', '76', '红']);
  expect(tables.elders.ids).toEqual(['2']);
  expect([...tables.elders.bands.age70!, ...tables.elders.tiers.red!]).toEqual([1, 1]);
});

test('services are split at every separator, translated, and unknown words named', async () => {
  const text = [
    '名称,经度,纬度,服务项目',
    '甲,103.8,36,助餐、日间照料',
    '乙,103.8,36,"助浴，助洁;助医/助行|助聊 助办"',
    '丙,103.8,36,meals; day care',
    '丁,103.8,36,老年食堂 修鞋',
    '戊,103.8,36,',
  ].join('\n');
  const { tables, report } = await mustRead('facilities', 'f.csv', text);
  const bits = (...positions: number[]): number =>
    positions.reduce((sum, position) => sum | (1 << position), 0);
  // Positions in domain/service.ts: meals 0, bathing 1, cleaning 2, medical 4, mobility 5, companionship 6, errands 7, daycare 9.
  expect([...tables.facilities.services]).toEqual([
    bits(0, 9),
    bits(1, 2, 4, 5, 6, 7),
    bits(0, 9),
    bits(0),
    0,
  ]);
  expect(report.notes.find(({ code }) => code === 'column.unknownService')).toMatchObject({
    blanks: { word: '修鞋', count: 1, rows: '5' },
  });
  expect(report.notes.find(({ code }) => code === 'column.noService')?.at?.row).toBe(6);
});

test('nine yes/no columns are services, and capacities by service are told from beds', async () => {
  const text =
    '机构名称,坐标,助餐,助浴,床位数,日供餐量(客/日)\n甲,"103.8,36.1",是,否,20,100\n乙,"103.9,36.2",√,1,30,\n';
  const { tables, report } = await mustRead('facilities', 'f.csv', text);
  expect([...tables.facilities.services]).toEqual([1, 3]);
  expect([...tables.facilities.capacity.meals!]).toEqual([100, NaN]);
  expect([...tables.facilities.capacity.bathing!]).toEqual([20, 30]);
  // Of the blank 日供餐量 only the row that offers meals is a gap: the second does, the first is filled.
  expect(
    report.notes.filter(({ code }) => code === 'column.capacityMissing').map(({ at }) => at?.row),
  ).toEqual([3]);
  expect([...tables.facilities.lats]).toEqual([36.1, 36.2]);
  expect(report.columns['capacity.meals']).toBe('日供餐量(客/日)');
});

test('bands are understood in many spellings and make the total where there is none', async () => {
  for (const names of [
    '60-69岁,70-79岁,80岁及以上',
    '60～69岁,70～79岁,80岁以上',
    'age60,age70,age80',
    'p60_69,p70_79,p80plus',
    '６０－６９岁,７０－７９岁,８０岁及以上',
  ]) {
    const { tables } = await mustRead('elders', 'a.csv', `编号,经度,纬度,${names}\n1,103,36,5,3,2\n`);
    expect([...tables.elders.elders], names).toEqual([10]);
    expect([...tables.elders.bands.age80!], names).toEqual([2]);
  }
});

test('a second run with other walking settings decodes nothing', async () => {
  let reads = 0;
  class Counted extends Blob {
    override stream() {
      reads++;
      return super.stream();
    }
  }
  const blob = new Counted([zh]);
  const cache = new DecodeCache();
  const study = studyOf({}, { elders: 'a.csv' });
  const first = await readTables({ ...study, files: { 'a.csv': blob } }, { cache });
  const before = reads;
  expect(before).toBeGreaterThan(0);
  const walk = { ...study.settings.walk, metresPerSecond: 1 };
  const second = await readTables(
    { settings: { ...study.settings, walk }, files: { 'a.csv': blob } },
    { cache },
  );
  expect(reads).toBe(before);
  expect(first.ok && second.ok && first.value.elders === second.value.elders).toBe(true);
});

test('an abort ends reading, and the next run reads again', async () => {
  const lines = ['id,lon,lat,elders'];
  for (let i = 0; i < 200_000; i++) lines.push(`${i},103.8,36.0,1`);
  const study = studyOf({ 'a.csv': lines.join('\n') }, { elders: 'a.csv' });
  const cache = new DecodeCache();
  const abort = new AbortController();
  const running = readTables(study, { cache, signal: abort.signal });
  setTimeout(() => abort.abort(), 5);
  await expect(running).rejects.toThrow(/abort/i);
  const read = await readTables(study, { cache });
  expect(read.ok && read.value.elders.count).toBe(200_000);
});

test('our SHA-256 equals the platform’s at every block boundary', async () => {
  for (const length of [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 1000, 70_000]) {
    const blob = new Blob([Uint8Array.from({ length }, (_, i) => (i * 31) & 255)]);
    expect(await sha256Streamed(blob), String(length)).toBe(await sha256(blob));
  }
});

test('a blank capacity is no gap where the house does not offer the service', async () => {
  const text = '名称,经度,纬度,服务项目,供餐能力,床位数\n甲,103.8,36.1,助餐,100,\n乙,103.9,36.2,助浴,,5\n';
  const { report } = await mustRead('facilities', 'f.csv', text);
  expect(report.notes.filter(({ code }) => code === 'column.capacityMissing')).toEqual([]);
});
