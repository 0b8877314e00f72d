/** Of many places those in sight and somewhat beyond, looked for again only when the view leaves them: what has a mark or a name costs time each. */
import { holds, type Camera } from './camera';
import type { Box } from './view-math';

/** Fewer places are all taken. */
const few = 500;

export class InSight {
  private source: object | null = null;
  private box: Box = [0, 0, 0, 0];
  private found: readonly number[] = [];

  /** Positions of places in sight; the same list as long as it is. `source`: the places, known by identity. */
  of(
    source: object,
    count: number,
    placeOf: (i: number) => readonly [lon: number, lat: number],
    camera: Camera,
  ): readonly number[] {
    if (this.isEnough(source, camera)) return this.found;
    const [west, south, east, north] = camera.box;
    const [across, along] = [(east - west) / 2, (north - south) / 2];
    const box: Box =
      count <= few
        ? [-Infinity, -Infinity, Infinity, Infinity]
        : [west - across, south - along, east + across, north + along];
    const found: number[] = [];
    for (let i = 0; i < count; i++) {
      const [lon, lat] = placeOf(i);
      if (lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3]) found.push(i);
    }
    [this.source, this.box, this.found] = [source, box, found];
    return found;
  }

  isEnough(source: object, camera: Camera): boolean {
    return this.source === source && holds(this.box, camera.box);
  }
}
