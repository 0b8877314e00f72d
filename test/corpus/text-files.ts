/** Tables as text: encodings, delimiters, quotes, what stands above and below. */
import { gbk, utf16 } from '../core/intake-files';
import { big5, eucKr, gb18030, shiftJis } from './encoders';
import type { Made } from './made';
import {
  bytesOf,
  cellsOf,
  delimited,
  elders,
  headers,
  joined,
  listed,
  loaded,
  refused,
  someRows,
} from './made';

export function textFiles(seed: number): Made[] {
  return [...encodings(seed), ...delimiters(seed + 1), ...shapes(seed + 2), ...cells(seed + 3)];
}

function encodings(seed: number): Made[] {
  const rows = someRows(seed, 12);
  const text = elders(rows);
  const traditional = text
    .replaceAll('编号', '編號')
    .replaceAll('经度', '經度')
    .replaceAll('纬度', '緯度')
    .replaceAll('岁', '歲')
    .replaceAll('数', '數')
    .replaceAll('龚家湾', '龔家灣')
    .replaceAll('区', '區')
    .replaceAll('渭源', '渭源')
    .replaceAll('兰', '蘭')
    .replaceAll('临', '臨')
    .replaceAll('张', '張')
    .replaceAll('银', '銀')
    .replaceAll('滩', '灘')
    .replaceAll('园', '園')
    .replaceAll('及以上人', '及以上人');
  const bad = gbk(text);
  // In the last row, where it is no part of a character.
  bad[bad.length - 3] = 0xff;
  const made: Made[] = [
    loaded('text/encoding-utf8-bom.csv', `\uFEFF${text}`, 12),
    loaded('text/encoding-utf8-bom-twice.csv', `\uFEFF\uFEFF${text}`, 12),
    loaded('text/encoding-gb18030-four-bytes.csv', gb18030(text.replaceAll('西园', '𬱖𠮷')), 12),
    loaded('text/encoding-gbk-one-bad-byte.csv', bad, 12),
    loaded(
      'text/encoding-mixed-by-rows.csv',
      joined(gbk(elders(rows.slice(0, 6))), delimited(cellsOf(rows.slice(6)))),
      12,
    ),
    loaded(
      'text/encoding-utf8-with-one-gbk-row.csv',
      joined(elders(rows.slice(0, 11)), gbk(delimited(cellsOf(rows.slice(11))))),
      12,
    ),
    loaded('text/encoding-ascii-only.csv', 'id,lon,lat,elders\na,103.8,36.1,3\nb,103.9,36.1,4\n', 2),
    loaded(
      'text/encoding-mostly-ascii-one-gbk-name.csv',
      gbk('id,lon,lat,elders,name\na,103.8,36.1,3,x\nb,103.9,36.1,4,皋兰路\n'),
      2,
    ),
    loaded(
      'text/encoding-mostly-ascii-one-utf8-name.csv',
      'id,lon,lat,elders,name\na,103.8,36.1,3,x\nb,103.9,36.1,4,皋兰路\n',
      2,
    ),
    loaded(
      'text/encoding-latin1-accents.csv',
      Uint8Array.from([
        ...bytesOf('id,lon,lat,elders,name\na,103.8,36.1,3,Caf'),
        0xe9,
        ...bytesOf('\nb,103.9,36.1,4,B\n'),
      ]),
      2,
    ),
    // Nobody can tell Big5 from GBK for sure: the table comes with a doubt about its words, its numbers are numbers.
    loaded('text/encoding-big5-said-in-numbers.csv', big5(traditional), 12),
    loaded(
      'text/encoding-shift-jis-name.csv',
      shiftJis('id,lon,lat,elders,name\na,103.8,36.1,3,駅前\nb,103.9,36.1,4,中央\n'),
      2,
    ),
    loaded(
      'text/encoding-euc-kr-name.csv',
      eucKr('id,lon,lat,elders,name\na,103.8,36.1,3,서울\nb,103.9,36.1,4,부산\n'),
      2,
    ),
    refused(
      'text/encoding-random-bytes.csv',
      Uint8Array.from({ length: 600 }, (_, i) => (i * 7919 + 13 * i * i) % 251),
      'table.unknownFormat',
    ),
  ];
  for (const isLittle of [true, false])
    for (const hasMark of [true, false])
      made.push(
        loaded(
          `text/encoding-utf16${isLittle ? 'le' : 'be'}-${hasMark ? 'bom' : 'no-bom'}.csv`,
          utf16(text, isLittle, hasMark),
          12,
        ),
      );
  made.push(
    loaded(
      'text/encoding-utf16le-odd-byte-at-end.csv',
      joined(utf16(text, true, true), Uint8Array.of(65)),
      13,
      12,
    ),
  );
  for (const [name, end] of [
    ['lf', '\n'],
    ['crlf', '\r\n'],
    ['cr', '\r'],
  ] as const)
    for (const [label, encode] of [
      ['utf8', bytesOf],
      ['gbk', gbk],
    ] as const)
      made.push(loaded(`text/lines-${name}-${label}.csv`, encode(elders(rows, ',', end)), 12));
  made.push(
    loaded(
      'text/lines-mixed-ends.csv',
      elders(rows.slice(0, 4), ',', '\r\n') +
        delimited(cellsOf(rows.slice(4, 8)), ',', '\r') +
        delimited(cellsOf(rows.slice(8))),
      12,
    ),
  );
  made.push(loaded('text/lines-no-end-at-last.csv', text.trimEnd(), 12));
  made.push(loaded('text/lines-many-blank-at-end.csv', `${text}\n\n\n\n`, 12));
  made.push(loaded('text/lines-of-blanks-between.csv', text.replaceAll('\n', '\n\n'), 12));
  made.push(loaded('text/lines-only-delimiters-at-end.csv', `${text},,,,\n,,,,\n`, 12));
  return made;
}

