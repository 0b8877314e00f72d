/** Reads a binary file front to back without ever leaving it. */
import type { Result } from '../domain/fault';
import { fail, fault } from '../domain/fault';

/** Thrown by cursors where a file says what cannot be; `intact` turns it into a fault at the reader's door. */
export class Damaged extends Error {
  constructor(readonly byte: number) {
    super(`damaged at byte ${byte}`);
    this.name = 'Damaged';
  }
}

/** Runs a reader; what it finds damaged becomes `table.damaged` with the byte. Every other error is a bug and goes on. */
export async function intact<T>(
  format: string,
  file: string,
  read: () => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Damaged) return fail(fault('table.damaged', { format, byte: error.byte }, { file }));
    throw error;
  }
}

export class ByteCursor {
  at = 0;
  readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(
    buffer: ArrayBuffer,
    public littleEndian = true,
  ) {
    this.view = new DataView(buffer);
    this.bytes = new Uint8Array(buffer);
  }

  get size(): number {
    return this.view.byteLength;
  }

  damaged(): Damaged {
    return new Damaged(this.at);
  }

  /** Moves on by `count` bytes and gives where they began. */
  private take(count: number): number {
    const from = this.at;
    if (!(count >= 0) || from + count > this.size) throw this.damaged();
    this.at = from + count;
    return from;
  }

  skip(count: number): void {
    this.take(count);
  }

  seek(byte: number): void {
    if (!(byte >= 0) || byte > this.size) throw new Damaged(Math.min(Number(byte) || 0, this.size));
    this.at = byte;
  }

  slice(count: number): Uint8Array {
    const from = this.take(count);
    return this.bytes.subarray(from, from + count);
  }

  uint8(): number {
    return this.view.getUint8(this.take(1));
  }

  uint16(): number {
    return this.view.getUint16(this.take(2), this.littleEndian);
  }

  int32(): number {
    return this.view.getInt32(this.take(4), this.littleEndian);
  }

  uint32(): number {
    return this.view.getUint32(this.take(4), this.littleEndian);
  }

  /** Beyond 2^53 no file has bytes or rows. */
  int64(): number {
    const value = Number(this.view.getBigInt64(this.take(8), this.littleEndian));
    if (!Number.isSafeInteger(value)) throw this.damaged();
    return value;
  }

  float64(): number {
    return this.view.getFloat64(this.take(8), this.littleEndian);
  }

  /** Whether these ASCII characters come next; if so, they are passed. */
  passes(text: string): boolean {
    if (this.at + text.length > this.size) return false;
    for (let i = 0; i < text.length; i++) if (this.bytes[this.at + i] !== text.charCodeAt(i)) return false;
    this.at += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.passes(text)) throw this.damaged();
  }
}
