/** A city for the browser: Porto's streets with elders and facilities drawn beside them, the same ones each time. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readOsmPbf } from '../../src/intake/osm-pbf.ts';
import { createRandom } from '../core/routing-cases.ts';
import { sharedData, write } from './journey.ts';

export const portoStreets = join(sharedData, 'porto/porto_portugal.osm.pbf');

/** Paths of streets, facilities and elders (each a row of its own place) written into `folder`. */
export async function writePorto(folder: string, elders: number, facilities: number): Promise<string[]> {
  const bytes = new Uint8Array(await readFile(portoStreets));
  const read = await readOsmPbf(new Blob([bytes]));
  if (!read.ok) throw new Error(read.fault.code);
  const { lons, lats, refs } = read.value.streets;
  const random = createRandom(5);
  const place = () => {
    const node = refs[Math.floor(random() * refs.length)]!;
    const off = () => (random() - 0.5) * 4e-4;
    return `${(lons[node]! + off()).toFixed(6)},${(lats[node]! + off()).toFixed(6)}`;
  };
  const some = (most: number) => Math.floor(random() * most);
  const elderRows = Array.from({ length: elders }, (_, i) => {
    const bands = [some(3), some(3), some(2)];
    return `E${i},${place()},${1 + bands[0]! + bands[1]! + bands[2]!},${bands.join()}`;
  });
  const facilityRows = Array.from(
    { length: facilities },
    (_, i) => `F${i},站点${i},${place()},${['助餐、助医', '助餐', '助医', '助浴'][i % 4]},${10 + some(90)}`,
  );
  const drawn = await write(folder, {
    'elders.csv': ['编号,经度,纬度,60岁及以上,60-69岁,70-79岁,80岁及以上', ...elderRows, ''].join('\n'),
    'facilities.csv': ['编号,机构名称,经度,纬度,服务项目,供餐能力', ...facilityRows, ''].join('\n'),
    [basename(portoStreets)]: bytes,
  });
  return drawn;
}
