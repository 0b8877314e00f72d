/** Typed columns of a length not known beforehand; they double. */

export class GrowingFloats {
  array: Float64Array;
  length = 0;

  constructor(capacity = 1 << 14) {
    this.array = new Float64Array(capacity);
  }

  /** Makes room for `more` values after `length`; write them into `array`, then set `length`. */
  reserve(more: number): void {
    if (this.length + more <= this.array.length) return;
    const grown = new Float64Array(Math.max(2 * this.array.length, this.length + more));
    grown.set(this.array.subarray(0, this.length));
    this.array = grown;
  }

  push(value: number): void {
    if (this.length === this.array.length) this.reserve(1);
    this.array[this.length++] = value;
  }
}

export class GrowingInts {
  array: Int32Array;
  length = 0;

  constructor(capacity = 1 << 14) {
    this.array = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.array.length) {
      const grown = new Int32Array(2 * this.array.length);
      grown.set(this.array);
      this.array = grown;
    }
    this.array[this.length++] = value;
  }

  /** The values, without the room to grow. */
  trim(): Int32Array {
    return this.array.slice(0, this.length);
  }
}
