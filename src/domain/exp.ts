/** e^x, the same to the last bit in every engine: ECMAScript leaves `Math.exp` to the engine, and Node and Chromium differ in one of nine arguments. */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

/**
 * Input: −700 ≤ x ≤ 700, no unit. Within 1 unit in the last place of e^x. Only + − × ÷, which IEEE 754 fixes.
 * Source: fdlibm e_exp.c (Sun Microsystems, 1993): x = k ln 2 + r, and a rational function of r.
 */
export function exp(x: number): number {
  const k = Math.round(x / Math.LN2);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t *
              (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  return (1 - (low - (r * c) / (2 - c) - high)) * 2 ** k;
}
