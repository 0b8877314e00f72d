/** Workbooks: what offices do with sheets, and what goes wrong with the files. */
import type { BookType, CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import * as XLSX from '@e965/xlsx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { gbk } from '../core/intake-files';
import type { Content, Made } from './made';
import { cellsOf, cut, elders, headers, joined, listed, loaded, refused, someRows } from './made';

type Cell = string | number | boolean | null;

const types: readonly [string, BookType][] = [
  ['xlsx', 'xlsx'],
  ['xls', 'biff8'],
  ['xlsb', 'xlsb'],
  ['ods', 'ods'],
];

function sheet(rows: readonly (readonly Cell[])[], merges: readonly string[] = []): WorkSheet {
  const made = XLSX.utils.aoa_to_sheet(rows.map((row) => [...row]));
  if (merges.length > 0) made['!merges'] = merges.map((range) => XLSX.utils.decode_range(range));
  return made;
}

function bytes(
  sheets: Record<string, WorkSheet>,
  bookType: BookType,
  hidden: readonly string[] = [],
  props: object = {},
): Uint8Array {
  const book: WorkBook = XLSX.utils.book_new();
  for (const [name, made] of Object.entries(sheets)) XLSX.utils.book_append_sheet(book, made, name);
  if (hidden.length > 0 || Object.keys(props).length > 0)
    book.Workbook = {
      Sheets: book.SheetNames.map((name) => ({ name, Hidden: hidden.includes(name) ? 1 : 0 })),
      ...props,
    };
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType, compression: true }) as ArrayBuffer);
}

/** The same part of a workbook with `change` made to its text. */
function changed(book: Uint8Array, part: string, change: (text: string) => string): Uint8Array {
  const files = unzipSync(book);
  return zipSync({ ...files, [part]: strToU8(change(new TextDecoder().decode(files[part]!))) });
}

export function sheetFiles(seed: number): Made[] {
  const rows = someRows(seed, 6);
  const body: Cell[][] = rows.map(({ id, lon, lat, count, name }) => [
    id,
    Number(lon),
    Number(lat),
    Number(count),
    name,
  ]);
  const plain = [[...headers], ...body];
  const total: Cell[] = ['合计', null, null, rows.reduce((sum, row) => sum + Number(row.count), 0), null];
  const notes = sheet([['说明'], ['本表由区民政局提供'], ['数据截至2024年底']]);
  const made: Made[] = [];
  for (const [ending, type] of types) {
    const add = (name: string, content: Content, read: number, used = read): void => {
      made.push(loaded(`sheet/${name}.${ending}`, content, read, used));
    };
    add('plain', bytes({ 老人: sheet(plain) }, type), 6);
    add('title-merged', bytes({ 老人: sheet([['老年人口台账'], ...plain], ['A1:E1']) }, type), 6);
    add(
      'header-merged-two-lines',
      bytes(
        {
          老人: sheet(
            [['编号', '坐标', null, '60岁及以上', '社区'], [null, '经度', '纬度', null, null], ...body],
            ['A1:A2', 'B1:C1', 'D1:D2', 'E1:E2'],
          ),
        },
        type,
      ),
      6,
    );
    add('total-row', bytes({ 老人: sheet([...plain, total]) }, type), 7, 6);
    add('note-below', bytes({ 老人: sheet([...plain, ['注：按户籍统计']]) }, type), 7, 6);
    add('second-sheet-holds-the-table', bytes({ 说明: notes, 老人: sheet(plain) }, type), 6);
    add('empty-sheets-beside', bytes({ Sheet1: sheet([]), 老人: sheet(plain), Sheet3: sheet([]) }, type), 6);
    add(
      'blank-rows-and-columns',
      bytes({ 老人: sheet([[], [], ...plain.map((line) => [null, null, ...line])]) }, type),
      6,
    );
    add('merged-community', bytes({ 老人: sheet(plain, ['E2:E4']) }, type), 6);
    if (type !== 'ods')
      add(
        'hidden-sheet-with-more-rows',
        bytes({ 老人: sheet(plain), 旧: sheet([...plain, ...body]) }, type, ['旧']),
        6,
      );
    add('numbers-as-text', bytes({ 老人: sheet([[...headers], ...cellsOf(rows)]) }, type), 6);
    add('error-cell', bytes({ 老人: errorCell(plain) }, type), 6, 5);
    add('sheet-name-of-odd-characters', bytes({ "a'b&c <d>": sheet(plain) }, type), 6);
    made.push(
      refused(`sheet/without-cells.${ending}`, bytes({ Sheet1: sheet([]) }, type), 'table.empty'),
      refused(
        `sheet/header-only.${ending}`,
        bytes({ Sheet1: sheet([[...headers]]) }, type),
        'table.headerOnly',
      ),
      listed(
        `sheet/no-layer.${ending}`,
        bytes(
          {
            Sheet1: sheet([
              ['水果', '价格', '产地'],
              ['苹果', 3, '静宁'],
              ['梨', 4, '皋兰'],
            ]),
          },
          type,
        ),
        'table.unknownLayer',
        2,
      ),
      refused(
        `sheet/cut.${ending}`,
        cut(bytes({ Sheet1: sheet(plain) }, type), 0.6),
        type === 'biff8' ? 'sheet.damaged' : 'zip.damaged',
      ),
    );
  }
  return [...made, ...packages(plain), ...others(rows.length, plain, elders(rows))];
}

