/**
 * SHA-256 of a file. crypto.subtle takes a whole buffer only and is absent on plain http, so large files, and pages served so,
 * take the streaming one below (FIPS 180-4), measured in `test/bench/csv.ts`.
 */
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import { chunksOf } from './decode';

const wholeBytes = 128 * 1024 * 1024;

/** Lower-case hex. */
export async function sha256(blob: Blob, control?: Control): Promise<string> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (subtle !== undefined && blob.size <= wholeBytes)
    return hex(new Uint8Array(await subtle.digest('SHA-256', await blob.arrayBuffer())));
  return sha256Streamed(blob, control);
}

/** The same without crypto.subtle, in constant memory. */
export async function sha256Streamed(blob: Blob, control?: Control): Promise<string> {
  const state = Uint32Array.of(
    0x6a09e667,
    0xbb67ae85,
    0x3c6ef372,
    0xa54ff53a,
    0x510e527f,
    0x9b05688c,
    0x1f83d9ab,
    0x5be0cd19,
  );
  const block = new Uint8Array(64);
  const words = new Int32Array(64);
  let held = 0;
  let length = 0;
  const pause = pacer(control);
  for await (const bytes of chunksOf(blob)) {
    length += bytes.length;
    let i = 0;
    if (held > 0) {
      const taken = Math.min(64 - held, bytes.length);
      block.set(bytes.subarray(0, taken), held);
      held += taken;
      i = taken;
      if (held < 64) continue;
      mix(state, words, block, 0);
    }
    for (; i + 64 <= bytes.length; i += 64) mix(state, words, bytes, i);
    block.set(bytes.subarray(i), 0);
    held = bytes.length - i;
    await pause();
  }
  const tail = new Uint8Array(held < 56 ? 64 : 128);
  tail.set(block.subarray(0, held));
  tail[held] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor((length * 8) / 2 ** 32));
  view.setUint32(tail.length - 4, (length * 8) % 2 ** 32);
  for (let i = 0; i < tail.length; i += 64) mix(state, words, tail, i);
  const out = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => out.setUint32(4 * i, word));
  return hex(new Uint8Array(out.buffer));
}

const roundConstants = roots();

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes, in exact integer arithmetic. */
function roots(): Int32Array {
  const out = new Int32Array(64);
  let found = 0;
  for (let n = 2; found < 64; n++) {
    let isPrime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false;
    if (!isPrime) continue;
    // floor(n^(1/3) × 2^32): the largest r with r³ ≤ n × 2^96.
    const target = BigInt(n) << 96n;
    let root = BigInt(Math.floor(Math.cbrt(n) * 2 ** 32));
    while (root * root * root > target) root--;
    while ((root + 1n) ** 3n <= target) root++;
    out[found++] = Number(root & 0xffffffffn) | 0;
  }
  return out;
}

function mix(state: Uint32Array, w: Int32Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++, at += 4)
    w[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0;
  }
  let a = state[0]! | 0;
  let b = state[1]! | 0;
  let c = state[2]! | 0;
  let d = state[3]! | 0;
  let e = state[4]! | 0;
  let f = state[5]! | 0;
  let g = state[6]! | 0;
  let h = state[7]! | 0;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + roundConstants[i]! + w[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
