/** A walk-audit sheet as a table: one row a piece, what is known filled in, the rest blank. */
import { writePieceKey } from '../../domain/audit';
import type { AuditPiece } from '../../domain/audit-sheet';
import type { AuditWords } from '../../i18n/audit-zh';

export type AuditColumn = keyof AuditWords['columns'];

/** As people fill them in; the key and its middle, which nobody writes, stand last and are not printed. */
export const printedColumns = [
  'id',
  'street',
  'length',
  'slope',
  'uphill',
  'steps',
  'handrail',
  'benches',
  'crossing',
  'wait',
  'lighting',
  'surface',
  'width',
  'remarks',
] as const satisfies readonly AuditColumn[];
export const allColumns: readonly AuditColumn[] = [...printedColumns, 'lon', 'lat', 'piece'];

/** What a number can be, in the unit of its column. */
export const figureRanges: Readonly<
  Partial<Record<AuditColumn, { readonly most: number; readonly isWhole: boolean }>>
> = {
  slope: { most: 100, isWhole: false },
  steps: { most: 2000, isWhole: true },
  benches: { most: 1000, isWhole: true },
  wait: { most: 3600, isWhole: false },
  width: { most: 100, isWhole: false },
};

/** What stands in a cell of a sheet that nobody has filled in; null where it is blank. */
export function knownCell(piece: AuditPiece, column: AuditColumn, words: AuditWords): string | number | null {
  switch (column) {
    case 'id':
      return piece.number;
    case 'street': {
      const name = piece.name === '' ? words.sheet.unnamed : piece.name;
      return piece.isSteps ? `${name} [${words.sheet.steps}]` : name;
    }
    case 'length':
      return Math.round(piece.key.metres);
    case 'lon':
      return Number(piece.key.middle[0].toFixed(6));
    case 'lat':
      return Number(piece.key.middle[1].toFixed(6));
    case 'piece':
      return writePieceKey(piece.key);
    default:
      return null;
  }
}

export function metresOf(pieces: readonly AuditPiece[]): number {
  return pieces.reduce((sum, { key }) => sum + key.metres, 0);
}
