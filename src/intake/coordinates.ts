/** One coordinate cell, and what all cells of a file together say about their system. */
import type { FaultCode } from '../domain/codes';
import { exchangedId, findSystem, gaussKruegerCode } from './crs';
import { parseDms, saysLatitudeFirst, splitPoint } from './dms';
import { isMissingText, plainText } from './values';

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number as it stands (degrees or metres), degrees written with minutes and seconds, or the code of what is in the cell instead. */
export function parseDegrees(text: string): number | FaultCode {
  if (isShortDecimal(text)) return Number(text);
  const plain = plainText(text);
  if (isMissingText(plain)) return 'row.noCoordinate';
  if (decimal.test(plain)) {
    const value = Number(plain);
    return Number.isFinite(value) ? value : 'row.coordinateRange';
  }
  const degrees = parseDms(plain);
  if (degrees !== null) return degrees;
  return /[°º˚度′″'"]|\d\s*[nsew]$|^[nsew东西南北]/i.test(plain) ? 'row.coordinateDms' : 'row.coordinateText';
}

/** "103.83", "-36": what nearly all cells of coordinates are, found without patterns. */
function isShortDecimal(text: string): boolean {
  const { length } = text;
  let at = text.charCodeAt(0) === 45 ? 1 : 0;
  if (at === length || length > 20) return false;
  let digits = 0;
  let points = 0;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) digits++;
    else if (code === 46 && points === 0) points = 1;
    else return false;
  }
  return digits > 0;
}

/** Whether a cell that `parseDegrees` could read is written in another way than as a decimal number. */
export function isWrittenOut(text: string): boolean {
  return !isShortDecimal(text) && /[^\d\s.+-]|\d\s+\d/.test(text) && !decimal.test(plainText(text));
}

/** "103.83,36.06", "POINT(103.83 36.06)" → the two halves as text, or null where the cell holds no two; "36°N 103°E" is turned round. */
export function splitPair(text: string): readonly [string, string] | null {
  const whole = plainText(text);
  const point = splitPoint(whole);
  if (point !== null) return point;
  const plain = whole.replace(/^[([{]\s*|\s*[)\]}]$/g, '');
  const halves = plain.split(/[,;/|、]/.test(plain) ? /\s*[,;/|、]\s*/ : /\s+/);
  const [first, second] = halves;
  if (halves.length !== 2 || first === '' || second === '') return null;
  return saysLatitudeFirst(first!, second!) ? [second!, first!] : [first!, second!];
}

export interface SystemReading {
  readonly system: 'degrees' | 'swapped' | 'projected';
  /** A place of the kind that decided, as in the file. */
  readonly x: number;
  readonly y: number;
  /** Places that have coordinates at all. */
  readonly total: number;
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
  let someAt = -1;
  for (let i = 0; i < boxes.length; i += 4) {
    const x = largest(boxes[i]!, boxes[i + 2]!);
    const y = largest(boxes[i + 1]!, boxes[i + 3]!);
    if (!(x >= 0 && y >= 0)) continue;
    total++;
    someAt = i;
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
  const found = (system: SystemReading['system'], at: number): SystemReading => ({
    system,
    x: at < 0 ? NaN : boxes[at]!,
    y: at < 0 ? NaN : boxes[at + 1]!,
    total,
  });
  if (projected * 2 > total) return found('projected', projectedAt);
  if (onlySwapped * 2 > total && onlyAsIs === 0) return found('swapped', swappedAt);
  return found('degrees', someAt);
}

/**
 * The one system in use that metres like these can be in: an easting of eight digits carries its zone's number. Null where there is none
 * or another reading: zones 13 to 15 (far west) look like Web Mercator in the far east. The datum is taken for CGCS2000, as the law has it.
 */
export function zonedSystem(x: number, y: number): string | null {
  for (const [easting, northing] of [
    [x, y],
    [y, x],
  ] as const) {
    const zone = Math.floor(easting / 1e6);
    const within = easting - zone * 1e6;
    if (!(within > 1e5 && within < 9e5 && northing > 1.7e6 && northing < 6.2e6)) continue;
    const id =
      zone >= 25
        ? gaussKruegerCode('CGCS2000', 3, zone, true)
        : zone >= 16
          ? gaussKruegerCode('CGCS2000', 6, zone, true)
          : null;
    if (id !== null) return easting === x ? id : exchangedId(id);
  }
  return null;
}

/** The projected systems that metres like these are usually in, for the sentence; axes may be either way round. */
export function likelySystem(x: number, y: number): string {
  for (const easting of [x, y]) {
    const zone = Math.floor(easting / 1e6);
    const within = easting - zone * 1e6;
    if (easting >= 1e7 && within > 1e5 && within < 9e5) {
      const id = gaussKruegerCode('CGCS2000', zone >= 25 ? 3 : 6, zone, true);
      if (id !== null) return findSystem(id)!.name;
    }
  }
  const [low, high] = [Math.min(Math.abs(x), Math.abs(y)), Math.max(Math.abs(x), Math.abs(y))];
  if (low > 1e5 && low < 9e5 && high > 1e6 && high < 6.5e6)
    return 'CGCS2000 / 3° Gauss–Krüger CM (EPSG:4534–4554), UTM';
  if (high > 5e6 && high < 2.1e7) return 'Web Mercator (EPSG:3857), BD-09 Mercator (BD-09MC)';
  return '?';
}

function largest(a: number, b: number): number {
  return Math.max(Math.abs(a), Math.abs(b));
}
