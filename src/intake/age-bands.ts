/** One person a row: ages become persons by band. */
import type { Band } from '../domain/service';
import { bands } from '../domain/service';
import type { Ages } from './births';
import type { Ledger } from './ledger';
import { plainText } from './values';

/** 'young' is under 60 and in no band; null is unknown. */
export type AgeBand = Band | 'young' | null;

/** "73", "70-79岁" and "80岁及以上" by their first number. */
export function bandOfText(cell: string): AgeBand {
  const digits = /^\d{1,3}(?!\d)/.exec(plainText(cell))?.[0];
  return digits === undefined ? null : bandOfAge(Number(digits));
}

/** By position; null also where the two ages that a person may have lie in two bands. */
export function bandOfBirth({ least, most }: Ages): (position: number) => AgeBand {
  return (position) => {
    const band = bandOfAge(least[position]!);
    return band === bandOfAge(most[position]!) ? band : null;
  };
}

/** Adds all bands to `columns`: whose age is unknown is in no band (NaN), whose is under 60 in none (0). `header` names the column in notes. */
export function fillBands(
  ledger: Ledger,
  elders: Float64Array,
  columns: Partial<Record<Band, Float64Array>>,
  bandOf: (position: number) => AgeBand,
  header: string,
): void {
  const { used } = ledger;
  for (const band of bands) columns[band] = new Float64Array(used.length);
  const unknown: number[] = [];
  const young: number[] = [];
  used.forEach((i, row) => {
    const found = bandOf(i);
    if (found === null) {
      unknown.push(i);
      for (const band of bands) columns[band]![row] = NaN;
    } else if (found === 'young') young.push(i);
    else columns[found]![row] = elders[row]!;
  });
  ledger.noteRows('column.ageUnknown', unknown, header);
  ledger.noteRows('column.ageUnder60', young, header);
}

function bandOfAge(age: number): AgeBand {
  if (!(age <= 130)) return null;
  if (age < 60) return 'young';
  return age >= 80 ? 'age80' : age >= 70 ? 'age70' : 'age60';
}
