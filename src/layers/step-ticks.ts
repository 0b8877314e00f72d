/** Steps as short strokes across the way, so that they are told from streets by shape and not by colour. */
import { metresPerDegree } from '../domain/ellipsoid';
import type { StreetLines } from '../domain/stories';

/** Those of the lines that are steps, cut into strokes of `on` metres with `off` metres between; a short flight keeps one stroke. */
export function stepTicks(streets: StreetLines, on: number, off: number, only?: Uint32Array): StreetLines {
  const first: number[] = [0];
  const lonLats: number[] = [];
  const classes: number[] = [];
  const count = only?.length ?? streets.count;
  for (let k = 0; k < count; k++) {
    const line = only === undefined ? k : only[k];
    if (streets.steps[line] === 0) continue;
    let drawing = true;
    let left = on;
    const from = streets.first[line];
    const to = streets.first[line + 1];
    lonLats.push(streets.lonLats[2 * from], streets.lonLats[2 * from + 1]);
    const end = (): void => {
      first.push(lonLats.length / 2);
      classes.push(streets.classes[line]);
    };
    for (let p = from + 1; p < to; p++) {
      let lon = streets.lonLats[2 * p - 2];
      let lat = streets.lonLats[2 * p - 1];
      const endLon = streets.lonLats[2 * p];
      const endLat = streets.lonLats[2 * p + 1];
      const per = metresPerDegree(lat);
      let metres = Math.hypot((endLon - lon) * per.lon, (endLat - lat) * per.lat);
      while (metres > left) {
        const f = left / metres;
        lon += f * (endLon - lon);
        lat += f * (endLat - lat);
        metres -= left;
        lonLats.push(lon, lat);
        if (drawing) end();
        drawing = !drawing;
        left = drawing ? on : off;
      }
      left -= metres;
      if (drawing) lonLats.push(endLon, endLat);
    }
    if (drawing) end();
    else lonLats.length = first[first.length - 1] * 2;
  }
  return {
    count: classes.length,
    first: Uint32Array.from(first),
    lonLats: Float64Array.from(lonLats),
    classes: Uint8Array.from(classes),
    steps: new Uint8Array(classes.length).fill(1),
  };
}
