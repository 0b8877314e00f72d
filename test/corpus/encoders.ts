/** Text in the encodings of old offices. */
import { gbk } from '../core/intake-files';

/** Any encoding of one or two bytes a character, by asking its decoder. Throws on characters that it has not. */
function twoByteEncoder(label: string, leads: readonly [number, number][]) {
  const codes = new Map<string, number[]>();
  const decoder = new TextDecoder(label, { fatal: true });
  const add = (...bytes: number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && !codes.has(text)) codes.set(text, bytes);
    } catch {
      // No character.
    }
  };
  for (let byte = 0; byte < 256; byte++) add(byte);
  for (const [from, to] of leads)
    for (let lead = from; lead <= to; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) add(lead, trail);
  return (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(
      [...text].flatMap((character) => {
        const bytes = codes.get(character);
        if (bytes === undefined) throw new Error(`not in ${label}: ${character}`);
        return bytes;
      }),
    );
}

export const big5 = twoByteEncoder('big5', [[0x81, 0xfe]]);
export const shiftJis = twoByteEncoder('shift_jis', [
  [0x81, 0x9f],
  [0xe0, 0xfc],
]);
export const eucKr = twoByteEncoder('euc-kr', [[0x81, 0xfe]]);

/** GB 18030: four bytes for what lies beyond the basic plane. */
export function gb18030(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.codePointAt(0)!;
      if (code < 0x10000) return [...gbk(character)];
      let rest = code - 0x10000 + 189_000;
      const bytes = [0, 0, 0, 0];
      for (const [at, base, size] of [
        [3, 0x30, 10],
        [2, 0x81, 126],
        [1, 0x30, 10],
        [0, 0x81, 126],
      ] as const) {
        bytes[at] = base + (rest % size);
        rest = Math.floor(rest / size);
      }
      return bytes;
    }),
  );
}
