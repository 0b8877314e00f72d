/** Cuts long lists and typed arrays into pieces that a page can unpack in a few milliseconds each, and joins them again. */

export interface Piece {
  /** A typed array or a list. */
  readonly values: ArrayBufferView | readonly unknown[];
  /** Entries of the whole, which `joinPieces` wants before it has them all. */
  readonly length: number;
}

/** Copying this much takes about 5 ms. */
const bytesAtOnce = 8 * 1024 * 1024;
/** Texts, or numbers and objects counted as texts, that take about 5 ms to clone. */
const weightAtOnce = 10_000;

/** In order. `moves`: pieces of a typed array have buffers of their own that may be transferred. */
export function* piecesOf(whole: unknown, moves = false): Generator<Piece> {
  if (Array.isArray(whole)) {
    let start = 0;
    let weight = 0;
    for (let i = 0; i < whole.length; i++) {
      weight += weightOf(whole[i]);
      if (weight < weightAtOnce) continue;
      yield { values: whole.slice(start, i + 1), length: whole.length };
      start = i + 1;
      weight = 0;
    }
    if (start < whole.length || start === 0) yield { values: whole.slice(start), length: whole.length };
    return;
  }
  const array = whole as Float64Array;
  const isWhole = array.byteLength === array.buffer.byteLength;
  if (moves ? isWhole : isWhole && array.byteLength <= bytesAtOnce) {
    yield { values: array, length: array.length };
    return;
  }
  const step = moves ? array.length : bytesAtOnce / array.BYTES_PER_ELEMENT;
  // Copies: cloning a view would clone the whole buffer behind it.
  for (let i = 0; i < array.length; i += step)
    yield { values: array.slice(i, i + step), length: array.length };
}

export function joinPieces(pieces: readonly Piece[]): unknown {
  const [first, ...others] = pieces;
  if (others.length === 0) return first!.values;
  if (Array.isArray(first!.values)) {
    const list: unknown[] = [];
    for (const { values } of pieces) for (const value of values as readonly unknown[]) list.push(value);
    return list;
  }
  const model = first!.values as Float64Array;
  const whole = new (model.constructor as Float64ArrayConstructor)(first!.length);
  let at = 0;
  for (const { values } of pieces) {
    whole.set(values as Float64Array, at);
    at += (values as Float64Array).length;
  }
  return whole;
}

/** About how many texts are as much work to clone. */
function weightOf(value: unknown): number {
  if (typeof value === 'string') return 1;
  if (typeof value !== 'object' || value === null) return 0.2;
  if (ArrayBuffer.isView(value)) return 1 + value.byteLength / 1024;
  let weight = 2;
  for (const entry of Array.isArray(value) ? value : Object.values(value)) weight += weightOf(entry);
  return weight;
}
