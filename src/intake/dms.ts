/** Degrees as people write them: 116°23′45.6″E, 东经116度23分, 116:23:45.6, POINT(116.4 39.9). */

const hemispheres: Readonly<Record<string, 1 | -1>> = {
  e: 1,
  n: 1,
  东: 1,
  北: 1,
  东经: 1,
  北纬: 1,
  w: -1,
  s: -1,
  西: -1,
  南: -1,
  西经: -1,
  南纬: -1,
};
const before = /^(东经|西经|北纬|南纬|[nsew东西南北])\s*:?\s*/i;
const after = /\s*([nsew东西南北])$/i;
const marked =
  /^([+-]?)(\d{1,3}(?:\.\d+)?)\s*(?:°|º|˚|度|d)\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:['′’‘´`分m]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″”“秒s]|''|′′|’’)?)?)?)?$/i;
const separated = /^([+-]?)(\d{1,3})(?:\s*:\s*|\s+)(\d{1,2})(?:\s*:\s*|\s+)(\d{1,2}(?:\.\d+)?)$/;
const bare = /^([+-]?)(\d{1,3}(?:\.\d+)?)$/;

/** Degrees of a plain text (`plainText`) that is no plain decimal; null where it is no such thing, or has 60 minutes or more. */
export function parseDms(text: string): number | null {
  let rest = text;
  let sign: number | null = null;
  // "39d54m00s" ends in seconds, not in the south.
  const letter = marked.test(text) ? null : (before.exec(rest) ?? after.exec(rest));
  if (letter !== null) {
    sign = hemispheres[letter[1]!.toLowerCase()]!;
    rest = rest.replace(letter[0], '').trim();
  }
  const parts = marked.exec(rest) ?? separated.exec(rest) ?? (sign === null ? null : bare.exec(rest));
  if (parts === null) return null;
  const [degrees, minutes, seconds] = [2, 3, 4].map((at) => Number(parts[at] ?? 0)) as [
    number,
    number,
    number,
  ];
  if (minutes >= 60 || seconds >= 60) return null;
  // A fraction with a smaller part after it is a slip of the pen.
  if ((parts[3] !== undefined && degrees % 1 !== 0) || (parts[4] !== undefined && minutes % 1 !== 0))
    return null;
  // −116° W would be said twice.
  if (parts[1] === '-' && sign !== null) return null;
  const size = degrees + minutes / 60 + seconds / 3600;
  return (sign ?? 1) * (parts[1] === '-' ? -1 : 1) * size;
}

/** The two numbers of a WKT point, as text: "POINT(116.4 39.9)", "SRID=4326;POINT Z (116.4 39.9 50)"; null where it is none. */
export function splitPoint(text: string): readonly [string, string] | null {
  const inside = /^(?:SRID=\d+\s*;\s*)?POINT\s*(?:Z|M|ZM)?\s*\(\s*([^\s()]+)\s+([^\s()]+)[^()]*\)$/i.exec(
    text,
  );
  return inside === null ? null : [inside[1]!, inside[2]!];
}

/** Whether the first of a pair says it is the latitude: "39°54′N 116°23′E". */
export function saysLatitudeFirst(first: string, second: string): boolean {
  return isLatitude(first) && !isLatitude(second) && /[ew东西]/i.test(second);
}

function isLatitude(text: string): boolean {
  return /^\s*(北纬|南纬|[ns北南])|[ns北南]\s*$/i.test(text);
}
