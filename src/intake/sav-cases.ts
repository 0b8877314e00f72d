/** The cases of an SPSS file, one after another, whatever their compression. */
import { unzlibSync } from 'fflate';
import type { ByteCursor } from './byte-cursor';
import { Damaged } from './byte-cursor';
import type { SavRecords } from './sav-dictionary';

/** SPSS writes blocks of 4 MB; one that claims more than this is not meant to be read. */
const mostBlockBytes = 64 * 1024 * 1024;

export class SavCases {
  /** The case just read, 8 bytes a slot, in the file's byte order. */
  readonly row: Uint8Array<ArrayBuffer>;
  /** The file ended within a case. */
  isCut = false;
  private readonly view: DataView;
  private readonly slotCount: number;
  private readonly blocks: Blocks | null;
  private bytes: Uint8Array;
  private position: number;
  private readonly codes = new Uint8Array(8);
  private codeAt = 8;
  private isOver = false;

  constructor(
    private readonly records: SavRecords,
    private readonly cursor: ByteCursor,
  ) {
    this.slotCount = records.slots.length;
    this.row = new Uint8Array(8 * this.slotCount);
    this.view = new DataView(this.row.buffer);
    this.blocks = records.compression === 2 ? new Blocks(cursor, records.dataAt) : null;
    this.bytes = this.blocks === null ? cursor.bytes : new Uint8Array(0);
    this.position = this.blocks === null ? records.dataAt : 0;
  }

  /** How far in the file, in bytes. */
  get at(): number {
    return this.blocks === null ? this.position : this.blocks.at;
  }

  /** Reads the next case into `row`; false where there is none. */
  next(): boolean {
    if (this.isOver) return false;
    return this.records.compression === 0 ? this.nextPlain() : this.nextCoded();
  }

  private nextPlain(): boolean {
    const left = this.bytes.length - this.position;
    if (left < this.row.length) {
      this.isOver = true;
      this.isCut = left > 0;
      return false;
    }
    this.row.set(this.bytes.subarray(this.position, this.position + this.row.length));
    this.position += this.row.length;
    return true;
  }

  private nextCoded(): boolean {
    const { row, view } = this;
    const { bias, missingValue } = this.records;
    const { littleEndian } = this.cursor;
    let slot = 0;
    while (slot < this.slotCount) {
      if (this.codeAt === 8) {
        if (!this.has(8)) return this.end(slot > 0);
        this.codes.set(this.bytes.subarray(this.position, this.position + 8));
        this.position += 8;
        this.codeAt = 0;
      }
      const code = this.codes[this.codeAt++]!;
      if (code === 0) continue;
      const at = 8 * slot;
      if (code < 252) view.setFloat64(at, code - bias, littleEndian);
      else if (code === 252) return this.end(slot > 0);
      else if (code === 253) {
        if (!this.has(8)) return this.end(true);
        row.set(this.bytes.subarray(this.position, this.position + 8), at);
        this.position += 8;
      } else if (code === 254) row.fill(32, at, at + 8);
      else view.setFloat64(at, missingValue, littleEndian);
      slot++;
    }
    return true;
  }

  private end(isCut: boolean): false {
    this.isOver = true;
    this.isCut = isCut;
    return false;
  }

  /** Whether so many bytes are at hand, the next blocks inflated where need be. */
  private has(count: number): boolean {
    while (this.bytes.length - this.position < count) {
      const next = this.blocks?.next() ?? null;
      if (next === null) return false;
      const rest = this.bytes.subarray(this.position);
      if (rest.length === 0) this.bytes = next;
      else {
        this.bytes = new Uint8Array(rest.length + next.length);
        this.bytes.set(rest, 0);
        this.bytes.set(next, rest.length);
      }
      this.position = 0;
    }
    return true;
  }
}

/** The zlib blocks of a ZSAV file, by the directory at its end. */
class Blocks {
  at: number;
  private readonly list: { from: number; packed: number; size: number }[] = [];
  private index = 0;

  constructor(
    private readonly cursor: ByteCursor,
    dataAt: number,
  ) {
    this.at = dataAt;
    cursor.seek(dataAt);
    cursor.skip(8);
    const trailerAt = cursor.int64();
    cursor.seek(trailerAt);
    cursor.skip(20);
    const count = cursor.uint32();
    for (let i = 0; i < count; i++) {
      cursor.skip(8);
      const from = cursor.int64();
      const size = cursor.uint32();
      const packed = cursor.uint32();
      if (from < dataAt || from + packed > cursor.size || size > mostBlockBytes || size > 1100 * packed)
        throw cursor.damaged();
      this.list.push({ from, packed, size });
    }
  }

  next(): Uint8Array | null {
    const block = this.list[this.index++];
    if (block === undefined) return null;
    this.at = block.from;
    const out = new Uint8Array(block.size);
    let bytes: Uint8Array;
    try {
      bytes = unzlibSync(this.cursor.bytes.subarray(block.from, block.from + block.packed), { out });
    } catch (error) {
      // fflate's own errors carry a numeric code.
      if (error instanceof Error && 'code' in error && typeof error.code === 'number')
        throw new Damaged(block.from);
      throw error;
    }
    if (bytes.length !== block.size) throw new Damaged(block.from);
    return bytes;
  }
}
