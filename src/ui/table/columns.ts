/** How each column of a result table is named and printed: units in the head, figures right, missing as a dash. */
import type { Cell } from '../../db/database';
import { formatNumber, formatPerThousand, noValue, type Language } from '../../i18n/format';
import { messages } from '../../i18n/messages';

export interface ColumnLook {
  readonly label: string;
  readonly unit: string;
  readonly isNumber: boolean;
  /** Pixels at type size 14. */
  readonly width: number;
  readonly print: (cell: Cell) => string;
}

/** Columns of `db/result-tables` by name; an unknown one is shown under its own name. */
export function columnLook(name: string, language: Language): ColumnLook {
  const { columns, units } = messages(language).table;
  const text = (label: string, width: number): ColumnLook => ({
    label,
    unit: '',
    isNumber: false,
    width,
    print: (cell) => (cell === null || cell === '' ? noValue : String(cell)),
  });
  const figure = (
    label: string,
    unit: string,
    width: number,
    print: (value: number) => string,
  ): ColumnLook => ({
    label,
    unit,
    isNumber: true,
    width,
    print: (cell) => (typeof cell === 'number' ? print(cell) : noValue),
  });
  const whole = (value: number) => formatNumber(value);
  const tenth = (value: number) => formatNumber(value, 1);
  switch (name) {
    case 'id':
      return text(columns.id, 130);
    case 'name':
      return text(columns.name, 190);
    case 'district':
      return text(columns.district, 130);
    case 'nearest':
      return text(columns.nearest, 190);
    case 'elders':
      return figure(columns.elders, units.persons, 92, countText);
    case 'age60':
    case 'age70':
    case 'age80':
      return figure(columns[name], units.persons, language === 'zh' ? 112 : 160, countText);
    case 'straightMetres':
      return figure(columns.straight, units.metres, 96, whole);
    case 'metres':
      return figure(columns.metres, units.metres, 96, whole);
    case 'seconds':
      return figure(columns.minutes, units.minutes, 96, (seconds) => tenth(seconds / 60));
    case 'within':
      return figure(columns.within, units.share, 92, (share) => whole(share * 100));
    case 'choices':
      return figure(columns.choices, units.places, 92, (count) =>
        formatNumber(count, count % 1 === 0 ? 0 : 1),
      );
    case 'score':
    case 'capacityPerElder':
      return figure(columns.perThousand, '', 124, formatPerThousand);
    case 'snapMetres':
      return figure(columns.snap, units.metres, 104, whole);
    case 'capacity':
      return figure(columns.capacity, units.capacity, 96, whole);
    case 'eldersWithin':
      return figure(columns.eldersWithin, units.persons, 124, whole);
    case 'eldersAlone':
      return figure(columns.alone, units.persons, 108, whole);
    case 'covered':
      return figure(columns.covered, units.persons, 108, whole);
    case 'gap':
      return figure(columns.gap, units.persons, 108, whole);
    case 'unlinked':
      return figure(columns.unlinked, units.persons, 130, whole);
    case 'share':
      return figure(columns.share, units.share, 104, (share) => tenth(share * 100));
    default:
      return text(name, 120);
  }
}

/** A column of a file or of an answer: texts as they are, with signs that cannot be seen as their code. */
export function plainLook(name: string, isNumber: boolean, cells: readonly Cell[]): ColumnLook {
  return {
    label: name,
    unit: '',
    isNumber,
    width: fitting([name, ...cells.slice(0, 40).map((cell) => (cell === null ? '' : String(cell)))]),
    print: (cell) => (cell === null || cell === '' ? noValue : visible(String(cell))),
  };
}

/** Pixels for nearly all of the texts, at type size 14. */
function fitting(texts: readonly string[]): number {
  const widths = texts.map((text) => {
    const characters = [...text.slice(0, 60)];
    return characters.reduce((sum, character) => sum + (character > '\u2e7f' ? 14 : 8), 0);
  });
  const [head, ...cells] = widths as [number, ...number[]];
  const typical = cells.sort((a, b) => a - b)[Math.floor(cells.length * 0.9)] ?? 0;
  return Math.min(320, Math.max(72, head + 14, typical) + 24);
}

function visible(text: string): string {
  return text
    .slice(0, 500)
    .replace(
      /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
      (sign) => `⟨U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`,
    );
}

/** Persons: whole where whole, else one decimal (areas and weights can hold fractions). */
function countText(value: number): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : 1);
}
