/** Rows without coordinates, placed by the name of their district: each gets its district's area, over which its people are spread. */
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Pause } from '../domain/progress';
import type { Districts, NameJoin } from '../domain/tables';
import type { ColumnMatch } from './columns';
import { findSystem } from './crs';
import type { Ledger } from './ledger';
import type { NameAnswer } from './place-names';
import { nameFinder, placeKey, remembered } from './place-names';
import type { Places, Problem } from './places';
import { innerPoint } from './polygons';
import { headerForms } from './roles';
import type { TextTable } from './text-table';

/** What names are looked up in. */
export interface NamedAreas {
  readonly districts: Districts;
  /** The user's word: a text of the file → the name (or, where two share it, the id) of the district that is meant. */
  readonly chosen: Readonly<Record<string, string>>;
  /** The study itself says which column holds the names. */
  readonly isGiven: boolean;
}

export interface NamedPlaces {
  readonly places: Places;
  /** The columns, with the one that was joined by as `district`. */
  readonly match: ColumnMatch;
  /** Per position of the table the district's name for the layer, null where the row was not placed by name. */
  readonly districts: readonly (string | null)[];
  /** Several rows name one district, or rows tell ages: a row without a count is one person. */
  readonly listsPersons: boolean;
  /** What came of it, once it is settled which rows are used. */
  joinOf(ledger: Ledger): NameJoin;
}

type Found = 'exact' | 'folded' | 'chosen';

/** Rows between two pauses, in which a stop is noticed. */
const rowsAtOnce = 4096;
/** Rows looked at to choose the column whose texts are names of districts. */
const sampleRows = 5000;
/** Texts listed as open, most rows first. */
const mostOpen = 200;

/**
 * `found`: the places by coordinates, or the fault that there are none; rows that have coordinates keep them. The column is the one the study
 * gives, else the one in which most rows name a district. Rows whose name is open are problems of their own.
 * Faults: column.noDistrictNames where no column holds any.
 */
export async function placeByName(
  table: TextTable,
  match: ColumnMatch,
  found: Places | null,
  { districts, chosen, isGiven }: NamedAreas,
  pause: Pause,
): Promise<Result<NamedPlaces>> {
  const { find, near } = nameFinder(districts.ids, districts.names);
  const picked = new Map(Object.entries(chosen).map(([text, name]) => [text.trim(), find(name).at]));
  const lookUp = (text: string): NameAnswer | number => {
    const own = picked.get(text.trim());
    return own !== undefined && own >= 0 ? own : find(text);
  };
  const at = joinColumn(table, match, isGiven, (text) => {
    const answer = lookUp(text);
    return typeof answer === 'number' ? answer : answer.at;
  });
  if (at === null)
    return fail(
      fault(
        'column.noDistrictNames',
        { columns: table.header.join(' | '), names: districts.names.slice(0, 5).join(' | ') },
        { file: table.file },
      ),
    );
  const count = table.rows.length;
  const column = table.header[at]!;
  const lons = found?.lons.slice() ?? new Float64Array(count).fill(NaN);
  const lats = found?.lats.slice() ?? new Float64Array(count).fill(NaN);
  const shapes = found?.shapes.slice() ?? new Array<null>(count).fill(null);
  const problems = new Map<number, Problem>(found?.problems);
  const names: (string | null)[] = new Array<string | null>(count).fill(null);
  const hows: (Found | null)[] = new Array<Found | null>(count).fill(null);
  const inner = districts.polygons.map((shape) => (shape === null ? null : innerPoint(shape)));
  const labels = labelsOf(districts);
  const whole = wholeNames(table, match, at);
  const seen = new Set<number>();
  let isRepeated = false;
  for (let i = 0; i < count; i++) {
    if (i % rowsAtOnce === 0) await pause();
    if (found !== null && problems.get(i)?.code !== 'row.noCoordinate') continue;
    const text = table.cells[at]![i]!;
    // A row of a located file that names no place lacks its coordinates, and nothing else.
    if (text.trim() === '') {
      if (found === null) problems.set(i, { code: 'row.districtMissing', column, value: '' });
      continue;
    }
    const full = whole(i);
    if (full !== null && !((picked.get(full) ?? -1) >= 0)) {
      problems.set(i, { code: 'row.districtAmbiguous', column, value: full });
      continue;
    }
    const answer = full === null ? lookUp(text) : picked.get(full)!;
    const district = typeof answer === 'number' ? answer : answer.at;
    const shape = district < 0 ? null : districts.polygons[district]!;
    if (shape === null) {
      const isSeveral = typeof answer !== 'number' && answer.several.length > 0;
      const code = isSeveral ? 'row.districtAmbiguous' : 'row.districtUnknown';
      problems.set(i, { code, column, value: text });
      continue;
    }
    isRepeated ||= seen.has(district);
    seen.add(district);
    problems.delete(i);
    shapes[i] = shape;
    [lons[i], lats[i]] = inner[district]!;
    names[i] = labels[district]!;
    hows[i] = typeof answer === 'number' ? 'chosen' : (answer.how as Found);
  }
  const places: Places = {
    lons,
    lats,
    shapes,
    entrances: found?.entrances ?? new Array<null>(count).fill(null),
    problems,
    system: found?.system ?? findSystem('EPSG:4326')!,
    shift: found?.shift ?? null,
    notes: found?.notes ?? [],
  };
  const columns = new Map(match.columns);
  columns.set('district', at);
  const guessed = match.columns.get('district') === at ? match.guessed : [...match.guessed, 'district'];
  return succeed({
    places,
    match: { ...match, columns, guessed: [...new Set(guessed)] },
    districts: names,
    listsPersons: isRepeated || columns.has('age') || columns.has('tier'),
    joinOf: (ledger) => {
      const join = { column, exact: 0, folded: 0, chosen: 0 };
      for (const i of ledger.used) {
        const how = hows[i] ?? null;
        if (how !== null) join[how]++;
      }
      const open = new Map<string, number>();
      for (const text of openTexts(ledger)) open.set(text, (open.get(text) ?? 0) + 1);
      return {
        ...join,
        open: [...open]
          .sort((a, b) => b[1] - a[1])
          .slice(0, mostOpen)
          .map(([text, rows]) => ({ text, rows, offers: near(text).map((other) => labels[other]!) })),
      };
    },
  });
}

