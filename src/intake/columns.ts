/** Which column means what: the study's word first, then names (zh, en, pinyin), checked against values. */
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import { services } from '../domain/service';
import type { LayerKind } from '../domain/study';
import { serviceCounted } from './capacity-names';
import {
  isAge,
  isChinaLongitude,
  isExactPair,
  isHours,
  isNumber,
  isOneSex,
  isPair,
  looksLikeInstitution,
  offers,
} from './column-values';
import { parseDegrees } from './coordinates';
import type { PersonalColumn } from './personal';
import { personalColumns } from './personal';
import type { HeaderForms } from './roles';
import { headerExclusions, headerForms, headerPatterns, residentPatterns, rolesOf } from './roles';
import { servicesOf } from './service-words';
import type { TextTable } from './text-table';
import { tierOf } from './tier-words';
import { parseCount, parseNumber, parseYesNo, plainText } from './values';

export interface ColumnMatch {
  /** Role → column position. */
  readonly columns: ReadonlyMap<string, number>;
  readonly guessed: readonly string[];
  /** Positions of columns that say who somebody is; nothing of them leaves intake. */
  readonly personal: ReadonlySet<number>;
  readonly notes: readonly Note[];
}

/**
 * Finds a layer's columns. `given` (role → the file's column name) wins; a role given as '' is not to be used at all; a column
 * given but absent is a fault that lists the columns there are. The rest is guessed and the guess is a note. `personalAt`: found before,
 * where the table's cells are hidden by now.
 */
export function matchColumns(
  kind: LayerKind,
  table: TextTable,
  given: Readonly<Record<string, string>>,
  personalAt: readonly PersonalColumn[] = personalColumns(kind, table),
): Result<ColumnMatch> {
  const { file, header } = table;
  const columns = new Map<string, number>();
  const refusedRoles = new Set<string>();
  for (const [role, name] of Object.entries(given)) {
    if (name === '') {
      refusedRoles.add(role);
      continue;
    }
    const at = findHeader(header, name);
    if (at < 0)
      return fail(
        fault('column.absent', { role, column: name, columns: header.join(' | ') }, { file, column: name }),
      );
    columns.set(role, at);
  }
  const personal = new Set(personalAt.map(({ at }) => at));
  const guesser = new Guesser(kind, table, columns, refusedRoles, personal);
  guesser.run();
  const notes: Note[] = [];
  const { guessed } = guesser;
  if (guessed.length > 0) {
    const pairs = guessed.map((role) => `${role} = ${header[columns.get(role)!]!}`).join(', ');
    notes.push(fault('column.guessed', { pairs }, { file }));
  }
  if (guesser.countsResidents)
    notes.push(fault('column.allResidents', {}, { file, column: header[columns.get('elders')!]! }));
  if (personal.size > 0) {
    const names = [...personal].map((at) => header[at]!).join(' | ');
    notes.push(fault('column.personal', { columns: names }, { file }));
  }
  for (const role of ['lon', 'lat', 'lonlat']) {
    const at = columns.get(role);
    if (at !== undefined && /gcj|火星|bd_?09|百度|高德|腾讯|amap|baidu/i.test(header[at]!))
      notes.push(fault('column.shiftedCoordinates', {}, { file, column: header[at]! }));
  }
  return succeed({ columns, guessed, personal, notes });
}

function findHeader(header: readonly string[], name: string): number {
  const exact = header.indexOf(name);
  return exact >= 0 ? exact : header.findIndex((label) => plainText(label) === plainText(name));
}

const peopleRoles = new Set(['elders', 'age60', 'age70', 'age80', 'red', 'yellow', 'green', 'grey']);

/** Rows looked at to check a guess by values. */
const sampleRows = 500;

class Guesser {
  readonly guessed: string[] = [];
  countsResidents = false;
  private readonly forms: readonly HeaderForms[];
  /** What the file itself says of its columns (SPSS, Stata), where it says anything. */
  private readonly labelForms: readonly (HeaderForms | null)[];

