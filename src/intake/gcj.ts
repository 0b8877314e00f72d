/**
 * GCJ-02 (the shifted degrees of Chinese maps: 高德, 腾讯) and BD-09 (百度) by the published formulas, and their inverses by iteration to
 * better than a millimetre. Only on the mainland (`isMainland`); places elsewhere are returned as they are. Right at the edge of that
 * area two places can have the same shifted one; the inverse then takes the one that is shifted.
 */
import { isMainland } from './mainland';

export type LonLat = readonly [lon: number, lat: number];

/** WGS84 → GCJ-02. */
export function wgs84ToGcj02(lon: number, lat: number): LonLat {
  return isMainland(lon, lat) ? shiftToGcj(lon, lat) : [lon, lat];
}

/** GCJ-02 → WGS84: `wgs84ToGcj02` of the result is the argument again, to better than a millimetre. */
export function gcj02ToWgs84(lon: number, lat: number): LonLat {
  const place = invert(shiftToGcj, lon, lat, [lon, lat]);
  return isMainland(place[0], place[1]) ? place : [lon, lat];
}

/** WGS84 → BD-09. */
export function wgs84ToBd09(lon: number, lat: number): LonLat {
  return isMainland(lon, lat) ? shiftToBd(...shiftToGcj(lon, lat)) : [lon, lat];
}

/** BD-09 → WGS84. */
export function bd09ToWgs84(lon: number, lat: number): LonLat {
  const gcj = bd09ToGcj02(lon, lat);
  const place = invert(shiftToGcj, gcj[0], gcj[1], gcj);
  return isMainland(place[0], place[1]) ? place : [lon, lat];
}

/** GCJ-02 → BD-09, wherever it is: for data whose origin is known. */
export function gcj02ToBd09(lon: number, lat: number): LonLat {
  return shiftToBd(lon, lat);
}

/** BD-09 → GCJ-02, wherever it is; the inverse of `gcj02ToBd09`. */
export function bd09ToGcj02(lon: number, lat: number): LonLat {
  return invert(shiftToBd, lon, lat, roughBdToGcj(lon, lat));
}

/** The published inverse of BD-09, wrong by up to 0.25 m: what other programs give, and where the iteration starts. */
export function roughBdToGcj(lon: number, lat: number): LonLat {
  const x = lon - bdEast;
  const y = lat - bdNorth;
  const z = Math.hypot(x, y) - 0.00002 * Math.sin(y * bdTurn);
  const angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * bdTurn);
  return [z * Math.cos(angle), z * Math.sin(angle)];
}

/** Krasovsky 1940, which the formula of GCJ-02 is written for. */
const A = 6378245;
const E2 = 0.006693421622965943;
const bdTurn = (Math.PI * 3000) / 180;
const bdEast = 0.0065;
const bdNorth = 0.006;

function shiftToGcj(lon: number, lat: number): LonLat {
  const x = lon - 105;
  const y = lat - 35;
  const waves = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3);
  const root = Math.sqrt(Math.abs(x));
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    waves +
    (20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * (2 / 3) +
    (160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * (2 / 3);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    waves +
    (20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * (2 / 3) +
    (150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * (2 / 3);
  const radians = (lat / 180) * Math.PI;
  const sin = Math.sin(radians);
  const w2 = 1 - E2 * sin * sin;
  const w = Math.sqrt(w2);
  const meridian = (((A * (1 - E2)) / (w2 * w)) * Math.PI) / 180;
  const parallel = ((A / w) * Math.cos(radians) * Math.PI) / 180;
  return [lon + east / parallel, lat + north / meridian];
}

function shiftToBd(lon: number, lat: number): LonLat {
  const z = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * bdTurn);
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * bdTurn);
  return [z * Math.cos(angle) + bdEast, z * Math.sin(angle) + bdNorth];
}

/** Fixed-point steps: both shifts change by less than 3 % of a step, so that ten steps leave nothing but rounding. */
function invert(
  shift: (lon: number, lat: number) => LonLat,
  lon: number,
  lat: number,
  start: LonLat,
): LonLat {
  let [x, y] = start;
  for (let step = 0; step < 12; step++) {
    const [atX, atY] = shift(x, y);
    const dx = lon - atX;
    const dy = lat - atY;
    x += dx;
    y += dy;
    // A ten-thousandth of a millimetre.
    if (Math.abs(dx) < 1e-12 && Math.abs(dy) < 1e-12) break;
  }
  return [x, y];
}
