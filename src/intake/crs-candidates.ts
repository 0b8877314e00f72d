/** The systems that a file's numbers can be in at all, by their ranges and by where the streets or districts are. */
import { readSystem } from './coordinates';
import type { Datum } from './crs';
import { exchangedId, gaussKruegerCode } from './crs';
import type { Bounds } from './street-distance';

const datums: readonly Datum[] = ['CGCS2000', 'Beijing 1954', "Xi'an 1980"];

/** Ids to try, the usual first. `near`: where the places should be, in degrees; null where nothing says so. */
export function possibleSystems(xs: Float64Array, ys: Float64Array, near: Bounds | null): string[] {
  const boxes = new Float64Array(4 * xs.length);
  xs.forEach((x, i) => boxes.set([x, ys[i]!, x, ys[i]!], 4 * i));
  const { system } = readSystem(boxes);
  if (system !== 'projected') {
    const asIs = ['EPSG:4326', 'GCJ-02', 'BD-09'];
    const turned = asIs.map(exchangedId);
    return system === 'swapped' ? turned : fitsTurned(xs, ys) ? [...asIs, ...turned] : asIs;
  }
  const asIs = projectedSystems(middle(xs), middle(ys), near);
  const turned = projectedSystems(middle(ys), middle(xs), near).map(exchangedId);
  return [...asIs, ...turned];
}

/** Systems in which these may be an easting and a northing. */
function projectedSystems(easting: number, northing: number, near: Bounds | null): string[] {
  const ids: string[] = [];
  const zone = Math.floor(easting / 1e6);
  const within = easting - zone * 1e6;
  const isNorthOfChina = northing > 1.7e6 && northing < 6.2e6;
  if (zone >= 13 && within > 0 && isNorthOfChina)
    for (const datum of datums)
      ids.push(
        ...[gaussKruegerCode(datum, 3, zone, true), gaussKruegerCode(datum, 6, zone, true)].filter(
          (id) => id !== null,
        ),
      );
  if (easting > 0 && easting < 1e6 && northing > 0) {
    const isPlausible = (meridian: number, reach: number) =>
      near === null || (near[2] > meridian - reach && near[0] < meridian + reach);
    if (isNorthOfChina)
      for (const datum of near === null ? datums.slice(0, 1) : datums)
        for (let code = 25; code <= 45; code++)
          if (isPlausible(3 * code, 5)) ids.push(gaussKruegerCode(datum, 3, code, false)!);
    for (let utm = 1; utm <= 60; utm++)
      if (near === null ? utm >= 43 && utm <= 53 : isPlausible(6 * utm - 183, 5))
        ids.push(`EPSG:${32600 + utm}`);
  }
  if (Math.abs(easting) < 2.01e7 && Math.abs(northing) < 2.01e7) ids.push('EPSG:3857');
  if (easting > 8e6 && easting < 1.51e7 && northing > 4e5 && northing < 7.1e6) ids.push('BD-09MC');
  return ids;
}

/** Whether most places would still be on the globe with the axes the other way round. */
function fitsTurned(xs: Float64Array, ys: Float64Array): boolean {
  let fits = 0;
  xs.forEach((x, i) => (fits += Math.abs(x) <= 90 && Math.abs(ys[i]!) <= 180 ? 1 : 0));
  return fits * 2 > xs.length;
}

export function middle(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(Array.from(values).filter((value) => !Number.isNaN(value))).sort();
  return sorted.length === 0 ? NaN : sorted[sorted.length >> 1]!;
}