  constructor(
    private readonly kind: LayerKind,
    private readonly table: TextTable,
    private readonly columns: Map<string, number>,
    private readonly refusedRoles: ReadonlySet<string>,
    private readonly personal: ReadonlySet<number>,
  ) {
    this.forms = table.header.map(headerForms);
    this.labelForms = (table.labels ?? []).map((label) => (label === '' ? null : headerForms(label)));
  }

  run(): void {
    const { kind, columns } = this;
    const hasShapes = this.table.features !== null;
    for (const role of rolesOf[kind]) {
      if (this.isSettled(role)) continue;
      if (hasShapes && ['lon', 'lat', 'lonlat'].includes(role)) continue;
      if (role === 'services' && (kind === 'facilities' || kind === 'volunteers')) {
        this.yesNoColumns();
        if (services.some((service) => columns.has(`services.${service}`))) continue;
      }
      if (role === 'lonlat' && columns.has('lon') && columns.has('lat')) continue;
      const at = role === 'id' ? this.findId() : this.find(role);
      if (at >= 0) this.settle(role, at);
    }
    if (kind !== 'districts' && !hasShapes) this.placesByValue();
    if (!this.isSettled('services') && (kind === 'facilities' || kind === 'volunteers'))
      this.servicesByValue();
    if (!this.isSettled('district') && (kind === 'elders' || kind === 'volunteers')) this.districtByValue();
    if (!this.isSettled('name') && (kind === 'facilities' || kind === 'candidates')) this.nameByValue();
    this.residents();
  }

  private isSettled(role: string): boolean {
    return this.columns.has(role) || this.refusedRoles.has(role);
  }

  private settle(role: string, at: number): void {
    this.columns.set(role, at);
    this.guessed.push(role);
  }

  private isFree(at: number): boolean {
    if (this.personal.has(at)) return false;
    for (const taken of this.columns.values()) if (taken === at) return false;
    return true;
  }

  private matches(at: number, pattern: RegExp): boolean {
    return [this.forms[at]!, this.labelForms[at] ?? null].some(
      (forms) =>
        forms !== null && (pattern.test(forms.short) || pattern.test(forms.full) || pattern.test(forms.last)),
    );
  }

  private find(role: string): number {
    const patterns = headerPatterns[role] ?? [];
    for (const [rank, pattern] of patterns.entries())
      for (let at = 0; at < this.forms.length; at++)
        if (this.isFree(at) && this.matches(at, pattern) && this.valuesFit(role, rank, at)) return at;
    const service = /^capacity\.(.*)$/.exec(role)?.[1];
    if (service === undefined) return -1;
    return this.table.header.findIndex(
      (label, at) =>
        this.isFree(at) && serviceCounted(label) === service && this.valuesFit(role, patterns.length, at),
    );
  }

  /** The best-named column without repeats; where every one repeats, the best-named. */
  private findId(): number {
    let first = -1;
    for (const pattern of headerPatterns['id']!)
      for (let at = 0; at < this.forms.length; at++) {
        if (!this.isFree(at) || !this.matches(at, pattern) || this.isExcluded('id', at)) continue;
        if (this.share(at, () => true, true) < 0.9) continue;
        if (this.isUnique(at)) return at;
        if (first < 0) first = at;
      }
    return first >= 0 ? first : this.idByValue();
  }

  /** Letters with a running number, each once: "D0001". */
  private idByValue(): number {
    return this.forms.findIndex(
      (_, at) =>
        this.isFree(at) &&
        !this.isExcluded('id', at) &&
        this.share(at, (cell) => /^[A-Za-z]{1,6}[-_]?\d{2,}$/.test(plainText(cell)), true) >= 0.95 &&
        this.isUnique(at),
    );
  }

  private isExcluded(role: string, at: number): boolean {
    // What a survey says of its column outweighs the column's own V4.
    const { full } = this.labelForms[at] ?? this.forms[at]!;
    return headerExclusions[role]?.test(full) ?? false;
  }

