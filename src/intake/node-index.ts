/** Finds the position of an OSM id: an open hash table, for ids come in any order and reach 2^34. */
export class NodeIndex {
  readonly #ids: Float64Array;
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** For up to `count` of the ids; `add` each position that is to be found. Of an id that comes twice the last counts. */
  constructor(ids: Float64Array, count: number) {
    let size = 1024;
    while (size < 2 * count) size *= 2;
    this.#ids = ids;
    this.#slots = new Int32Array(size).fill(-1);
    this.#mask = size - 1;
  }

  add(position: number): void {
    const id = this.#ids[position]!;
    let slot = this.#start(id);
    for (;;) {
      const other = this.#slots[slot]!;
      if (other === -1 || this.#ids[other] === id) break;
      slot = (slot + 1) & this.#mask;
    }
    this.#slots[slot] = position;
  }

  /** -1 where there is none. */
  find(id: number): number {
    let slot = this.#start(id);
    for (;;) {
      const position = this.#slots[slot]!;
      if (position === -1 || this.#ids[position] === id) return position;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Runs of 64 ids stay together in memory, as files list neighbours together; the runs are scattered. */
  #start(id: number): number {
    const run = Math.floor(id / 64) | 0;
    return ((Math.imul(run, 0x9e3779b1) >>> 3) + (id & 63)) & this.#mask;
  }
}