function errorCell(plain: readonly (readonly Cell[])[]): WorkSheet {
  const made = sheet(plain);
  made['D3'] = { t: 'e', v: 42, w: '#N/A' } satisfies CellObject;
  return made;
}

/** Faults of the zip and XML that a workbook is. */
function packages(plain: readonly (readonly Cell[])[]): Made[] {
  const book = bytes({ 老人: sheet(plain) }, 'xlsx');
  const part = 'xl/worksheets/sheet1.xml';
  const swap = (from: RegExp, to: string): Uint8Array =>
    changed(book, part, (text) => text.replace(from, to));
  const files = unzipSync(book);
  const without = (name: string): Uint8Array =>
    zipSync(Object.fromEntries(Object.entries(files).filter(([key]) => key !== name)));
  return [
    loaded(
      'sheet/range-declared-huge.xlsx',
      swap(/<dimension ref="[^"]*"\/>/, '<dimension ref="A1:XFD1048576"/>'),
      6,
    ),
    loaded('sheet/range-declared-small.xlsx', swap(/<dimension ref="[^"]*"\/>/, '<dimension ref="A1"/>'), 6),
    loaded('sheet/range-not-declared.xlsx', swap(/<dimension ref="[^"]*"\/>/, ''), 6),
    loaded(
      'sheet/formula-with-value.xlsx',
      swap(/<c r="D3"[^>]*>.*?<\/c>/, '<c r="D3"><f>1+2</f><v>3</v></c>'),
      6,
    ),
    loaded(
      'sheet/formula-without-value.xlsx',
      swap(/<c r="D3"[^>]*>.*?<\/c>/, '<c r="D3"><f>1+2</f></c>'),
      6,
      5,
    ),
    loaded(
      'sheet/id-of-18-digits-as-number.xlsx',
      swap(/<c r="A3"[^>]*>.*?<\/c>/, '<c r="A3"><v>620102195001011234</v></c>'),
      6,
    ),
    loaded(
      'sheet/cell-outside-the-grid.xlsx',
      swap(/<\/sheetData>/, '<row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>'),
      6,
    ),
    refused('sheet/styles-missing.xlsx', without('xl/styles.xml'), 'sheet.damaged'),
    loaded('sheet/rows-hidden.xlsx', swap(/<row r="3"/, '<row r="3" hidden="1"'), 6),
    refused(
      'sheet/entities.xlsx',
      swap(/<worksheet/, '<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet'),
      'sheet.declarations',
    ),
    refused('sheet/workbook-missing.xlsx', without('xl/workbook.xml'), 'sheet.damaged'),
    refused('sheet/sheet-missing.xlsx', without(part), 'sheet.damaged'),
    refused(
      'sheet/bomb.xlsx',
      zipSync({ ...files, [part]: new Uint8Array(30_000_000) }, { level: 9 }),
      'zip.bomb',
    ),
    refused('sheet/locked-by-a-password.xlsx', locked(), 'table.locked'),
  ];
}

/** What Excel makes of a workbook with a password: a compound file with an encrypted package inside. */
function locked(): Uint8Array {
  const cfb = XLSX.CFB as unknown as {
    utils: { cfb_new: () => object; cfb_add: (file: object, name: string, content: Uint8Array) => void };
    write: (file: object, options: object) => Uint8Array;
  };
  const file = cfb.utils.cfb_new();
  cfb.utils.cfb_add(file, '/EncryptionInfo', strToU8('<encryption/>'));
  cfb.utils.cfb_add(file, '/EncryptedPackage', new Uint8Array(2000));
  return Uint8Array.from(cfb.write(file, { type: 'array' }) as Iterable<number>);
}

function others(count: number, plain: readonly (readonly Cell[])[], text: string): Made[] {
  const page = (head = ''): string =>
    `<html><head>${head}</head><body><p>老年人口</p><table>${plain.map((line) => `<tr>${line.map((cell) => `<td>${String(cell)}</td>`).join('')}</tr>`).join('')}</table></body></html>`;
  const xml = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>${plain.map((line) => `<Row>${line.map((cell) => `<Cell><Data ss:Type="${typeof cell === 'number' ? 'Number' : 'String'}">${String(cell)}</Data></Cell>`).join('')}</Row>`).join('')}</Table></Worksheet></Workbook>`;
  const book = bytes({ S: sheet(plain) }, 'xlsx');
  return [
    loaded('sheet/page-named-xls.xls', page(), count),
    loaded('sheet/page-in-gbk-named-xls.xls', gbk(page('<meta charset="gbk">')), count),
    loaded('sheet/page.html', page(), count),
    loaded('sheet/xml-of-2003.xml', xml, count),
    loaded('sheet/xml-of-2003-named-xls.xls', xml, count),
    loaded('sheet/text-named-xls.xls', text, count),
    loaded('sheet/text-named-xlsx.xlsx', text, count),
    loaded('sheet/text-in-gbk-tabs-named-xls.xls', gbk(text.replaceAll(',', '\t')), count),
    loaded('sheet/workbook-named-csv.csv', book, count),
    loaded('sheet/workbook-named-xls.xls', book, count),
    loaded('sheet/workbook-without-ending', book, count),
    loaded('sheet/macros.xlsm', book, count),
    loaded('sheet/template.et', bytes({ S: sheet(plain) }, 'biff8'), count),
    loaded('sheet/bytes-before-the-zip.xlsx', joined('', book), count),
    refused('sheet/page-without-table.html', '<html><body><p>no table</p></body></html>', 'table.document'),
  ];
}
