/** A walk-audit sheet as a workbook to be filled in: answers by list, numbers in their range, and a sheet that says how. */
import type { AuditSheet } from '../../domain/audit-sheet';
import { auditWords } from '../../i18n/audit-words';
import type { Language } from '../../i18n/format';
import { escapeXml } from '../escape';
import { columnLetters, sheetEnd, sheetStart, styles, textCellXml, workbookParts } from '../tables/xlsx-xml';
import { zipParts } from '../tables/zip-stream';
import { allColumns, figureRanges, knownCell, type AuditColumn } from './sheet-rows';

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Widths in characters. */
const widths: Readonly<Partial<Record<AuditColumn, number>>> = { street: 26, remarks: 30, piece: 40 };

export function auditXlsx({ pieces }: AuditSheet, language: Language): Promise<Blob> {
  const words = auditWords(language);
  const { name, howTo, notes } = words.sheet;
  const letters = allColumns.map((_, i) => columnLetters(i));
  const header = allColumns.map((column, i) =>
    textCellXml(`${letters[i]}1`, words.columns[column], styles.header),
  );
  const rows = pieces.map((piece, row) => {
    const cells = allColumns.map((column, i) => {
      const value = knownCell(piece, column, words);
      const at = `${letters[i]}${row + 2}`;
      if (value === null) return '';
      return typeof value === 'number'
        ? `<c r="${at}"><v>${value}</v></c>`
        : textCellXml(at, value, styles.text);
    });
    return `<row r="${row + 2}">${cells.join('')}</row>`;
  });
  const start = sheetStart(
    allColumns.map((column) => widths[column] ?? 12),
    1,
  );
  const table = `${start}<row r="1">${header.join('')}</row>${rows.join('')}`;
  const validated = `</sheetData>${validations(pieces.length + 1)}</worksheet>`;
  const lines = [howTo, ...notes, ...answers()].map(
    (line, i) => `<row r="${i + 1}">${textCellXml(`A${i + 1}`, line, styles.wrapped)}</row>`,
  );
  const encoder = new TextEncoder();
  const parts = {
    ...workbookParts([name, howTo]),
    'xl/worksheets/sheet1.xml': table + validated,
    'xl/worksheets/sheet2.xml': `${sheetStart([100], 0)}${lines.join('')}${sheetEnd}`,
  };
  return zipParts(
    Object.entries(parts).map(([part, xml]) => ({ name: part, pieces: [encoder.encode(xml)] })),
    TYPE,
  );

  function answers(): string[] {
    return Object.entries(words.options).map(
      ([column, list]) => `${words.columns[column as AuditColumn]}: ${list.join(' / ')}`,
    );
  }

  function validations(last: number): string {
    const rules = allColumns.flatMap((column, i) => {
      const range = `${letters[i]}2:${letters[i]}${last}`;
      const shared = `allowBlank="1" showErrorMessage="1" sqref="${range}"`;
      const list = (words.options as Partial<Record<AuditColumn, readonly string[]>>)[column];
      if (list !== undefined)
        return [
          `<dataValidation type="list" ${shared}><formula1>${escapeXml(`"${list.join(',')}"`)}</formula1></dataValidation>`,
        ];
      const figure = figureRanges[column];
      if (figure === undefined) return [];
      const type = figure.isWhole ? 'whole' : 'decimal';
      return [
        `<dataValidation type="${type}" operator="between" ${shared}><formula1>0</formula1><formula2>${figure.most}</formula2></dataValidation>`,
      ];
    });
    return `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
  }
}
