/**
 * BD-09 Mercator (百度墨卡托, "bd09mc"), what Baidu's tiles and many of its answers are in: metres by polynomials in bands of 15° of BD-09
 * latitude. The numbers are those that Baidu's own scripts publish; its way back is coarser than its way there, so that ours inverts the latter. At 30°, 45° and 60° the
 * bands do not quite meet: the 4 cm to 15 m between them are no place, and are read with the lower band.
 */
import type { LonLat } from './gcj';
import { bd09ToWgs84, wgs84ToBd09 } from './gcj';

/** BD-09 Mercator → WGS84; `wgs84ToBd09Mc` of the result is the argument again, to better than a millimetre. NaN beyond 74° of latitude. */
export function bd09McToWgs84(x: number, y: number): LonLat {
  const [lon, lat] = bd09McToBd09(x, y);
  return Number.isNaN(lon) ? [NaN, NaN] : bd09ToWgs84(lon, lat);
}

/** WGS84 → BD-09 Mercator. NaN beyond 74° of latitude. */
export function wgs84ToBd09Mc(lon: number, lat: number): LonLat {
  return bd09ToBd09Mc(...wgs84ToBd09(lon, lat));
}

/** BD-09 degrees → BD-09 Mercator metres. */
export function bd09ToBd09Mc(lon: number, lat: number): LonLat {
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= mostLat)) return [NaN, NaN];
  const band = bands[bandOf(lat)]!;
  return [Math.sign(lon) * (band[0] + band[1] * Math.abs(lon)), Math.sign(lat) * northing(band, lat)];
}

/** BD-09 Mercator metres → BD-09 degrees. */
export function bd09McToBd09(x: number, y: number): LonLat {
  if (!Number.isFinite(x) || !(Math.abs(y) <= mostY)) return [NaN, NaN];
  const at = edges.findIndex((edge) => Math.abs(y) >= edge);
  const band = bands[at]!;
  let lat = Math.abs(y) / 120_000;
  for (let step = 0; step < 50; step++) {
    const miss = Math.abs(y) - northing(band, lat);
    // The slope over a ten-thousandth of a degree: within a band the polynomial is all but straight.
    const slope = (northing(band, lat + 1e-4) - northing(band, lat - 1e-4)) / 2e-4;
    lat += miss / slope;
    if (Math.abs(miss) < 1e-6) break;
  }
  const lon = (Math.abs(x) - band[0]) / band[1];
  return lon <= 180 && lat <= mostLat ? [Math.sign(x) * lon, Math.sign(y) * lat] : [NaN, NaN];
}

/** Baidu's last band, up to the pole, is not monotone. */
const mostLat = 74;

type Band = readonly [number, number, ...number[]];

/** By BD-09 latitude from 60°, 45°, 30°, 15° and 0°: two numbers of the easting, seven of the northing, degrees that scale the latitude. */
const bands: readonly Band[] = [
  [
    0.0008277824516172526, 111320.7020463578, 647795574.6671607, -4082003173.641316, 10774905663.51142,
    -15171875531.51559, 12053065338.62167, -5124939663.577472, 913311935.9512032, 67.5,
  ],
  [
    0.00337398766765, 111320.7020202162, 4481351.045890365, -23393751.19931662, 79682215.47186455,
    -115964993.2797253, 97236711.15602145, -43661946.33752821, 8477230.501135234, 52.5,
  ],
  [
    0.00220636496208, 111320.7020209128, 51751.86112841131, 3796837.749470245, 992013.7397791013,
    -1221952.21711287, 1340652.697009075, -620943.6990984312, 144416.9293806241, 37.5,
  ],
  [
    -0.0003441963504368392, 111320.7020576856, 278.2353980772752, 2485758.690035394, 6070.750963243378,
    54821.18345352118, 9540.606633304236, -2710.55326746645, 1405.483844121726, 22.5,
  ],
  [
    -0.0003218135878613132, 111320.7020701615, 0.00369383431289, 823725.6402795718, 0.46104986909093,
    2351.343141331292, 1.58060784298199, 8.77738589078284, 0.37238884252424, 7.45,
  ],
];
const bandLats = [60, 45, 30, 15, 0];

function bandOf(lat: number): number {
  return bandLats.findIndex((from) => Math.abs(lat) >= from);
}

function northing(band: Band, lat: number): number {
  const part = Math.abs(lat) / band[9]!;
  let sum = 0;
  for (let power = 6; power >= 0; power--) sum = sum * part + band[2 + power]!;
  return sum;
}

/** Where the bands begin, in metres, by their own polynomials. */
const edges = bandLats.map((lat, at) => (lat === 0 ? 0 : northing(bands[at]!, lat)));
const mostY = northing(bands[0]!, mostLat);