/** The names of rows that were refused for them, a row each. */
function openTexts(ledger: Ledger): string[] {
  return ledger.refused
    .filter(({ code }) => code === 'row.districtUnknown' || code === 'row.districtAmbiguous')
    .map(({ value }) => value.trim());
}

/** One note for what was placed, and one for what stayed open. */
export function noteJoin(ledger: Ledger, { districts, joinOf }: NamedPlaces): void {
  const { column, open } = joinOf(ledger);
  const placed = ledger.used.filter((i) => districts[i] !== null);
  const areas = new Set(placed.map((i) => districts[i]!)).size;
  ledger.noteRows('column.joinedByName', placed, column, { areas });
  if (open.length > 0)
    ledger.notes.push(
      fault(
        'column.namesOpen',
        {
          count: openTexts(ledger).length,
          names: open
            .slice(0, 5)
            .map(({ text }) => text.slice(0, 40))
            .join(' | '),
        },
        { file: ledger.table.file, column },
      ),
    );
}

/** What a district is called in the elders' own column: its name, or its id where two districts share the name. */
function labelsOf({ ids, names }: Districts): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return names.map((name, at) => (counts.get(name) === 1 ? name : ids[at]!));
}

/**
 * The study's column; else the one that names most districts: of equals one of codes, then the one with most rows, then the guessed one. Null
 * where no column names any.
 */
function joinColumn(
  table: TextTable,
  { columns, personal }: ColumnMatch,
  isGiven: boolean,
  districtOf: (text: string) => number,
): number | null {
  const guessed = columns.get('district');
  if (isGiven && guessed !== undefined) return guessed;
  const taken = new Set(
    [...columns].flatMap(([role, at]) => (role === 'district' || role === 'id' ? [] : [at])),
  );
  const count = Math.min(sampleRows, table.rows.length);
  let best = guessed ?? null;
  let most: readonly number[] = [0, 0, 0, 0];
  for (let at = 0; at < table.header.length; at++) {
    if (personal.has(at) || taken.has(at)) continue;
    const found = new Set<number>();
    let rows = 0;
    let codes = 0;
    for (let i = 0; i < count; i++) {
      const text = table.cells[at]![i]!.trim();
      // Numbers of rows are ids of districts as well.
      if (text === '' || /^\d{1,5}$/.test(text)) continue;
      const district = districtOf(text);
      if (district < 0) continue;
      found.add(district);
      rows++;
      if (/^\d+$/.test(text)) codes++;
    }
    const score = [found.size, codes > 0 ? 1 : 0, rows, at === guessed ? 1 : 0];
    const differs = score.findIndex((value, k) => value !== most[k]);
    if (found.size > 0 && differs >= 0 && score[differs]! > most[differs]!) [best, most] = [at, score];
  }
  return best;
}

/** Columns that say in which larger place the named one lies. */
const largerPlaces =
  /^(所属|所在|居住)?(省|省份|市|地市|城市|区县|县区|区|县|街道|乡镇|镇街|街镇|乡镇街道|province|city|county|district|planning_area|town|township)(名称|_name)?$/;

/**
 * One name in two larger places is two places: for rows with such a name the whole ("拉萨市城关区"), which the user can choose for; null for all
 * others. Codes are unique as they are.
 */
function wholeNames(
  table: TextTable,
  { personal, columns }: ColumnMatch,
  at: number,
): (position: number) => string | null {
  const { header, cells, rows } = table;
  const larger = header.flatMap((label, column) => {
    const isOther = column !== at && !personal.has(column) && column !== columns.get('elders');
    return isOther && largerPlaces.test(headerForms(label).short) ? [column] : [];
  });
  if (larger.length === 0) return () => null;
  const wholeOf = (i: number): string => larger.map((column) => cells[column]![i]!.trim()).join('');
  const keys = remembered((whole: string) => placeKey(whole));
  const wholes = new Map<string, Set<string>>();
  for (let i = 0; i < rows.length; i++) {
    const whole = wholeOf(i);
    const text = cells[at]![i]!.trim();
    if (whole === '' || text === '' || /^\d+$/.test(text)) continue;
    const known = wholes.get(text);
    if (known === undefined) wholes.set(text, new Set([keys(whole)]));
    else known.add(keys(whole));
  }
  return (i) => {
    const text = cells[at]![i]!.trim();
    return (wholes.get(text)?.size ?? 0) > 1 ? wholeOf(i) + text : null;
  };
}
