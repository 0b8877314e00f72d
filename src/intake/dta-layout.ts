/** How the versions of Stata's .dta differ: widths of fields, codes of types, what is missing. Source: Stata's "help dta" for each. */
import type { ByteCursor } from './byte-cursor';

export type DtaType = 'byte' | 'int' | 'long' | 'float' | 'double' | 'strL' | 'text';

export interface DtaField {
  readonly type: DtaType;
  /** Bytes in a row. */
  readonly width: number;
}

export interface DtaLayout {
  readonly version: number;
  readonly isTagged: boolean;
  readonly nameWidth: number;
  readonly formatWidth: number;
  readonly labelNameWidth: number;
  readonly variableLabelWidth: number;
}

/** Stata 3 (104) to Stata 18 (119: more than 32,767 variables; 120 and 121, with alias variables, are not read). */
export function dtaLayout(version: number): DtaLayout | null {
  if (version < 104 || version > 119) return null;
  const isTagged = version >= 117;
  const wide = version >= 118;
  return {
    version,
    isTagged,
    nameWidth: wide ? 129 : version >= 110 ? 33 : 9,
    formatWidth: wide ? 57 : version >= 114 ? 49 : version >= 105 ? 12 : 7,
    labelNameWidth: wide ? 129 : version >= 110 ? 33 : 9,
    variableLabelWidth: wide ? 321 : version >= 108 ? 81 : 32,
  };
}

/** What a type code of this version means; null where it means nothing. */
export function dtaField(version: number, code: number): DtaField | null {
  if (version >= 117) {
    if (code === 32_768) return { type: 'strL', width: 8 };
    if (code >= 65_526) return numberFields[65_530 - code] ?? null;
    return code >= 1 && code <= 2045 ? { type: 'text', width: code } : null;
  }
  if (version >= 111) {
    if (code >= 251) return numberFields[code - 251] ?? null;
    return code >= 1 && code <= 244 ? { type: 'text', width: code } : null;
  }
  const old = 'bilfd'.indexOf(String.fromCharCode(code));
  if (old >= 0) return numberFields[old]!;
  return code > 127 ? { type: 'text', width: code - 127 } : null;
}

const numberFields: readonly DtaField[] = [
  { type: 'byte', width: 1 },
  { type: 'int', width: 2 },
  { type: 'long', width: 4 },
  { type: 'float', width: 4 },
  { type: 'double', width: 8 },
];

/**
 * What is missing: -1 is none, 0 is ".", 1 to 26 are .a to .z. Integers: the 27 largest; floats: from 2^127, doubles: from 2^1023,
 * each next letter one 2^-12 (float: 0x800 of its bits, double: 2^40 of them) further. Before version 113 only the largest: ".".
 */
export function missingLetter(version: number, type: DtaType, value: number): number {
  const top = missingFrom[type];
  if (top === undefined) return -1;
  if (version < 113) return value >= (oldMissing[type] ?? top) ? 0 : -1;
  if (!(value >= top)) return -1;
  if (type === 'float' || type === 'double') return Math.min(26, Math.round((value / top - 1) * 4096));
  return value - top;
}

const missingFrom: Readonly<Partial<Record<DtaType, number>>> = {
  byte: 101,
  int: 32_741,
  long: 2_147_483_621,
  float: 2 ** 127,
  double: 2 ** 1023,
};
const oldMissing: Readonly<Partial<Record<DtaType, number>>> = {
  byte: 127,
  int: 32_767,
  long: 2_147_483_647,
};

/** Reads one number of a row; text and strL have none. */
export function readNumber(view: DataView, at: number, type: DtaType, littleEndian: boolean): number {
  switch (type) {
    case 'byte':
      return view.getInt8(at);
    case 'int':
      return view.getInt16(at, littleEndian);
    case 'long':
      return view.getInt32(at, littleEndian);
    case 'float':
      return view.getFloat32(at, littleEndian);
    case 'double':
      return view.getFloat64(at, littleEndian);
    default:
      return NaN;
  }
}

/** Value labels of an old file (104 to 107): 8 bytes of text a value, values from 0. */
export function readOldLabels(cursor: ByteCursor): {
  name: Uint8Array;
  values: number[];
  labels: Uint8Array[];
} {
  const size = cursor.uint16();
  const name = cursor.slice(12);
  cursor.skip(2);
  const values: number[] = [];
  const labels: Uint8Array[] = [];
  for (let value = 0; 8 * (value + 1) <= size; value++) {
    const label = cursor.slice(8);
    if (label[0] === 0) continue;
    values.push(value);
    labels.push(label);
  }
  return { name, values, labels };
}
