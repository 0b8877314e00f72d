/** What kind of layer a table of rows is: by its columns first, then by what its names read like, then by the file's name. */
import type { LayerKind } from '../domain/study';
import { looksLikeInstitution } from './column-values';
import type { ColumnMatch } from './columns';
import { matchColumns } from './columns';
import { personalColumns } from './personal';
import type { TextTable } from './text-table';

/** `named`: what the file's name says. Null where the table has no places and nothing says what it is. */
export function kindOfTable(table: TextTable, named: LayerKind | null): LayerKind | null {
  const facility = rolesFound(table, 'facilities');
  const elder = rolesFound(table, 'elders');
  const counts = countsOf(table);
  const hasPlaces =
    table.features !== null || (facility.has('lon') && facility.has('lat')) || facility.has('lonlat');
  const holds = [...facility.keys()].some((role) => role.startsWith('capacity'));
  const offers = holds || [...facility.keys()].some((role) => role.startsWith('services'));
  const isOfInstitutions = institutionsIn(table, facility.get('name')) >= 0.5;
  const volunteer = rolesFound(table, 'volunteers');
  const helps = volunteer.has('hours') || [...volunteer.keys()].some((role) => role.startsWith('services'));
  // A list of elders that volunteers keep is named after both.
  if (named === 'candidates' || (named === 'volunteers' && (helps || counts !== 'elders'))) return named;
  if (hasPlaces) {
    if (!holds && volunteer.has('hours')) return 'volunteers';
    const isPriced = rolesFound(table, 'candidates').has('cost');
    if (isPriced && !offers && !isOfInstitutions && counts === 'none') return 'candidates';
  }
  // Without places a table of elders has to say which district, or who.
  const isBound = hasPlaces || elder.has('district') || named === 'elders' || listsPersons(table);
  if (counts === 'elders' && isBound) {
    if (!holds && !isOfInstitutions && !(named === 'facilities' && offers && elder.has('elders')))
      return 'elders';
    if (
      elder.has('elders') &&
      (named === 'elders' ? !offers || !isOfInstitutions : !offers && named !== 'facilities')
    )
      return 'elders';
  }
  if (isOfInstitutions || named === 'facilities' || holds) return 'facilities';
  if (named === 'elders') return 'elders';
  if (!hasPlaces) return null;
  if (offers) return 'facilities';
  return counts !== 'none' || listsPersons(table) ? 'elders' : 'facilities';
}

/** Whether the table counts elders, or for want of better all residents. */
export function countsOf(table: TextTable): 'elders' | 'residents' | 'none' {
  const matched = matchColumns('elders', table, {});
  if (!matched.ok) return 'none';
  const { columns, notes } = matched.value;
  if (notes.some((note) => note.code === 'column.allResidents')) return 'residents';
  const roles = ['elders', 'age60', 'age70', 'age80', 'age', 'tier', 'red', 'yellow', 'green'];
  return roles.some((role) => columns.has(role)) ? 'elders' : 'none';
}

/** Identity numbers or names of persons where nothing else says what the rows are. */
function listsPersons(table: TextTable): boolean {
  const found = personalColumns('facilities', table);
  return found.some(({ kind }) => kind === 'idNumber' || kind === 'name') || tellsBirths(table);
}

/** Whether ages can be reckoned from it. */
export function tellsBirths(table: TextTable): boolean {
  return personalColumns('elders', table).some(({ kind }) => kind === 'idNumber' || kind === 'birthday');
}

function rolesFound(table: TextTable, kind: LayerKind): ColumnMatch['columns'] {
  const matched = matchColumns(kind, table, {});
  return matched.ok ? matched.value.columns : new Map();
}

/** Share of the names that read like institutions. */
function institutionsIn(table: TextTable, at: number | undefined): number {
  if (at === undefined) return 0;
  const names = table.cells[at]!.slice(0, 500).filter((cell) => cell.trim() !== '');
  return names.length === 0 ? 0 : names.filter(looksLikeInstitution).length / names.length;
}