function delimiters(seed: number): Made[] {
  const rows = someRows(seed, 8);
  const names: [string, string][] = [
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['bar', '|'],
    ['full-width-comma', '，'],
  ];
  const made: Made[] = [];
  for (const [name, delimiter] of names) {
    const lines = [headers, ...cellsOf(rows)];
    made.push(loaded(`text/delimiter-${name}.csv`, elders(rows, delimiter), 8));
    made.push(loaded(`text/delimiter-${name}-gbk.txt`, gbk(elders(rows, delimiter, '\r\n')), 8));
    made.push(
      loaded(`text/delimiter-${name}-under-title.csv`, `老年人口台账\n${elders(rows, delimiter)}`, 8),
    );
    made.push(loaded(`text/delimiter-${name}-trailing.csv`, elders(rows, delimiter, `${delimiter}\n`), 8));
    made.push(
      loaded(
        `text/delimiter-${name}-quoted.csv`,
        delimited(
          lines.map((line) => line.map((cell) => `"${cell}"`)),
          delimiter,
        ),
        8,
      ),
    );
    made.push(
      loaded(
        `text/delimiter-${name}-inside-quotes.csv`,
        delimited(
          lines.map((line, i) =>
            line.map((cell, at) => (i > 0 && at === 4 ? `"${cell}${delimiter}一组"` : cell)),
          ),
          delimiter,
        ),
        8,
      ),
    );
  }
  const text = elders(rows);
  made.push(
    loaded('text/quote-newline-inside.csv', text.replace(rows[2]!.name, `"${rows[2]!.name}\n二楼"`), 8),
    loaded('text/quote-doubled-inside.csv', text.replace(rows[2]!.name, `"${rows[2]!.name}""东""区"`), 8),
    loaded('text/quote-in-the-middle.csv', text.replace(`${rows[2]!.name}\n`, `${rows[2]!.name}"东"\n`), 8),
    loaded('text/quote-unclosed-in-last-row.csv', `${text}Z,103.8,36.05,2,"西园\n`, 9),
    loaded(
      'text/quote-unclosed-in-first-row.csv',
      text.replace(`${rows[0]!.name}\n`, `"${rows[0]!.name}\n`),
      8,
    ),
    loaded('text/quote-unclosed-header.csv', text.replace('社区\n', '"社区\n'), 8),
    loaded('text/quotes-single.csv', text.replaceAll(/社区$/gm, "'社区'"), 8),
    loaded('text/blanks-around-cells.csv', elders(rows, ' , '), 8),
    loaded('text/separator-line-of-excel.csv', `sep=;\n${elders(rows, ';')}`, 8),
    loaded('text/tabs-in-file-named-csv.csv', elders(rows, '\t'), 8),
    loaded('text/tsv.tsv', elders(rows, '\t'), 8),
    loaded('text/named-without-ending', text, 8),
    loaded('text/named-in-capitals.CSV', text, 8),
    loaded('text/no-break-space-and-zero-width.csv', text.replaceAll(',103', ',\u00a0\u200b103'), 8),
  );
  return made;
}

