/** A city for the browser: the streets of Porto, else of Gothenburg, with elders and facilities drawn beside them, the same ones each time. */
import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createRandom } from '../core/routing-cases.ts';
import { loadStreets } from '../core/routing-networks.ts';
import { repository, sharedData, write } from './journey.ts';

const porto = join(sharedData, 'porto/porto_portugal.osm.pbf');
const hasPorto = existsSync(porto);
export const cityName = hasPorto ? 'Porto' : 'Gothenburg';
/** Gothenburg is a dependency's own test data (ODbL): always at hand. */
const cityStreets = hasPorto
  ? porto
  : join(repository, 'node_modules/geojson-path-finder/test/large-network.json');

/** Paths of streets, facilities and elders (each a row of its own place) written into `folder`. */
export async function writeCity(folder: string, elders: number, facilities: number): Promise<string[]> {
  const { lons, lats, refs } = await loadStreets(cityStreets);
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
  });
  const streets = join(folder, basename(cityStreets));
  await copyFile(cityStreets, streets);
  return [...drawn, streets];
}
