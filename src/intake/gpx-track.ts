/** The points of a GPX file's tracks and routes with their times: for a look, not for a layer (`gpx.ts` reads layers). */
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import type { TrackPoint } from '../domain/track';
import { localName, readXmlFile } from './xml-file';
import type { XmlHandler } from './xml-tokens';

/** Faults: table.noFeatures where there is no track, and those of `readXmlFile`. Points without a place are left out. */
export async function readTrack(
  blob: Blob,
  file: string,
  control?: Control,
): Promise<Result<readonly TrackPoint[]>> {
  const notes: Note[] = [];
  const elements = new Elements();
  const read = await readXmlFile(blob, file, 'auto', elements, notes, control);
  if (!read.ok) return read;
  if (elements.points.length === 0) return fail(fault('table.noFeatures', {}, { file }));
  return succeed(elements.points, notes);
}

class Elements implements XmlHandler {
  readonly points: TrackPoint[] = [];
  #place: readonly [number, number] | null = null;
  #time = NaN;
  #text: string[] | null = null;
  #begins = true;

  open(fullName: string, attributes: ReadonlyMap<string, string>, isEmpty: boolean): void {
    const name = localName(fullName);
    if (name === 'trkseg' || name === 'rte') this.#begins = true;
    if (name === 'trkpt' || name === 'rtept') {
      const read = (key: string): number => {
        const text = attributes.get(key)?.trim() ?? '';
        return text === '' ? NaN : Number(text);
      };
      this.#place = [read('lon'), read('lat')];
      this.#time = NaN;
      if (isEmpty) this.close(fullName);
    } else if (name === 'time' && this.#place !== null && !isEmpty) this.#text = [];
  }

  close(fullName: string): void {
    const name = localName(fullName);
    if (name === 'time' && this.#text !== null) {
      this.#time = Date.parse(this.#text.join('').trim());
      this.#text = null;
    }
    if ((name !== 'trkpt' && name !== 'rtept') || this.#place === null) return;
    const [lon, lat] = this.#place;
    this.#place = null;
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return;
    this.points.push({ lon, lat, time: this.#time, begins: this.#begins });
    this.#begins = false;
  }

  text(piece: string): void {
    this.#text?.push(piece);
  }
}