function shapes(seed: number): Made[] {
  const rows = someRows(seed, 10);
  const text = elders(rows);
  const body = delimited(cellsOf(rows));
  const made: Made[] = [
    loaded('table/title-row.csv', `2024年老年人口统计表,,,,\n${text}`, 10),
    loaded('table/title-rows-three.csv', `兰州市城关区\n老年人口台账\n填报日期：2024年3月1日\n${text}`, 10),
    loaded('table/title-row-after-blank-lines.csv', `\n\n老年人口台账\n\n${text}`, 10),
    loaded('table/header-two-lines.csv', `编号,坐标,,老年人,社区\n,经度,纬度,60岁及以上,\n${body}`, 10),
    loaded('table/header-english.csv', `id,longitude,latitude,elders,community\n${body}`, 10),
    loaded('table/header-pinyin.csv', `bianhao,jingdu,weidu,laorenshu,shequ\n${body}`, 10),
    loaded('table/header-with-units.csv', `编号,经度(°),纬度(°),60岁及以上(人),社区\n${body}`, 10),
    loaded('table/header-full-width.csv', `编号,经度（Ｘ）,纬度（Ｙ）,６０岁及以上,社区\n${body}`, 10),
    loaded('table/header-with-breaks.csv', `编号,"经\n度","纬\n度","60岁及\n以上",社区\n${body}`, 10),
    loaded(
      'table/header-duplicate-names.csv',
      `编号,经度,纬度,60岁及以上,社区,社区\n${delimited(cellsOf(rows).map((line) => [...line, 'x']))}`,
      10,
    ),
    loaded(
      'table/header-empty-names.csv',
      `编号,经度,纬度,60岁及以上,,\n${delimited(cellsOf(rows).map((line) => [...line, 'x']))}`,
      10,
    ),
    loaded('table/header-prototype-names.csv', `constructor,经度,纬度,60岁及以上,__proto__\n${body}`, 10),
    loaded(
      'table/header-of-5000-characters.csv',
      `编号,经度,纬度,60岁及以上,${'很长的列名'.repeat(1000)}\n${body}`,
      10,
    ),
    loaded(
      'table/header-of-numbers-by-year.csv',
      `编号,经度,纬度,60岁及以上,2023,2024\n${delimited(cellsOf(rows).map((line) => [...line.slice(0, 4), '1', '2']))}`,
      10,
    ),
    loaded('table/header-repeated-in-the-middle.csv', `${text}${text}`, 21, 20),
    loaded('table/rows-ragged-short.csv', `${text}B1,103.8,36.05,5\n`, 11),
    loaded('table/rows-ragged-long.csv', `${text}B1,103.8,36.05,5,x,y,z\n`, 11),
    loaded('table/rows-ragged-too-short.csv', `${text}B1,103.8\n`, 11, 10),
    loaded('table/nuls.csv', text.replaceAll('社区', '社\0区'), 10),
    loaded(
      'table/column-numbers-under-header.csv',
      `编号,经度,纬度,60岁及以上,社区\n甲,1,2,3,4\n${body}`,
      11,
      10,
    ),
    refused('table/empty.csv', '', 'table.empty'),
    refused('table/empty-of-blanks.csv', '  \n \t \n\n', 'table.empty'),
    refused('table/empty-bom-only.csv', '\uFEFF', 'table.empty'),
    refused('table/empty-bom-only-utf16.csv', Uint8Array.of(0xff, 0xfe), 'table.empty'),
    refused('table/empty-of-delimiters.csv', ',,,\n,,,\n', 'table.empty'),
    refused('table/header-only.csv', '编号,经度,纬度,60岁及以上\n', 'table.headerOnly'),
    refused(
      'table/header-only-under-title.csv',
      '老年人口台账\n编号,经度,纬度,60岁及以上\n',
      'table.headerOnly',
    ),
    listed('table/one-column.csv', '名称\n甲\n乙\n', 'table.unknownLayer', 2),
    refused(
      'table/one-column-of-elders-joined-by-spaces.csv',
      '编号 经度 纬度\nA 103.8 36.1\nB 103.9 36.1\n',
      'table.oneColumn',
    ),
    listed('table/columns-of-no-layer.csv', 'fruit,price\napple,3\npear,4\n', 'table.unknownLayer', 2),
    listed(
      'table/columns-without-place.csv',
      '编号,年份,金额\n1,2023,5\n2,2024,6\n',
      'table.unknownLayer',
      2,
    ),
    refused('table/elders-without-place.csv', 'id,60岁及以上\na,3\n', 'column.noPlaces'),
    refused('table/facilities-without-place.csv', '机构名称,床位数\n甲,3\n', 'column.noCoordinates'),
    loaded(
      'table/columns-10000.csv',
      `${[...headers, ...Array.from({ length: 9995 }, (_, i) => `c${i}`)].join(',')}\n${cellsOf(rows)
        .map((line) => line.join(',') + ','.repeat(9995))
        .join('\n')}\n`,
      10,
    ),
    refused(
      'table/columns-20000.csv',
      `${Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(19_999)}1\n`,
      'table.tooManyColumns',
    ),
  ];
  for (const word of ['合计', '总计', '小计', '合 计', '总 计', 'Total', 'TOTAL', '共计'])
    made.push(
      loaded(
        `table/total-row-${word.replaceAll(' ', '_')}.csv`,
        `${text}${word},,,${rows.reduce((sum, row) => sum + Number(row.count), 0)},\n`,
        11,
        10,
      ),
    );
  for (const [name, note] of [
    ['remark', '注：60岁及以上按户籍统计'],
    ['source', '数据来源：区民政局'],
    ['by', '填表人：张三'],
    ['star', '*注：部分数据为估计'],
    ['english', 'Note: registered residents only'],
  ] as const)
    made.push(loaded(`table/note-below-${name}.csv`, `${text}${note},,,,\n`, 11, 10));
  return made;
}

