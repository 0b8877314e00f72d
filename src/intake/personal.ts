/** Columns that say who somebody is. They are named in a note, and nothing of them goes further than the table just read. */
import type { LayerKind } from '../domain/study';
import { headerForms, personNamePatterns, personalPatterns } from './roles';
import type { TextTable } from './text-table';
import { plainText } from './values';

/** By name, and by value: columns where half the cells or more are ID-card or mobile numbers, whatever they are called. */
export function personalColumns(kind: LayerKind, table: TextTable): Set<number> {
  const found = new Set<number>();
  if (kind === 'streets' || kind === 'districts' || kind === 'elevation') return found;
  const isOfPeople = kind === 'elders' || kind === 'volunteers';
  const hasAreas = table.features?.some((feature) => feature.geometry?.type.endsWith('Polygon')) ?? false;
  const patterns = personalPatterns.filter((pattern) => isOfPeople || !pattern.source.includes('住址'));
  for (let at = 0; at < table.header.length; at++) {
    // SPSS and Stata call a column V3 and say beside it that it is the name.
    const words = [table.header[at]!, table.labels?.[at] ?? '']
      .filter((text) => text !== '')
      .map(headerForms);
    const named = words.some(({ short, full }) =>
      patterns.some((pattern) => pattern.test(short) || pattern.test(full)),
    );
    const isName =
      isOfPeople &&
      !hasAreas &&
      words.some(({ short }) => personNamePatterns.some((pattern) => pattern.test(short)));
    if (named || isName || holdsNumbersOfPersons(table.cells[at]!)) found.add(at);
  }
  return found;
}

/** An 18-digit ID-card number with a valid check digit (GB 11643), or a mainland mobile number. */
export function isPersonalNumber(text: string): boolean {
  const plain = plainText(text).toUpperCase();
  if (/^(\+?86)?1[3-9]\d{9}$/.test(plain)) return true;
  if (!/^[1-9]\d{16}[\dX]$/.test(plain)) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(plain[i]), 0);
  return '10X98765432'[sum % 11] === plain[17];
}

function holdsNumbersOfPersons(cells: readonly string[]): boolean {
  let personal = 0;
  let all = 0;
  for (const cell of cells.length > 200 ? cells.slice(0, 200) : cells) {
    if (cell.trim() === '') continue;
    all++;
    if (isPersonalNumber(cell)) personal++;
  }
  return personal > 0 && personal * 2 >= all;
}