  private valuesFit(role: string, rank: number, at: number): boolean {
    const { full } = this.forms[at]!;
    if (this.isExcluded(role, at)) return false;
    if (peopleRoles.has(role) && (isOneSex(full) || this.isExcluded('people', at))) return false;
    if (role.startsWith('capacity.') && /补贴|金额|价|费/.test(full)) return false;
    switch (role) {
      case 'lon':
      case 'lat':
        // A label that says both names a pair.
        if (/纬|lat/.test(full) && /经|lon|lng/.test(full)) return false;
        return rank < 1 || this.share(at, (cell) => typeof parseDegrees(cell) === 'number') >= 0.5;
      case 'lonlat':
        return this.share(at, isPair) >= 0.5;
      case 'services':
        return rank < 1 || this.share(at, (cell) => offers(cell, rank > 1)) >= 0.5;
      case 'elders':
        // A column of 是 and 否 says whether, not how many; weak names have to be numbers.
        if (this.share(at, (cell) => parseNumber(cell).kind === 'text' && parseYesNo(cell) !== null) >= 0.5)
          return false;
        if (rank >= 5) return this.isTotalOfElders(at);
        return rank < 1 || this.share(at, isNumber) >= 0.5;
      case 'tier':
        return this.share(at, (cell) => tierOf(cell) !== null) >= 0.5;
      case 'age':
        return this.share(at, isAge) >= 0.5;
      case 'age60':
      case 'age70':
      case 'age80':
      case 'red':
      case 'yellow':
      case 'green':
      case 'grey':
      case 'cost':
        return this.share(at, isNumber) >= 0.5;
      case 'hours':
        return this.share(at, isHours) >= 0.5;
      case 'capacity':
        return rank < 1 || this.share(at, isNumber) >= 0.5;
      case 'name':
        if (rank >= 5 && !this.isUnique(at)) return false;
        return this.share(at, () => true, true) >= 0.5 && (rank < 1 || this.share(at, isNumber) < 0.5);
      case 'district':
        // An English street is a road, a Chinese one (街道) a part of a district.
        if (
          this.forms[at]!.short === 'street' &&
          this.share(at, (cell) => /[\u4e00-\u9fff]/.test(cell)) < 0.5
        )
          return false;
        return rank < 1 || this.share(at, isNumber) < 0.5;
      default:
        return role.startsWith('capacity.') ? this.share(at, isNumber) >= 0.5 : true;
    }
  }

  /** 合计 is all elders where it is the sum of the bands, or where there are none and the file is about elders. */
  private isTotalOfElders(at: number): boolean {
    if (this.share(at, isNumber) < 0.5) return false;
    const bandsAt = ['age60', 'age70', 'age80'].flatMap((band) => this.columns.get(band) ?? []);
    if (bandsAt.length === 0) return /老年|老人|长者|60|65|elder|senior|older/i.test(this.table.file);
    const cells = this.sample(at);
    const sums = cells.filter((cell, i) => {
      const sum = bandsAt.reduce(
        (all, band) => all + parseCount(this.table.cells[band]![i]!, 'persons').value,
        0,
      );
      return parseCount(cell, 'persons').value === sum;
    });
    return sums.length >= 0.8 * cells.length;
  }

  /** Nine columns of 是/否, one a service. */
  private yesNoColumns(): void {
    for (let at = 0; at < this.forms.length; at++) {
      if (!this.isFree(at)) continue;
      const { short, last } = this.forms[at]!;
      const found = [short, last]
        .map((label) =>
          servicesOf(label.replace(/^(是否|有无|能否)?(有|设|设有|提供|开展|service_|has_|offers_)?/, '')),
        )
        .find((list) => list.length === 1);
      if (found === undefined) continue;
      const role = `services.${found[0]!}`;
      if (this.isSettled(role)) continue;
      if (this.share(at, (cell) => parseYesNo(cell) !== null) === 1) this.settle(role, at);
    }
  }