/** One bad or odd cell in an otherwise good table. */
function cells(seed: number): Made[] {
  const rows = someRows(seed, 5);
  const withCount = (cell: string): string => `${elders(rows)}Z9,103.81000,36.04000,${cell},西园\n`;
  const used: [string, string][] = [
    ['thousands', '"1,234"'],
    ['full-width-digits', '１２３'],
    ['about', '约300'],
    ['ten-thousands', '3.5万'],
    ['with-unit', '50人'],
    ['zero', '0'],
    ['plus-sign', '+7'],
    ['decimal-zero', '12.0'],
    ['blank-inside', ' 15 '],
  ];
  const refusedCells: [string, string][] = [
    ['negative', '-5'],
    ['text', '很多'],
    ['dash', '—'],
    ['slash', '/'],
    ['none', '无'],
    ['empty', ''],
    ['not-available', '#N/A'],
    ['reference-error', '#REF!'],
    ['value-error', '#VALUE!'],
    ['infinite', '1e309'],
    ['infinity', 'Infinity'],
    ['nan', 'NaN'],
    ['formula-text', '=SUM(A1:A3)'],
    ['date', '2024/3/1'],
    ['range', '10-20'],
    ['html', '<b>5</b>'],
  ];
  return [
    ...used.map(([name, cell]) => loaded(`cell/count-${name}.csv`, withCount(cell), 6)),
    ...refusedCells.map(([name, cell]) => loaded(`cell/count-${name}.csv`, withCount(cell), 6, 5)),
    loaded('cell/id-18-digits.csv', elders(rows).replace('A001', '620102195001011234'), 5),
    loaded('cell/id-broken-by-excel.csv', elders(rows).replace('A001', '6.20102E+17'), 5),
    loaded('cell/id-leading-zeros.csv', elders(rows).replaceAll(/^A/gm, '0'), 5),
    loaded('cell/id-repeated.csv', elders(rows).replace('A002', 'A001'), 5),
    loaded('cell/id-empty.csv', elders(rows).replace('A002', ''), 5),
    loaded('cell/name-of-5000-characters.csv', elders(rows).replace(rows[1]!.name, '长'.repeat(5000)), 5),
    loaded('cell/name-script.csv', elders(rows).replace(rows[1]!.name, '<script>alert(1)</script>'), 5),
    loaded('cell/name-formula.csv', elders(rows).replace(rows[1]!.name, '=HYPERLINK("http://x")'), 5),
    loaded('cell/name-bidi-control.csv', elders(rows).replace(rows[1]!.name, '西\u202e园\u200f'), 5),
    loaded('cell/name-control-characters.csv', elders(rows).replace(rows[1]!.name, '西\u0001园\u0007'), 5),
    loaded('cell/all-rows-the-same.csv', elders(Array.from({ length: 5 }, () => rows[0]!)), 5),
  ];
}
