/** One coordinate cell, and what all cells of a file together say about their system. */
import type { FaultCode } from '../domain/codes';
import { plainText } from './values';

/** Degrees, or the code of what is in the cell instead. */
export function parseDegrees(text: string): number | FaultCode {
  const plain = plainText(text);
  if (plain === '' || /^(-+|—+|\/|n\/?a|#n\/a|null|none|nan|无)$/i.test(plain)) return 'row.noCoordinate';
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) {
    const value = Number(plain);
    return Number.isFinite(value) ? value : 'row.coordinateRange';
  }
  return /[°º˚度′″'"]|\d\s*[nsew]$|^[nsew东西南北]/i.test(plain) ? 'row.coordinateDms' : 'row.coordinateText';
}

/** "103.83,36.06" → the two halves as text, or null where the cell holds no two. */
export function splitPair(text: string): readonly [string, string] | null {
  const plain = plainText(text).replace(/^[([{]\s*|\s*[)\]}]$/g, '');
  const halves = plain.split(/\s*[,;/|、]\s*|\s+/);
  return halves.length === 2 && halves[0] !== '' && halves[1] !== '' ? [halves[0]!, halves[1]!] : null;
}

export interface SystemReading {
  readonly system: 'degrees' | 'swapped' | 'projected';
  /** A place of the kind that decided, as in the file. */
  readonly x: number;
  readonly y: number;
}

/**
 * What a file's coordinates are, by range alone. `boxes` holds [minX, minY, maxX, maxY] per place (a point is a box without extent),
 * rows without coordinates as NaN. Swapped only where unambiguous: most places fit nowhere as they are, all such fit when
 * exchanged, and none fits only as it is.
 */
export function readSystem(boxes: Float64Array): SystemReading {
  let onlyAsIs = 0;
  let onlySwapped = 0;
  let projected = 0;
  let total = 0;
  let swappedAt = -1;
  let projectedAt = -1;
  for (let i = 0; i < boxes.length; i += 4) {
    const x = largest(boxes[i]!, boxes[i + 2]!);
    const y = largest(boxes[i + 1]!, boxes[i + 3]!);
    if (!(x >= 0 && y >= 0)) continue;
    total++;
    const fits = x <= 180 && y <= 90;
    const fitsSwapped = y <= 180 && x <= 90;
    if (fits && !fitsSwapped) onlyAsIs++;
    if (!fits && fitsSwapped) {
      onlySwapped++;
      swappedAt = i;
    }
    if (x > 1000 && y > 1000) {
      projected++;
      projectedAt = i;
    }
  }
  const at = projected * 2 > total ? projectedAt : swappedAt;
  if (projected * 2 > total) return { system: 'projected', x: boxes[at]!, y: boxes[at + 1]! };
  if (onlySwapped * 2 > total && onlyAsIs === 0)
    return { system: 'swapped', x: boxes[at]!, y: boxes[at + 1]! };
  return { system: 'degrees', x: NaN, y: NaN };
}

/** The projected systems that metres like these are usually in, for the sentence; axes may be either way round. */
export function likelySystem(x: number, y: number): string {
  for (const easting of [x, y]) {
    const zone = Math.floor(easting / 1e6);
    const within = easting - zone * 1e6;
    if (easting >= 1e7 && within > 1e5 && within < 9e5) {
      if (zone >= 25 && zone <= 45) return `CGCS2000 / 3° Gauss–Krüger ${zone} (EPSG:${4513 + zone - 25})`;
      if (zone >= 13 && zone <= 23) return `CGCS2000 / 6° Gauss–Krüger ${zone} (EPSG:${4491 + zone - 13})`;
    }
  }
  const [low, high] = [Math.min(Math.abs(x), Math.abs(y)), Math.max(Math.abs(x), Math.abs(y))];
  if (low > 1e5 && low < 9e5 && high > 1e6 && high < 6.5e6)
    return 'CGCS2000 / 3° Gauss–Krüger CM (EPSG:4534–4554), UTM';
  if (high > 5e6 && high < 2.1e7) return 'Web Mercator (EPSG:3857)';
  return '?';
}

function largest(a: number, b: number): number {
  return Math.max(Math.abs(a), Math.abs(b));
}
