/** Numbers that surveys write for "no answer": found and asked about, taken for missing only by the user's word. */
import type { Refusal } from '../domain/tables';
import type { ColumnMatch } from './columns';
import type { TextTable } from './text-table';
import { parseNumber } from './values';

/** 问卷星: -3 (跳过), -2 (空); SPSS and Stata files: -1, -8, -9, -99 … */
const negative = new Set([-1, -2, -3, -7, -8, -9, -88, -99, -999, -9999]);
const high = new Set([9, 88, 97, 98, 99, 888, 998, 999, 8888, 9998, 9999, 99_999]);
/** A code stands apart where all ordinary numbers stay below this part of it. */
const apart = 0.6;
/** Below this a code has to be there twice: one house may well have 99 beds. */
const onceIsEnough = 900;

/** Codes among the numbers of one column that stand apart from the others, with the positions of their rows; smallest first. */
export function findMissingCodes(values: Float64Array): { code: number; positions: number[] }[] {
  const found = new Map<number, number[]>();
  let largest = -Infinity;
  values.forEach((value, position) => {
    if (Number.isNaN(value)) return;
    if (negative.has(value) || high.has(value)) {
      const list = found.get(value);
      if (list === undefined) found.set(value, [position]);
      else list.push(position);
    } else if (value > largest) largest = value;
  });
  const codes: { code: number; positions: number[] }[] = [];
  // Upwards: a 9 that is none is an ordinary number to a 99.
  for (const [code, positions] of [...found].sort((a, b) => a[0] - b[0])) {
    const standsApart =
      code < 0 ||
      (largest > -Infinity && largest < apart * code && positions.length >= (code < onceIsEnough ? 2 : 1));
    if (standsApart) codes.push({ code, positions });
    else if (code > largest) largest = code;
  }
  return codes;
}

const numberRoles = /^(elders|age|age\d0|red|yellow|green|grey|hours|cost|capacity(\..+)?)$/;

/** The table with empty cells for `codes` in columns of numbers; itself where there are none. Coordinates and ids are never codes. */
export function withoutMissing(
  table: TextTable,
  { columns }: ColumnMatch,
  codes: readonly number[],
): TextTable {
  if (codes.length === 0) return table;
  const known = new Set(codes);
  const isCode = (cell: string): boolean => {
    const parsed = parseNumber(cell);
    return parsed.kind === 'number' && known.has(parsed.value);
  };
  const masked = new Set([...columns].flatMap(([role, at]) => (numberRoles.test(role) ? [at] : [])));
  const cells = table.cells.map((column, at) =>
    masked.has(at) && column.some(isCode) ? column.map((cell) => (isCode(cell) ? '' : cell)) : column,
  );
  return { ...table, cells };
}

/** Refusals with the text that stands in the file, not the blank it was taken for. */
export function asWritten(
  refused: readonly Refusal[],
  raw: TextTable,
  masked: TextTable,
): readonly Refusal[] {
  if (raw === masked || !refused.some(({ value }) => value === '')) return refused;
  const positions = new Map<number, number>();
  raw.rows.forEach((row, position) => positions.set(row, position));
  return refused.map((one) => {
    const at = raw.header.indexOf(one.column);
    const text = at < 0 ? '' : raw.cells[at]![positions.get(one.row)!]!;
    return one.value === '' && text !== '' ? { ...one, value: text } : one;
  });
}
