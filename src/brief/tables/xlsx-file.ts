/**
 * A table as a workbook. Written here, not by the library that reads them: that one freezes no header, sets no styles and holds
 * the thread for seconds on 200,000 rows.
 */
import type { Column } from '../../domain/column';
import type { Note, Result } from '../../domain/fault';
import { fail, fault, succeed } from '../../domain/fault';
import type { Control } from '../../domain/progress';
import { withPointColumns } from './point-columns';
import type { ReadyTable, WrittenFile } from './table';
import { cellValue, fileName } from './table';
import { columnLetters, sheetEnd, sheetStart, styles, textCellXml, workbookParts } from './xlsx-xml';
import type { ZipPart } from './zip-stream';
import { zipParts } from './zip-stream';

/** Limits of the format. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const MOST_CHARACTERS = 32_767;

const PIECE_ROWS = 256;
const NOTES_SHEET = '说明 Notes';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** First sheet: header and rows, text as text whatever it looks like; second: the table's notes. Faults: export.tooManyRows, export.tooManyColumns. */
export async function writeXlsx(given: ReadyTable, control?: Control): Promise<Result<WrittenFile>> {
  const { table, notes } = withPointColumns(given, 'XLSX');
  const { columns, rows } = table;
  if (rows + 1 > MOST_ROWS)
    return fail(fault('export.tooManyRows', { rows, most: MOST_ROWS - 1, format: 'XLSX' }));
  if (columns.length > MOST_COLUMNS)
    return fail(
      fault('export.tooManyColumns', { columns: columns.length, most: MOST_COLUMNS, format: 'XLSX' }),
    );
  const cut = { cells: 0 };
  const sheets = [sheetName(table.name), ...(table.notes.length > 0 ? [NOTES_SHEET] : [])];
  const encoder = new TextEncoder();
  const parts: ZipPart[] = Object.entries(workbookParts(sheets)).map(([name, xml]) => ({
    name,
    pieces: [encoder.encode(xml)],
  }));
  const letters = columns.map((_, i) => columnLetters(i));
  const rowXml = (row: number): string => {
    let cells = '';
    for (let i = 0; i < columns.length; i++) {
      const value = cellValue(columns[i]!, row);
      if (value === null || value === '') continue;
      const at = `${letters[i]}${row + 2}`;
      cells +=
        typeof value === 'number'
          ? `<c r="${at}"><v>${value}</v></c>`
          : textCellXml(at, short(value, cut), styles.text);
    }
    return `<row r="${row + 2}">${cells}</row>`;
  };
  function* tablePieces(): Generator<Uint8Array> {
    const header = columns.map(({ name }, i) =>
      textCellXml(`${letters[i]}1`, short(name, cut), styles.header),
    );
    yield encoder.encode(`${sheetStart(columns.map(widthOf), 1)}<row r="1">${header.join('')}</row>`);
    for (let first = 0; first < rows; first += PIECE_ROWS) {
      let xml = '';
      for (let row = first; row < Math.min(rows, first + PIECE_ROWS); row++) xml += rowXml(row);
      control?.progress?.({ stage: 'write', done: first, total: rows, what: table.name });
      yield encoder.encode(xml);
    }
    yield encoder.encode(sheetEnd);
  }
  parts.push({ name: 'xl/worksheets/sheet1.xml', pieces: tablePieces() });
  if (sheets.length > 1) {
    const lines = table.notes.map(
      (line, i) =>
        `<row r="${i + 1}">${textCellXml(`A${i + 1}`, line.slice(0, MOST_CHARACTERS), styles.wrapped)}</row>`,
    );
    parts.push({
      name: 'xl/worksheets/sheet2.xml',
      pieces: [encoder.encode(`${sheetStart([100], 0)}${lines.join('')}${sheetEnd}`)],
    });
  }
  const blob = await zipParts(parts, TYPE, control);
  const all: Note[] = [...notes];
  if (cut.cells > 0) all.push(fault('export.cellCut', { count: cut.cells, most: MOST_CHARACTERS }));
  return succeed({ blob, name: `${fileName(table.name)}.xlsx`, notes: all });
}

/** Cut between characters to what a cell holds, and counted. */
function short(text: string, cut: { cells: number }): string {
  if (text.length <= MOST_CHARACTERS) return text;
  cut.cells++;
  const last = text.charCodeAt(MOST_CHARACTERS - 1);
  return text.slice(0, MOST_CHARACTERS - (last >= 0xd800 && last <= 0xdbff ? 1 : 0));
}

/** In characters, a Chinese one counting two: the header and the first rows, between 8 and 50. */
function widthOf(column: Column): number {
  let widest = displayWidth(column.name);
  for (let row = 0; row < Math.min(200, column.values.length); row++)
    widest = Math.max(widest, displayWidth(String(cellValue(column, row) ?? '')));
  return Math.min(50, Math.max(8, widest + 2));
}

function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.slice(0, 60))
    width +=
      /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3ffff}]/u.test(
        character,
      )
        ? 2
        : 1;
  return width;
}

/** At most 31 characters, none that Excel forbids. */
function sheetName(name: string): string {
  const plain = name
    // eslint-disable-next-line no-control-regex -- what Excel refuses in names of sheets
    .replace(/[\u0000-\u001f[\]:*?/\\]/g, '_')
    .slice(0, 31)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/^'+|'+$/g, '')
    .trim();
  return plain === '' || plain === NOTES_SHEET ? 'table' : plain;
}