  /**
   * Two columns of decimals of which one must be longitude (some value beyond 90), or one column of such pairs: named or not, that is a
   * place.
   */
  private placesByValue(): void {
    if (!rolesOf[this.kind].includes('lon')) return;
    const { columns } = this;
    if (columns.has('lonlat') || columns.has('lon') || columns.has('lat')) return;
    if (this.isSettled('lon') || this.isSettled('lat')) return;
    const decimals: { at: number; largest: number }[] = [];
    for (let at = 0; at < this.forms.length; at++) {
      if (!this.isFree(at)) continue;
      if (!this.refusedRoles.has('lonlat') && this.share(at, isExactPair) >= 0.95) {
        this.settle('lonlat', at);
        return;
      }
      if (this.share(at, (cell) => /^[+-]?\d{1,3}\.\d{3,}$/.test(plainText(cell))) < 0.95) continue;
      let largest = 0;
      for (const cell of this.sample(at)) {
        const value = parseDegrees(cell);
        if (typeof value === 'number') largest = Math.max(largest, Math.abs(value));
      }
      if (largest <= 180) decimals.push({ at, largest });
    }
    const [a, b] = decimals;
    if (decimals.length !== 2) return;
    // West of 90° E China's longitudes are still further than its latitudes.
    const isLon = [a!, b!].map(({ at, largest }) => largest > 90 || this.share(at, isChinaLongitude) === 1);
    if (isLon[0] === isLon[1]) return;
    this.settle('lon', isLon[0] ? a!.at : b!.at);
    this.settle('lat', isLon[0] ? b!.at : a!.at);
  }

  /** A column of nothing but words for services, whatever it is called. */
  private servicesByValue(): void {
    if (services.some((service) => this.columns.has(`services.${service}`))) return;
    for (let at = 0; at < this.forms.length; at++) {
      if (!this.isFree(at)) continue;
      if (this.share(at, (cell) => offers(cell, true)) >= 0.9) {
        this.settle('services', at);
        return;
      }
    }
  }

  /** Most cells end as names of communities do, or else of street offices, or else of counties. */
  private districtByValue(): void {
    const endings = [/(社区|居委会|村|村委会|里)$/, /(街道|街道办|办事处|镇|乡)$/, /(区|县|旗|市)$/];
    for (const ending of endings)
      for (let at = 0; at < this.forms.length; at++) {
        if (!this.isFree(at) || this.isExcluded('name', at)) continue;
        if (
          this.share(
            at,
            (cell) => /^[\u4e00-\u9fff]{2,12}$/.test(plainText(cell)) && ending.test(plainText(cell)),
          ) < 0.8
        )
          continue;
        this.settle('district', at);
        return;
      }
  }

  /** Most cells read like names of institutions; without such a column the facility stays without a name. */
  private nameByValue(): void {
    for (let at = 0; at < this.forms.length; at++) {
      if (!this.isFree(at) || this.isExcluded('name', at)) continue;
      if (this.share(at, looksLikeInstitution) >= 0.5 && this.isUnique(at)) {
        this.settle('name', at);
        return;
      }
    }
  }

  private residents(): void {
    if (this.kind !== 'elders' || this.isSettled('elders')) return;
    const { columns } = this;
    if (
      ['age60', 'age70', 'age80', 'age', 'tier', 'red', 'yellow', 'green'].some((role) => columns.has(role))
    )
      return;
    for (const pattern of residentPatterns)
      for (let at = 0; at < this.forms.length; at++)
        if (this.isFree(at) && this.matches(at, pattern) && this.share(at, isNumber) >= 0.5) {
          this.settle('elders', at);
          this.countsResidents = true;
          return;
        }
  }

  /** Share of sampled cells that pass; blank cells are left out, or count against where `countBlanks`. 0 where there are none. */
  private share(at: number, passes: (cell: string) => boolean, countBlanks = false): number {
    let passed = 0;
    let all = 0;
    for (const cell of this.sample(at)) {
      const blank = cell.trim() === '';
      if (blank && !countBlanks) continue;
      all++;
      if (!blank && passes(cell)) passed++;
    }
    return all === 0 ? 0 : passed / all;
  }

  private sample(at: number): readonly string[] {
    const cells = this.table.cells[at]!;
    return cells.length > sampleRows ? cells.slice(0, sampleRows) : cells;
  }

  /** On the first 50,000 rows: enough to tell a community's code from a person's number. */
  private isUnique(at: number): boolean {
    const cells = this.table.cells[at]!.slice(0, 50_000);
    return new Set(cells).size === cells.length;
  }
}
