/** One cell, one row of CSV: RFC 4180 quoting, text that no spreadsheet runs as a formula, numbers as plain numbers. */

/** First characters that make a spreadsheet read a cell as a formula, with their full-width twins (faults.md, CSV/XLSX export). */
const FORMULA_START = /^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r＝＋－＠]/u;
const PLAIN_NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** Text as a cell: `'` in front where it would be a formula and is no plain number; quoted where it must be. */
export function textCell(text: string): string {
  const isFormula = FORMULA_START.test(text) && !PLAIN_NUMBER.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** A number as it is, without rounding; missing and unreached are an empty cell. */
export function exactCell(value: number): string {
  return Number.isFinite(value) ? String(value + 0) : '';
}

/** Metres and seconds: three decimals. */
export function milliCell(value: number): string {
  return Number.isFinite(value) ? value.toFixed(3) : '';
}

/** Shares, scores and persons that may be fractions: up to 12 significant digits, whole where whole. */
export function figureCell(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(12)) + 0) : '';
}

/** Header and rows of ready cells as one text; lines end in CR LF as RFC 4180 says. */
export function joinCsv(header: readonly string[], rows: Iterable<readonly string[]>): string {
  const lines = [header.map(textCell).join(',')];
  for (const row of rows) lines.push(row.join(','));
  return `${lines.join('\r\n')}\r\n`;
}
