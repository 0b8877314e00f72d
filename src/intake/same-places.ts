/** Rows that stand on one point: told, and looked at for the mark of a geocoder that could not find an address. */
import type { RepeatedSpot } from '../domain/tables';
import type { Ledger } from './ledger';
import type { Places } from './places';

/** For each used row, in their order, the position of the first row on the same point; rows of areas stand for themselves. */
export function firstOnSpot(ledger: Ledger, places: Places): Int32Array {
  const known = kept.get(ledger);
  if (known?.places === places && known.first.length === ledger.used.length) return known.first;
  const first = findFirst(ledger, places);
  kept.set(ledger, { places, first });
  return first;
}

/** Asked for by each note and by counting: of a million rows it takes a quarter of a second. */
const kept = new WeakMap<Ledger, { readonly places: Places; readonly first: Int32Array }>();

function findFirst({ used }: Ledger, { lons, lats, shapes }: Places): Int32Array {
  // An open-addressed table of positions: a Map of Sets took 200 MB for a million rows.
  let size = 16;
  while (size < 2 * used.length) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  const bits = new Float64Array(2);
  const words = new Uint32Array(bits.buffer);
  return Int32Array.from(used, (position) => {
    if (shapes[position] !== null) return position;
    // + 0 makes 0 of -0, which are the same place with different bits.
    bits[0] = lons[position]! + 0;
    bits[1] = lats[position]! + 0;
    let hash = 0;
    for (const word of words) hash = Math.imul(hash ^ word, 0x9e3779b1) ^ (hash >>> 15);
    let slot = (hash ^ (hash >>> 13)) & (size - 1);
    for (;;) {
      const other = slots[slot]!;
      if (other < 0) return (slots[slot] = position);
      if (lons[other] === lons[position] && lats[other] === lats[position]) return other;
      slot = (slot + 1) & (size - 1);
    }
  });
}

/** Notes how many used rows stand on a place that an earlier row has already. */
export function notePlaces(ledger: Ledger, places: Places): void {
  const first = firstOnSpot(ledger, places);
  ledger.noteRows(
    'table.samePlace',
    ledger.used.filter((position, i) => first[i] !== position),
  );
}

/** What rows on one point are told apart by: the text, and whether a person a row makes many rows on one point the usual thing. */
export interface Apart {
  /** A text by position that differs from place to place (a name, an id, an address without its door); null where there is none. */
  readonly text: ((position: number) => string) | null;
  readonly isOfPersons: boolean;
}

/**
 * A spot is suspected where at least 5 rows and 2 % of all share it though their texts differ: several services in one house share a point,
 * hardly five of them with names of their own, and one failed answer of a geocoder swallows far more. Persons of one house share a point
 * rightly: their addresses have to differ in the house's number; without addresses only a spot with 20 persons and ten times the usual number is.
 */
const fewestRows = 5;
const smallestShare = 0.02;
const fewestPersons = 20;
const timesUsual = 10;
/** Spots that are named, most rows first. */
const mostSpots = 20;

/** Puts suspected spots into the ledger with one note; nothing is moved. */
export function noteRepeatedSpots(ledger: Ledger, places: Places, { text, isOfPersons }: Apart): void {
  const { used } = ledger;
  const first = firstOnSpot(ledger, places);
  const counts = new Int32Array(ledger.table.rows.length);
  used.forEach((position, i) => {
    if (places.shapes[position] === null) counts[first[i]!]!++;
  });
  const heads = used.filter((position, i) => first[i] === position && counts[position]! > 0);
  const sizes = Int32Array.from(heads, (position) => counts[position]!);
  if (sizes.length < 2) return;
  const usual = sizes.sort()[sizes.length >> 1]!;
  const least =
    isOfPersons && text === null
      ? Math.max(fewestPersons, timesUsual * usual)
      : Math.max(fewestRows, Math.ceil(smallestShare * used.length));
  const groups = new Map<number, number[]>();
  used.forEach((position, i) => {
    const at = first[i]!;
    if (counts[at]! < least) return;
    const group = groups.get(at);
    if (group === undefined) groups.set(at, [position]);
    else group.push(position);
  });
  const spots: { spot: RepeatedSpot; positions: number[] }[] = [];
  for (const [at, positions] of groups) {
    if (text !== null && new Set(positions.map(text)).size < fewestRows) continue;
    spots.push({ spot: { lon: places.lons[at]!, lat: places.lats[at]!, rows: positions.length }, positions });
  }
  if (spots.length === 0) return;
  spots.sort((a, b) => b.spot.rows - a.spot.rows);
  ledger.repeats.push(...spots.slice(0, mostSpots).map(({ spot }) => spot));
  const all = spots.flatMap(({ positions }) => positions).sort((a, b) => a - b);
  ledger.noteRows('table.repeatedSpots', all, '', { spots: spots.length });
}

/** An address up to the number of its house: doors of one house are one place. "雁宁路12号3单元501" → "雁宁路12号". */
export function houseOf(address: string): string {
  return /^.*?\d+[-\d]*\s*(号|弄|栋|幢|座|号楼|楼)/.exec(address)?.[0] ?? address.trim();
}
